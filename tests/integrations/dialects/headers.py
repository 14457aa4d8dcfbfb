"""Header lists of other systems, as their files have them (custom columns left out)."""

from tests.integrations.dialects.making import listed

ZOHO_LEADS = listed("""Record Id, Lead Owner.id, Lead Owner, Is Converted, Company, First Name, Last Name, Email, Phone,
Mobile, Lead Source, Lead Status, Created By.id, Created By, Modified By.id, Modified By, Created Time, Modified Time,
Lead Name, Street, City, State, Zip Code, Email Opt Out, Salutation, Last Activity Time, Tag, Days Visited,
Average Time Spent (Minutes), Number Of Chats, Most Recent Visit, First Visit, First Page Visited, Referrer,
Visitor Score, Data Processing Basis Details.id, Data Processing Basis, Data Source, Converted Date Time,
Lead Conversion Time, Unsubscribed Mode, Unsubscribed Time, Converted Account.id, Converted Account,
Converted Contact.id, Converted Contact, Converted Deal.id, Converted Deal, Change Log Time, Locked, Last Enriched Time,
Enrich Status, Connected To.module, Connected To.id""")
ZOHO_CONTACTS = listed("""Record Id, Contact Owner.id, Contact Owner, Lead Source, First Name, Last Name,
Account Name.id,
Account Name, Vendor Name.id, Vendor Name, Email, Title, Department, Phone, Mobile, Created By.id, Created By,
Modified By.id, Modified By, Created Time, Modified Time, Contact Name, Description, Email Opt Out, Salutation,
Last Activity Time, Tag, Reporting To.id, Reporting To, Unsubscribed Mode, Unsubscribed Time, Change Log Time,
First Visit, Visitor Score, Referrer, Average Time Spent (Minutes), Most Recent Visit, First Page Visited,
Number Of Chats, Days Visited, Locked, Last Enriched Time, Enrich Status""")
ZOHO_DEALS = listed("""Record Id, Deal Owner.id, Deal Owner, Amount, Deal Name, Closing Date, Account Name.id,
Account Name, Stage, Type, Probability (%), Next Step, Lead Source, Campaign Source.id, Campaign Source, Created By.id,
Created By, Modified By.id, Modified By, Created Time, Modified Time, Description, Contact Name.id, Contact Name,
Expected Revenue, Currency, Exchange Rate, Last Activity Time, Lead Conversion Time, Sales Cycle Duration,
Overall Sales Duration, Pipeline, Change Log Time, Locked, Reason For Loss, Tag""")
ZOHO_ACCOUNTS = listed("""Record Id, Account Owner.id, Account Owner, Account Name, Phone, Parent Account.id,
Parent Account, Website, Account Type, Industry, Employees, Annual Revenue, Rating, Ownership, SIC Code, Ticker Symbol,
Account Number, Account Site, Fax, Created By.id, Created By, Modified By.id, Modified By, Created Time, Modified Time,
Billing Street, Billing City, Billing State, Billing Code, Billing Country, Shipping Street, Shipping Country,
Description, Tag, Last Activity Time, Change Log Time, Locked""")
ZOHO_TASKS = listed("""Record Id, Task Owner.id, Task Owner, Subject, Due Date, Contact Name.id, Contact Name,
Related To.id, Related To, Related To Module, Status, Priority, Description, Closed Time, Created By.id, Created By,
Created Time, Modified Time, Last Activity Time, Reminder, Recurring Activity, Tag""")
ZOHO_CALLS = listed("""Record Id, Subject, Call Type, Call Purpose, Call Start Time, Call Duration (in seconds),
Call Agenda, Call Result, Call Status, Call Owner.id, Call Owner, Contact Name.id, Related To.id""")
ZOHO_NOTES = listed("""Record Id, Associated_Id, Created By.id, Created By, Created Time, Modified By.id, Modified By,
Modified Time, Note Content, Note Owner.id, Note Owner, Note Title, Parent ID.id, Parent ID""")
ZOHO_ATTACHMENTS = listed("Record Id, Parent.id, Parent Module, File Name, Size, Created Time")

HUBSPOT_COMPANIES = listed("""Record ID, Company name, Company Domain Name, Website URL, Phone Number, Industry,
Company owner, Create Date""")
HUBSPOT_CONTACTS = listed("""Record ID, First Name, Last Name, Email, Phone Number, Mobile Phone Number, Job Title,
Associated Company, Associated Company IDs, Contact owner, Lead Status, Create Date""")
HUBSPOT_DEALS = listed("""Record ID, Deal Name, Deal Stage, Pipeline, Amount, Currency, Close Date, Deal owner,
Associated Company IDs, Associated Contact IDs, Create Date""")
HUBSPOT_TASKS = listed("""Record ID, Task title, Task body, Due date, Task status, Task type, Assigned to,
Completion date""")
HUBSPOT_ACTIVITIES = listed("Activity type, Title, Body, Activity date, Activity assigned to")

SALESFORCE_ACCOUNTS = listed("""Id, Name, Type, ParentId, Industry, AnnualRevenue, NumberOfEmployees, Phone, Website,
BillingStreet, BillingCity, BillingState, BillingPostalCode, BillingCountry, OwnerId, Description, CreatedDate""")
SALESFORCE_CONTACTS = listed("""Id, AccountId, FirstName, LastName, Title, Department, Phone, MobilePhone, Email,
ReportsToId, OwnerId""")
SALESFORCE_OPPORTUNITIES = listed("""Id, AccountId, Name, StageName, Amount, Probability, ExpectedRevenue, CloseDate,
Type, NextStep, LeadSource, IsClosed, IsWon, ForecastCategoryName, CampaignId, OwnerId, CurrencyIsoCode, Description,
CreatedDate""")
SALESFORCE_ROLES = listed("Id, OpportunityId, ContactId, Role, IsPrimary")
SALESFORCE_TASKS = listed("""Id, WhoId, WhatId, Subject, ActivityDate, Status, Priority, OwnerId, Description,
CompletedDateTime""")
SALESFORCE_NOTES = listed("Id, Title, Body, ParentId, OwnerId, IsPrivate, CreatedDate, LastModifiedDate")
SALESFORCE_USERS = listed("Id, Username, LastName, FirstName, Name, Email, IsActive, ProfileId, UserRoleId")
SALESFORCE_REPORT = listed("""Opportunity Owner, Account Name, Opportunity Name, Stage, Fiscal Period, Amount,
Probability (%), Age, Close Date, Created Date, Next Step, Lead Source, Type""")

CORDYS_ACCOUNTS = listed("客户名称, 客户行业, 客户等级, 客户类型, 客户来源, 线上来源详情, 客户标签, 地区, 负责人")
CORDYS_CONTACTS = listed("客户名称, 姓名, 邮箱, 手机号, 负责人")
CORDYS_LEADS = listed(
    """公司名称, 线索进度, 线索来源, 线上来源详情, 客户需求, 联系人名称, 联系人电话, 意向产品, 地区, 负责人"""
)
CORDYS_OPPORTUNITIES = listed("""商机名称, 客户名称, 业务编码, 商机来源, 金额, 意向产品, 结束时间, 可能性,
联系人, 客户标签,
备注信息, 地区, 负责人, 商机阶段""")
CORDYS_INSTALMENTS = listed("回款计划名称, 合同, 负责人, 计划回款金额, 计划回款时间")
CORDYS_FOLLOWS = listed("跟进类型, 客户名称, 公司名称, 商机, 联系人, 跟进方式, 跟进时间, 负责人, 意向产品, 跟进内容")

FXIAOKE_ACCOUNTS = listed("""客户名称（必填）, 客户级别, 1级行业, 成交状态, 来源, 电话, 网址, 详细地址,
上级客户, 负责人（必填）,
归属部门, 生命状态, 锁定状态, 创建人, 创建时间, 最后修改人, 最后修改时间, 备注""")
FXIAOKE_CONTACTS = listed("姓名(必填), 客户名称(必填), 职务, 部门, 手机, 电话, 邮件, 主要联系人, 负责人")
FXIAOKE_OPPORTUNITIES = listed("""商机名称*, 客户名称*, 销售流程, 商机阶段*, 商机金额（万元）, 赢率,
预计成交日期*, 输单原因, 预测金额,
产品合计, 负责人*, 归属部门, 生命状态, 创建时间, 备注""")
FXIAOKE_LEADS = listed("""姓名, 公司, 部门, 职务, 手机, 电话, 邮件, 网址, 地址, 来源, 市场活动, 销售线索详情,
线索池, 状态, 处理结果,
销售人员退回原因, 线索无效原因, 负责人, 分配时间, 转换时间, 是否超时, 最后跟进人, 最后跟进时间, 合作伙伴, 外部来源""")
FXIAOKE_RECORDS = listed(
    "销售记录类型, 互动场景, 销售记录内容, 客户名称, 商机名称, 联系人, 负责人, 创建时间, 最后修改人"
)
