"""The customers of the demo: groups with their companies, and companies of their own. None of them exists."""

# team, province, industry, tier, short name of the group: its companies, some with an industry of their own
GROUPS = """
sh 上海 water a 澜川水务: 市政水务有限公司 环境科技有限公司 智慧水务运营有限公司
sh 浙江 logistics vip 衡岚港务: 集装箱码头有限公司 散货码头有限公司 港机工程有限公司/manufacturing
js 江苏 chemicals vip 朔明化工: 石化有限公司 精细化工有限公司 新材料有限公司 热电有限公司/power
js 安徽 manufacturing a 泓辰新能源: 电池制造有限公司 光伏材料有限公司 储能科技有限公司/power
bj 北京 rail vip 京垣轨道: 地铁运营有限公司 轨道装备有限公司/manufacturing
bj 河北 manufacturing a 冀翊钢铁: 特钢有限公司 焦化有限公司/chemicals 矿业有限公司
sd 山东 power a 鲁汐能源: 发电有限公司 热力有限公司 海上风电有限公司
sd 河南 manufacturing b 豫衡铝业: 铝加工有限公司 煤电有限公司/power
gs 广东 manufacturing vip 粤澄电子: 半导体有限公司 精密制造有限公司 智能终端有限公司
gs 福建 chemicals a 闽屿石化: 炼化有限公司 仓储物流有限公司/logistics
hg 湖南 manufacturing b 湘峒重工: 工程机械有限公司 铸锻有限公司
hg 湖北 manufacturing a 鄂泽汽车: 整车制造有限公司 零部件有限公司 新能源汽车有限公司
cy 四川 power a 蜀峦水电: 流域开发有限公司 电站运维有限公司
cy 重庆 healthcare b 渝嵘医药: 制药有限公司 生物科技有限公司
xb 陕西 manufacturing a 秦堰煤业: 智能矿山有限公司 煤化工有限公司/chemicals 洗选有限公司
xb 甘肃 power b 陇朔风电: 风力发电有限公司 输变电有限公司
"""
# team, province, industry, tier, full name, short name
SINGLES = """
sh 上海 internet b 沪澜数据中心运营有限公司 沪澜数据
sh 浙江 government b 浔屿市综合管廊管理有限公司 浔屿管廊
js 江苏 government c 岚州市城市运行管理局 岚州城运局
js 江苏 manufacturing c 翊辰食品股份有限公司 翊辰食品
bj 天津 healthcare b 津汇澜制药股份有限公司 津汇澜制药
bj 北京 internet c 燕珩数据科技有限公司 燕珩数据
sd 山东 education d 齐岳职业技术大学 齐岳职大
sd 河南 manufacturing c 洛汀轴承股份有限公司 洛汀轴承
gs 广东 rail a 鹏岬城市轨道运营有限公司 鹏岬轨道
gs 福建 water c 榕汐水务有限公司 榕汐水务
hg 广西 manufacturing d 桂屿糖业股份有限公司 桂屿糖业
hg 湖南 construction c 楚汀市政工程设计研究院有限公司 楚汀设计院
cy 重庆 rail b 锦渝澜轨道交通有限公司 锦渝澜轨道
cy 贵州 manufacturing d 黔岭烟草机械有限公司 黔岭烟机
xb 陕西 water c 雍堰供水有限公司 雍堰供水
xb 新疆 chemicals b 天岷石油工程有限公司 天岷石油
"""
# The first digits of a credit code: registration authority, then the province's number.
PROVINCE = {
    "上海": "310000",
    "浙江": "330000",
    "江苏": "320000",
    "安徽": "340000",
    "北京": "110000",
    "天津": "120000",
    "河北": "130000",
    "山东": "370000",
    "河南": "410000",
    "广东": "440000",
    "福建": "350000",
    "湖南": "430000",
    "湖北": "420000",
    "广西": "450000",
    "四川": "510000",
    "重庆": "500000",
    "贵州": "520000",
    "陕西": "610000",
    "甘肃": "620000",
    "新疆": "650000",
}
# rank, title, department
POSTS = (
    (0, "总经理", "公司领导"),
    (1, "分管副总经理", "公司领导"),
    (1, "总工程师", "总工办"),
    (2, "设备管理部部长", "设备管理部"),
    (2, "信息中心主任", "信息中心"),
    (2, "采购部经理", "采购部"),
    (2, "生产运行部主任", "生产运行部"),
    (2, "财务部部长", "财务部"),
    (3, "自动化专业工程师", "设备管理部"),
    (3, "基建项目经理", "工程建设部"),
    (3, "招标采购主管", "采购部"),
    (3, "运行值班长", "生产运行部"),
)
