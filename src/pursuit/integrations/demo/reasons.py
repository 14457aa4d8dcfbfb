"""Why deals ended, in the two levels of the shipped lists, and the words that go with it."""

WON = {
    "need_matched": "需求吻合度高，技术澄清一次通过",
    "top_support": "集团分管领导在定标会上明确支持",
    "coach": "信息中心全程支持，评分办法采纳我方建议",
    "early": "从可研阶段介入，规格书以我方方案为基础",
    "better_solution": "方案得分第一，现场演示效果好",
    "test_won": "三家对比测试综合排名第一",
    "reference": "同行业在运业绩最多，资质齐全",
    "best_price": "总拥有成本最低",
    "good_terms": "付款条件与备件锁价打动采购部",
    "delivery_strength": "承诺工期最短，驻点团队落实",
    "rival_failed": "对手投标文件被否决",
    "teamwork": "前后方协同，澄清 24 小时内全部答复",
}
LOST = {
    "eb_not_met": "直到开标也没见到分管领导，决策标准不掌握",
    "supporter_weak": "支持者调离，接任者倾向原供应商",
    "rival_coach": "对手在设备部有长期教练",
    "too_late": "介入时规格书已定稿，参数偏向对手",
    "feature": "缺少行业专用模型，功能评分落后",
    "test_failed": "对比测试响应时间未达标",
    "parameters": "一项星号参数负偏离",
    "no_reference": "缺少同规模业绩证明",
    "price": "报价高于中标价 12%",
    "terms": "客户要求 180 天账期，我方未批",
    "schedule": "要求三个月投运，排产不允许",
    "local_service": "当地无常驻服务人员",
    "undercut": "对手以低于成本价中标",
    "locked_in": "原系统协议不开放，客户不愿换",
    "slow": "澄清答复慢了两天",
}
GIVEN_UP = {
    "no_bid": "赢率评估低于 20%，投标决策会决定不投",
    "no_resources": "方案团队排满，优先保 A 级项目",
    "bond": "保证金与授权条件不符",
}
CANCELLED = {
    "budget": "集团压减投资，项目推迟到下一年度",
    "charter_failed": "客户立项未获批复",
    "need_changed": "产线搬迁，需求取消",
    "no_decision": "领导更换，项目搁置",
    "built_inside": "改由集团信息公司自建",
}
OF = {"won": WON, "lost": LOST, "abandoned": GIVEN_UP, "cancelled": CANCELLED}
DECIDERS = {"won": "客户定标会", "lost": "客户定标会", "abandoned": "我方投标决策会", "cancelled": "客户投资管理部"}
SLIPPED = (
    "客户资金计划推迟到下月",
    "招标文件重新备案",
    "客户分管领导出国，定标会顺延",
    "技术方案二次论证",
    "设计院图纸滞后",
    "商务条款未谈拢，增加一轮谈判",
)
