"""The methods a new company starts with. Codes are stable; names and figures are data that people edit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShippedStage:
    """One stage; `point` is (code, name) of the decision point in front of it."""

    code: str
    name: str
    name_en: str
    probability: int
    point: tuple[str, str] = ("", "")
    needs_approval: bool = False
    category: str = "open"
    max_days: int | None = None
    forecast: str = "pipeline"
    required: tuple[str, ...] = ()
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class ShippedMethod:
    """A method with the stages of its first version."""

    code: str
    kind: str
    name: str
    name_en: str
    stages: tuple[ShippedStage, ...]


ATI = ("ATI", "销售立项")
ATB = ("ATB", "投标决策")
ATC = ("ATC", "签约决策")
AT_CLOSE = ("AT-close", "合同关闭")

QUALIFY = ShippedStage(
    "qualify", "机会验证", "Qualify", 10, max_days=30, guidance="核实需求、预算来源、时间表与决策链，判断值不值得立项。"
)
SHAPE = ShippedStage(
    "shape",
    "标前引导",
    "Shape",
    25,
    point=ATI,
    needs_approval=True,
    max_days=90,
    required=("account", "grade", "amount", "expected_sign_on", "team.ar"),
    guidance="需求引导、技术交流、测试入围，让客户的参数里有我方优势。",
)
BID = ShippedStage(
    "bid",
    "投标",
    "Bid",
    45,
    point=ATB,
    needs_approval=True,
    max_days=45,
    forecast="best_case",
    required=("procurement_mode", "budget_status", "team.sr", "team.fr", "rivals"),
    guidance="合规矩阵、成本测算、报价策略、各色评审，按时封标。",
)
NEGOTIATE = ShippedStage(
    "negotiate",
    "谈判",
    "Negotiate",
    75,
    max_days=30,
    forecast="commit",
    required=("account", "amount"),
    guidance="澄清偏离，谈定价格与付款条件，完成合同评审。",
)
SIGN = ShippedStage(
    "sign",
    "签约交底",
    "Sign and hand over",
    100,
    point=ATC,
    needs_approval=True,
    category="won",
    max_days=20,
    forecast="closed",
    required=("account", "amount", "team.fr"),
    guidance="签署合同，向交付交底，录入回款计划。",
)
DELIVER = ShippedStage(
    "deliver",
    "履约回款",
    "Deliver and collect",
    100,
    category="won",
    forecast="closed",
    guidance="验收、开票、回款；变更走 ATAC。",
)
CLOSE = ShippedStage(
    "close",
    "合同关闭",
    "Contract closed",
    100,
    point=AT_CLOSE,
    needs_approval=True,
    category="closed",
    forecast="closed",
    guidance="款项收清或质保金有安排，满意度与复盘完成。",
)
SOLUTION = ShippedStage(
    "solution",
    "方案与报价",
    "Solution and quote",
    40,
    point=ATI,
    needs_approval=True,
    max_days=60,
    forecast="best_case",
    required=("account", "grade", "amount", "expected_sign_on", "team.ar"),
    guidance="方案交流、报价、试用或样板点参观。",
)
SHORTLIST = ShippedStage(
    "shortlist",
    "入围投标",
    "Shortlist bid",
    35,
    point=ATI,
    needs_approval=True,
    max_days=60,
    required=("account", "grade", "procurement_mode", "team.ar"),
    guidance="满足入围条件，争取份额与排名。",
)
LISTED = ShippedStage(
    "listed",
    "框架签约",
    "Framework signed",
    100,
    point=ATC,
    needs_approval=True,
    category="won",
    forecast="closed",
    required=("amount",),
    guidance="签订框架协议，逐单落地。",
)
REVIEW = ShippedStage(
    "review",
    "续约评估",
    "Renewal review",
    50,
    max_days=45,
    forecast="best_case",
    required=("account", "amount", "expected_sign_on"),
    guidance="回顾使用情况与满意度，识别流失风险，准备续约方案。",
)
METHODS = (
    ShippedMethod("tender", "deal", "招投标", "Tender", (QUALIFY, SHAPE, BID, NEGOTIATE, SIGN, DELIVER, CLOSE)),
    ShippedMethod("direct", "deal", "直销", "Direct", (QUALIFY, SOLUTION, NEGOTIATE, SIGN, DELIVER, CLOSE)),
    ShippedMethod("framework", "deal", "框架入围", "Framework", (QUALIFY, SHORTLIST, LISTED, DELIVER, CLOSE)),
    ShippedMethod("renewal", "deal", "续约", "Renewal", (REVIEW, NEGOTIATE, SIGN, DELIVER, CLOSE)),
    ShippedMethod(
        "initiative",
        "initiative",
        "专项",
        "Initiative",
        (
            ShippedStage("charter", "立项", "Charter", 0, forecast="omitted", max_days=30),
            ShippedStage("run", "执行", "Run", 0, forecast="omitted", required=("objective",)),
            ShippedStage("wrap", "收尾", "Wrap up", 0, forecast="omitted", max_days=30),
            ShippedStage("done", "已完成", "Done", 0, category="closed", forecast="omitted"),
        ),
    ),
)
