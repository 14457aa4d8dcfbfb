"""Chinese names of customers, people and deals, whose words repeat as they do in a real company's records."""

import random


def _split(text: str) -> list[str]:
    return text.split()


PLACES = _split(
    """
    北京 上海 天津 重庆 石家庄 太原 沈阳 大连 长春 哈尔滨 南京 苏州 无锡 常州 南通 徐州 杭州
    宁波 温州 绍兴 合肥 芜湖 福州 厦门 泉州 南昌 赣州 济南 青岛 烟台 潍坊 郑州 洛阳 武汉
    宜昌 襄阳 长沙 株洲 岳阳 广州 深圳 珠海 佛山 东莞 惠州 南宁 柳州 桂林 海口 成都 绵阳
    德阳 宜宾 贵阳 遵义 昆明 曲靖 西安 咸阳 宝鸡 兰州 西宁 银川 乌鲁木齐 呼和浩特 包头
    鄂尔多斯 唐山 保定 大同
    """
)
NAMES = _split(
    """
    华兴 中联 恒达 金源 瑞丰 鼎盛 宏远 天成 东方 长江 国信 泰和 正大 新源 远景 博力 海通
    华能 盛和 立信 同方 联创 科瑞 安泰 嘉禾 永固 德润 建工 川维 凌云 铁发 港建 光大 华峰
    万泰 宝利 卓越 精工 润丰 神州 汇通 大河 云峰 启明 昆仑 紫金 白云 江南 渤海 太行 秦岭
    泰山 长白 天山 祁连 洞庭
    """
)
# What a company does, and what it is called in full.
TRADES = (
    ("电力", "电力有限公司", "power"),
    ("水务", "水务集团有限公司", "water"),
    ("地铁", "轨道交通集团有限公司", "rail"),
    ("化工", "化工股份有限公司", "chemicals"),
    ("钢铁", "钢铁集团有限公司", "manufacturing"),
    ("医院", "人民医院", "healthcare"),
    ("银行", "银行股份有限公司", "finance"),
    ("机场", "机场管理有限公司", "logistics"),
    ("煤业", "煤业有限责任公司", "other"),
    ("汽车", "汽车制造有限公司", "manufacturing"),
    ("烟草", "烟草工业有限责任公司", "manufacturing"),
    ("港口", "港务集团有限公司", "logistics"),
)
SITES = _split(
    """
    总部 一期 二期 三期 东区 西区 新厂 老厂 主站 分站 调度中心 数据中心 3号机组 1号线 5号线
    物流园
    """
)
WORKS = _split(
    """
    监控系统改造 综合自动化 配电室升级 能源管理平台 智慧园区 安防系统 网络安全等保整改 数据中心机房
    变频节能改造 DCS系统更换 视频会议系统 生产执行系统 环保在线监测 消防报警改造 巡检机器人
    备件框架采购 运维服务 调度指挥系统 储能项目 光伏并网 水处理控制 输送线电气 门禁一卡通 信创替代
    云桌面 设备状态监测 计量系统 仓储自动化
    """
)
ENDS = ("项目", "项目", "采购", "工程", "招标", "改造工程", "总包")
STEPS = _split(
    """
    约总工技术交流 提交方案初稿 跟进立项批复 安排样板参观 准备投标资料 澄清报价偏离 推动合同会签
    拜访分管领导 回复付款条款 现场踏勘 组织测试 催办预算下达
    """
)
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
GIVEN = _split(
    """
    建国 志强 文博 海涛 俊峰 晓东 永健 立新 国栋 明辉 振宇 学军 伟民 家豪 少华 庆丰 长青
    丽娜 雪梅 秀英 晓燕 淑芬 海燕 美玲 静怡 敏 静 磊 洋 勇 艳 杰 涛 超 霞 平 刚 辉
    """
)
POSTS = _split(
    """
    总经理 副总经理 总工程师 设备部部长 信息中心主任 采购部经理 技术主管 项目经理 财务总监
    运行部主任
    """
)


# Who measures: sees everything through the tree; sees one team.
DIRECTOR, MEMBER, PASSWORD = "director", "member", "bench-Long-Enough-1"


def person(dice: random.Random) -> str:
    return dice.choice(FAMILY) + dice.choice(GIVEN)


def company(dice: random.Random, number: int) -> tuple[str, str, str]:
    """(full name, short name, industry); the number keeps the place-name-trade combination from repeating."""
    place, rest = number % len(PLACES), number // len(PLACES)
    name, rest = NAMES[rest % len(NAMES)], rest // len(NAMES)
    short, full, industry = TRADES[(rest + number * 7) % len(TRADES)]
    more = dice.choice(("", "", "", "新区", "高新", "滨江", "城南"))
    return f"{PLACES[place]}{more}{name}{full}", f"{PLACES[place]}{name}{short}", industry


def deal(dice: random.Random, customer: str) -> str:
    site = dice.choice(SITES) if dice.random() < 0.6 else ""
    return f"{customer}{site}{dice.choice(WORKS)}{dice.choice(ENDS)}"
