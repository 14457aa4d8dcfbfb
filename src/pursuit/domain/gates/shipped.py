"""The checklists and scorecards a new company starts with. Codes are stable; everything else is data people edit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """As in ChecklistItem."""

    code: str
    point: str
    name: str
    name_en: str
    kind: str
    grades: str = ""
    weight: int = 10
    required: bool = True
    inferred_will_do: bool = False
    valid_days: int | None = None
    fact: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class ShippedCriterion:
    """As in Criterion."""

    code: str
    sheet: str
    name: str
    name_en: str
    weight: int = 10
    decisive: bool = False
    hints: str = ""


Item, Mark = ShippedItem, ShippedCriterion

ITEMS = (
    Item("ati-need", "ATI", "需求真实：客户亲口说出要解决的问题", "The need is real, in the customer's own words",
         "visit", weight=15, inferred_will_do=True, valid_days=180,
         guidance="选一次拜访记录，写客户原话，不写我方理解。"),
    Item("ati-budget", "ATI", "预算来源与审批状态", "Source and approval of the budget", "document", grades="ab",
         weight=15, inferred_will_do=True, valid_days=365, guidance="批复、计划或会议纪要；只有口头消息时选“推断”。"),
    Item("ati-time", "ATI", "采购时间表", "Timetable of the purchase", "date", weight=10, inferred_will_do=True,
         valid_days=120, guidance="写明招标或签约的日期从何而知。"),
    Item("ati-chain", "ATI", "决策链至少掌握三个角色", "Three roles of the decision chain are known", "fact",
         grades="abc", weight=15, fact="chain"),
    Item("ati-rivals", "ATI", "主要友商已知", "The main competitors are known", "fact", grades="abc", weight=10,
         fact="rivals"),
    Item("ati-objective", "ATI", "目标、金额、日期已写明", "Objective, amount and date are written", "fact", weight=10,
         fact="objective"),
    Item("ati-charter", "ATI", "立项申请已写完", "The charter is written", "fact", grades="ab", weight=15,
         fact="charter"),
    Item("ati-goals", "ATI", "首批目标已定", "The first goals are set", "fact", grades="ab", weight=10,
         required=False, fact="goals"),
    Item("ati-fit", "ATI", "与公司方向一致", "It fits the company's direction", "decision", grades="ab", weight=10,
         required=False, guidance="谁认可、在什么会上、结论是什么。"),
    Item("atb-needs", "ATB", "必须满足的需求都有答复", "What must be met has an answer", "fact", grades="ab", weight=15,
         fact="needs"),
    Item("atb-guidance", "ATB", "技术引导结果：招标参数含我方要点", "The tender asks for our points", "document",
         grades="abc", weight=15, inferred_will_do=True, valid_days=180),
    Item("atb-cost", "ATB", "成本测算与控制价比较", "Cost estimate against the ceiling price", "document", weight=15,
         valid_days=60, guidance="上传成本测算表；低于成本的报价须在评审中说明。"),
    Item("atb-qualified", "ATB", "资格条件逐条满足", "Every qualification is met", "document", weight=15,
         valid_days=90),
    Item("atb-quote", "ATB", "报价已获批准", "A quote is approved", "fact", grades="ab", weight=15, fact="quote"),
    Item("atb-clauses", "ATB", "招标条款逐条应答", "The clauses of the tender are answered", "fact", weight=10,
         required=False, fact="clauses"),
    Item("atb-team", "ATB", "铁三角已任命", "AR, SR and FR are named", "fact", weight=10, fact="team"),
    Item("atb-call-high", "ATB", "高层拜访已完成", "The executive visit was made", "visit", grades="a", weight=10,
         valid_days=120),
    Item("atc-terms", "ATC", "合同条款与偏离已评审", "Terms and deviations are reviewed", "decision", weight=20,
         guidance="评审会或法务意见：谁、何时、结论。"),
    Item("atc-deliver", "ATC", "交付负责人确认可交付", "The delivery side confirms it can be delivered", "decision",
         weight=20, valid_days=60),
    Item("atc-payment", "ATC", "付款条件与信用等级相符", "Payment terms fit the credit grade", "decision", weight=15),
    Item("atc-contract", "ATC", "合同已登记，偏离均有人认可", "The contract is recorded, its deviations are accepted",
         "fact", weight=15, fact="contract"),
    Item("atc-plan", "ATC", "回款计划覆盖合同金额", "The payment plan covers the contract", "fact", grades="abc",
         weight=15, fact="payment_plan"),
    Item("atc-team", "ATC", "履行责任人已到位", "The fulfilment responsible is in place", "fact", weight=10,
         fact="team"),
    Item("close-accept", "AT-close", "终验文件", "Final acceptance", "document", weight=20),
    Item("close-paid", "AT-close", "款项收清或质保金有安排", "All is collected, or the retention is arranged", "fact",
         weight=20, fact="paid"),
    Item("close-satisfied", "AT-close", "客户满意度", "The customer's satisfaction", "figure", weight=10,
         required=False),
    Item("close-lessons", "AT-close", "复盘已完成", "The retrospective is done", "document", grades="ab",
         weight=10),
)  # fmt: skip

CRITERIA = (
    Mark("grade-strategy", "grade", "战略价值", "Strategic value", 25, decisive=True,
         hints="4 山头项目、新市场或标杆\n3 重点客户\n2 一般\n1 无"),
    Mark("grade-competition", "grade", "竞争态势", "Competition", 15, hints="4 必赢或必守\n3 激烈\n2 通常\n1 无竞争"),
    Mark("grade-risk", "grade", "交付新颖度与风险", "Delivery novelty and risk", 15,
         hints="4 首次\n3 部分新\n2 标准\n1 成熟复制"),
    Mark("grade-terms", "grade", "毛利与条款", "Margin and terms", 15,
         hints="4 超出政策\n3 接近底线\n2 符合政策\n1 优于政策"),
    Mark("bid-real", "bid", "项目真实：预算与审批", "It is real: budget and approval", 10),
    Mark("bid-time", "bid", "时间表可信", "The timetable is credible", 6),
    Mark("bid-needs", "bid", "需求清楚且被我们影响", "Needs are clear and shaped by us", 10),
    Mark("bid-relation", "bid", "决策者支持", "The decider supports us", 12),
    Mark("bid-coach", "bid", "有教练、信息可靠", "We have a coach and sound information", 8),
    Mark("bid-rivals", "bid", "竞争地位", "Our competitive position", 10),
    Mark("bid-solution", "bid", "方案满足度与差异化", "Fit and difference of our solution", 10),
    Mark("bid-qualified", "bid", "资质业绩满足", "Qualifications and references", 8),
    Mark("bid-price", "bid", "价格可赢且不亏", "The price can win without loss", 10),
    Mark("bid-deliver", "bid", "交付能力与风险", "Delivery ability and risk", 6),
    Mark("bid-people", "bid", "投标人力与时间够", "People and time for the bid", 5),
    Mark("bid-payment", "bid", "付款与信用可接受", "Payment and credit are acceptable", 5),
)  # fmt: skip
