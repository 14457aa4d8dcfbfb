"""What we sell, at which prices, and who else sells it."""

from datetime import timedelta

from pursuit.domain.catalogue.actions.pricebooks import create_price_book, set_price
from pursuit.domain.catalogue.actions.products import create_product
from pursuit.domain.market.actions.competitors import create_competitor
from pursuit.integrations.demo.world import Thing, World
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

# code, name, kind, family, measure, list price in yuan, cost in percent, what it is
PRODUCTS = """
YH-C500|YH-C500 冗余控制器|product|hardware|set|86000|46|双机热备，2 ms 切换，支持 IEC 61131-3
YH-C200|YH-C200 边缘控制器|product|hardware|piece|12800|48|-40~70 ℃ 宽温，内置 4G/5G
YH-IO32|YH-IO32 远程 I/O 站|product|hardware|piece|6800|50|32 点混合 I/O，光纤环网
YH-GW10|YH-GW10 工业物联网关|product|hardware|piece|5600|45|60 余种协议接入，断点续传
YH-SN20|YH-SN20 无线振动温度传感器|product|hardware|item|2900|42|5 年电池寿命，本安防爆
YH-CAB|标准自控柜（含配电与防雷）|product|hardware|piece|38000|62|按图成套，出厂联调
YH-SRV|边缘服务器一体机|product|hardware|set|158000|66|双节点高可用
YH-SCADA|远航 SCADA 平台|product|software|licence|480000|12|不限点数，国产化环境适配
YH-IOT|远航工业物联网平台|product|software|licence|680000|14|设备、数据、应用一体
YH-MES|远航制造执行系统|product|software|licence|960000|18|离散与流程两套模板
YH-EMS|远航能源管理系统|product|software|licence|420000|15|分项计量、碳排核算、需量控制
YH-PHM|设备预测性维护软件|product|software|licence|350000|16|振动模型库 40 余类
YH-APC|先进过程控制软件|product|software|licence|560000|20|多变量预测控制
YH-TWIN|数字孪生可视化|product|software|licence|290000|22|三维场景与实时数据联动
YH-SEC|工控安全套件|product|software|licence|180000|30|白名单、审计、隔离
YH-S-WATER|水厂少人值守整体方案|product|solution|lot|3200000|58|从取水到配水全流程
YH-S-PORT|散货码头远程操控整体方案|product|solution|lot|6800000|60|堆取料机、皮带、装船机集中操控
YH-S-POWER|新能源场站集控整体方案|product|solution|lot|4500000|57|多场站接入与功率预测
YH-ENG|工程设计与系统集成|service|implementation|day|2800|55|电气、自控、网络
YH-INST|现场安装与调试|service|implementation|day|2200|60|含调试报告
YH-OM1|年度运维服务（金牌）|service|maintenance|year|360000|45|7×24，2 小时响应，驻点可选
YH-OM2|年度运维服务（标准）|service|maintenance|year|120000|45|5×8，次日到场
YH-CON|智能工厂规划咨询|service|consulting|lot|480000|40|现状诊断、蓝图、投资测算
YH-TR|操作与维护培训|service|training|day|6000|30|含教材与考核
YH-SP|备品备件包|product|spare|lot|95000|52|按两年用量配置
YH-C100|YH-C100 控制器（停售）|product|hardware|piece|9800|50|由 YH-C200 替代
"""
# full name, short name, price level, strengths, weaknesses, how to win
RIVALS = """
恒拓自动化股份有限公司|恒拓|same|产品线全，国产化认证齐|服务网点少，交付靠分包|比现场响应与驻点人数，安排同类项目参观
中珩智能控制有限公司|中珩|lower|价格低，账期放得开|软件靠外购，升级慢|把平台可扩展性写进技术评分，要求现场演示
博睿澜工控技术有限公司|博睿澜|higher|先进控制算法强|贵，本地工程师少|算总拥有成本，强调 2 小时到场
凌汛科技有限公司|凌汛|lower|互联网团队，界面好看|缺少工业现场经验|要求同规模在运业绩
汇特恩系统集成有限公司|汇特恩|much_lower|关系型集成商，垫资做|没有自有产品|推动软硬一体采购
海崴数字技术有限公司|海崴|same|云平台与大数据能力强|控制层要找伙伴|抓控制层到平台的一体化责任界面
Demantek 德曼泰克（中国）|德曼泰克|much_higher|品牌与可靠性，外资项目首选|交期长，停产备件贵|供货周期，备件锁价五年
Eurosys 欧珞仕自动化|欧珞仕|higher|流程行业经验深|定制响应慢|用试点对比控制效果
睿钧软件股份有限公司|睿钧|same|MES 用户多|与控制系统打通难|演示从设备到 MES 的贯通
"""
BOOKS = (("标准价目表（去年）", "CNY", -500, -136, 97, ""), ("标准价目表", "CNY", -135, 230, 100, ""))
TIER_BOOK = ("VIP 客户协议价", "CNY", -200, 165, 92, "vip")
USD_BOOK = ("海外项目价目表", "USD", -300, 160, 118, "")


def catalogue(world: World) -> None:
    """Note in the diary what the sales operations entered before the first deal."""
    keeper = world.staff.named("operations")
    when = world.thread()
    for line in PRODUCTS.strip().splitlines():
        code, title, kind, family, measure, price, cost, text = line.split("|")
        thing = Thing(code, title, int(price) * 100, family)
        world.products.append(thing)
        data: dict[str, object] = {
            "title": title,
            "code": code,
            "kind": kind,
            "family": family,
            "measure": measure,
            "lifecycle": "stopped" if "停售" in title else "on_sale",
            "price": Money(thing.price),
            "cost": Money(thing.price * int(cost) // 100),
            "description": text,
            "owner": keeper.pk,
            "unit": world.staff.units["ops"],
        }

        def enter(actor: Actor, thing: Thing = thing, data: dict[str, object] = data) -> None:
            thing.pk = create_product.run(actor, data).pk

        world.diary.note(when.at(-764), keeper, enter)
    for book in (*BOOKS, TIER_BOOK, USD_BOOK):
        _book(world, *book)
    _rivals(world)


def _book(world: World, title: str, currency: str, first: int, last: int, percent: int, tier: str) -> None:
    keeper = world.staff.named("operations")
    today = world.days.today
    data = {
        "title": title,
        "currency": currency,
        "valid_from": today + timedelta(days=first),
        "valid_to": today + timedelta(days=last),
        "for_tier": tier or None,
        "note": "按协议执行，折扣不再叠加" if tier else "",
        "owner": keeper.pk,
        "unit": world.staff.units["ops"],
    }

    def enter(actor: Actor) -> None:
        book = create_price_book.run(actor, data)
        for thing in world.products[:14]:
            price = thing.price * percent // 100
            if currency == "USD":
                price = round(price / 7.15)
            set_price(actor=actor, book=book.pk, product=thing.pk, price=Money(round(price, -4), currency))

    world.diary.note(world.days.at(first - 5), keeper, enter)


def _rivals(world: World) -> None:
    keeper = world.staff.named("operations")
    for place, line in enumerate(RIVALS.strip().splitlines()):
        title, short, level, strong, weak, card = line.split("|")
        thing = Thing(short, title)
        world.rivals.append(thing)
        data: dict[str, object] = {
            "title": title,
            "short_name": short,
            "price_level": level,
            "strengths": strong,
            "weaknesses": weak,
            "battlecard": card,
            "owner": keeper.pk,
            "unit": world.staff.units["ops"],
        }

        def enter(actor: Actor, thing: Thing = thing, data: dict[str, object] = data) -> None:
            thing.pk = create_competitor.run(actor, data).pk

        world.diary.note(world.days.at(-763 + place * 4), keeper, enter)
