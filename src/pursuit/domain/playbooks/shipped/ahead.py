"""Before the tender: 机会验证, 标前引导, 方案与报价, 入围投标, 续约评估."""

from pursuit.domain.playbooks.shipped.written import Row, Template

QUALIFY = Template(
    "qualify",
    "机会验证",
    "Qualify the chance",
    "qualify",
    (
        Row("need", "需求与预算核实"),
        Row("need.visit", "首次拜访，记录客户原话与痛点", 1, "ar", "stage+0",
            checks=("谁提出的需求", "现状与不满", "期望的结果", "下一步与时间"), evidence="拜访记录"),
        Row("need.budget", "核实预算来源、批复状态与采购方式", 2, "ar", waits=("need.visit",),
            checks=("预算金额与科目", "批复到哪一级", "预计采购方式", "预计上线时间"),
            evidence="预算批复或客户立项文件"),
        Row("need.why", "弄清客户为什么现在买，不买会怎样", 1, "ar", waits=("need.visit",), evidence="会议纪要"),
        Row("people", "人与对手"),
        Row("people.map", "画出决策链初稿：使用、技术、财务、决策四类人", 1, "ar", waits=("need.visit",),
            evidence="决策链图，每人有证据"),
        Row("people.rivals", "对手摸底：谁已介入，谁在帮他", 2, "ar", waits=("need.visit",), evidence="竞争对手登记"),
        Row("people.report", "项目报备，确认无撞单", 1, "ar", waits=("need.visit",), evidence="报备编号"),
        Row("fit", "可行性"),
        Row("fit.solution", "方案可行性初判：技术、交付、资质缺口", 3, "sr", waits=("need.budget",),
            checks=("关键参数能否满足", "资质与业绩是否够", "需要谁配合"), evidence="可行性意见"),
        Row("fit.money", "粗估成本与毛利，评定项目等级", 1, "sr", waits=("fit.solution",), evidence="成本粗估表"),
        Row("charter", "立项"),
        Row("charter.write", "编写销售立项申请（ATI）", 1, "ar", waits=("fit.money", "people.map", "people.rivals")),
        Row("charter.review", "销售立项评审（ATI）", 0, "", waits=("charter.write~2",), evidence="立项结论"),
    ),
)  # fmt: skip

SHAPE = Template(
    "shape",
    "标前引导",
    "Shape before the tender",
    "shape",
    (
        Row("start", "启动"),
        Row("start.team", "组建铁三角，开项目启动会", 1, "ar", "stage+0", checks=("AR、SR、FR 到位", "分工与例会时间"),
            evidence="启动会纪要"),
        Row("start.plan", "制定关系计划与赢单策略", 2, "ar", waits=("start.team",), evidence="策略表"),
        Row("relation", "客户关系"),
        Row("relation.key", "逐个拜访关键人，确认立场", 10, "ar", waits=("start.plan",), percent=40,
            evidence="决策链更新"),
        Row("relation.sponsor", "赞助人高层互访", 1, "sponsor", waits=("start.plan~8",), evidence="高层会晤纪要"),
        Row("solution", "方案引导"),
        Row("solution.exchange", "技术交流（不少于两轮）", 8, "sr", waits=("start.plan",), percent=50,
            checks=("第一轮：现状与方向", "第二轮：方案与参数"), evidence="交流纪要与客户反馈"),
        Row("solution.site", "样板点参观或产品测试", 3, "sr", waits=("solution.exchange",),
            evidence="参观反馈或测试报告"),
        Row("solution.params", "参数引导：提交技术规格建议书", 5, "sr", waits=("solution.exchange",),
            checks=("我方优势项写入参数", "避免歧视性条款", "评分办法建议"), evidence="规格建议书"),
        Row("solution.price", "报价建议与预算引导", 3, "sr", waits=("solution.params",), evidence="预算建议"),
        Row("tender", "招标准备"),
        Row("tender.rules", "核对资质、业绩、人员证书是否满足预计门槛", 3, "bid_manager", waits=("solution.params",),
            checks=("企业资质", "同类业绩与验收证明", "项目经理证书", "授权与检测报告"), evidence="资格对照表"),
        Row("tender.partner", "确定联合体与分包伙伴，签意向书", 5, "ar", waits=("start.plan~5",), evidence="意向书"),
        Row("tender.agent", "了解招标代理、评标办法与时间表", 2, "ar", waits=("solution.price",),
            evidence="招标时间表"),
        Row("tender.decide", "投标决策评审（ATB）", 0, "", waits=("tender.rules", "tender.agent"),
            evidence="投标决策结论"),
    ),
    method="tender",
)  # fmt: skip

SOLUTION = Template(
    "solution",
    "方案与报价",
    "Solution and quote",
    "solution",
    (
        Row("solution", "方案"),
        Row("solution.needs", "需求调研与需求档案", 5, "sr", "stage+0", evidence="需求档案"),
        Row("solution.draft", "方案编制", 8, "sr", waits=("solution.needs",), percent=80, evidence="方案书"),
        Row("solution.delivery", "交付评估：工期、人员、风险", 3, "fr", waits=("solution.draft=~3",),
            evidence="交付评估"),
        Row("solution.demo", "方案宣讲与演示", 1, "sr", waits=("solution.draft",), evidence="客户反馈"),
        Row("solution.trial", "试用或样板点参观", 10, "sr", waits=("solution.demo",), percent=30, evidence="试用报告"),
        Row("quote", "报价"),
        Row("quote.cost", "成本测算与价格策略", 3, "sr", waits=("solution.draft",), evidence="成本表"),
        Row("quote.approve", "报价审批", 1, "", waits=("quote.cost", "solution.delivery"), evidence="审批记录"),
        Row("quote.send", "提交正式报价", 1, "ar", waits=("quote.approve", "solution.demo"), evidence="报价单"),
        Row("quote.follow", "报价跟进与异议处理", 5, "ar", waits=("quote.send",), percent=30),
        Row("quote.yes", "客户口头确认", 0, "", waits=("quote.follow",), theirs=True, evidence="确认邮件或纪要"),
    ),
    method="direct",
)  # fmt: skip

REVIEW = Template(
    "review",
    "续约评估",
    "Renewal review",
    "review",
    (
        Row("look", "回顾"),
        Row("look.use", "统计使用情况、故障与服务记录", 3, "fr", "stage+0", evidence="使用报告"),
        Row("look.survey", "满意度回访", 5, "ar", "stage+0", percent=30, evidence="满意度问卷"),
        Row("look.money", "核对回款与合同履行情况", 1, "commercial", "stage+0", evidence="对账函"),
        Row("next", "续约"),
        Row("next.risk", "识别流失风险与对手动向", 2, "ar", waits=("look.survey", "look.use")),
        Row("next.offer", "编制续约与增购方案", 5, "sr", waits=("next.risk",), evidence="续约方案"),
        Row("next.talk", "续约沟通", 3, "ar", waits=("next.offer",), evidence="会议纪要"),
        Row("next.yes", "客户确认续约意向", 0, "", waits=("next.talk",), theirs=True),
    ),
    method="renewal",
)  # fmt: skip

AHEAD = (QUALIFY, SHAPE, SOLUTION, REVIEW)
