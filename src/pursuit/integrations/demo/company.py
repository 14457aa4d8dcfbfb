"""The company itself: units, people, roles, and who of them can sign in."""

from datetime import date

from pursuit.domain.people.actions.company import found_company
from pursuit.domain.people.actions.grants import grant_role
from pursuit.domain.people.actions.members import assign_member, set_head
from pursuit.domain.people.actions.units import create_unit, update_unit
from pursuit.domain.people.actions.users import create_user
from pursuit.domain.people.queries.roles import roles
from pursuit.integrations.demo.names import latin
from pursuit.integrations.demo.staff import Person, Staff
from pursuit.kernel import operators
from pursuit.kernel.actor import Actor

NAME = "远航智控科技股份有限公司"
PASSWORD = "Demo-Pursuit-88"  # noqa: S105  of a company that exists for looking at only; shown by `make run`
MAIL = "yuanhang.example.com"
# code, name, code of the unit above
UNITS = (
    ("east", "华东大区", "hq"),
    ("sh", "上海团队", "east"),
    ("js", "江苏团队", "east"),
    ("north", "华北大区", "hq"),
    ("bj", "北京团队", "north"),
    ("sd", "山东团队", "north"),
    ("south", "华南大区", "hq"),
    ("gs", "广深团队", "south"),
    ("hg", "湖广团队", "south"),
    ("west", "西部大区", "hq"),
    ("cy", "川渝团队", "west"),
    ("xb", "西北团队", "west"),
    ("solution", "解决方案部", "hq"),
    ("delivery", "交付中心", "hq"),
    ("finance", "财务部", "hq"),
    ("ops", "销售运营部", "hq"),
)
TEAMS = ("sh", "js", "bj", "sd", "gs", "hg", "cy", "xb")
# Whoever can sign in: username, and what to look at as this person.
LOGINS = {
    "admin": "管理员：组织、角色、方法与设置",
    "director": "销售总监：华东大区的看板、决策点审批",
    "manager": "团队经理：上海团队的项目与线索",
    "seller": "客户经理：自己的客户、项目、拜访与承诺",
    "presales": "解决方案经理：参与的项目（SR）",
    "delivery": "交付经理：参与的项目（FR）",
    "operations": "销售运营：线索分配、报备裁决、价目表",
    "finance": "财务：全部项目，只看不改",
    "guest": "只读访客：看得到上海团队，什么都改不了",
}
# unit: role, then name:title[:username]; a star marks the head
PEOPLE = """
hq director *陶景明:分管销售副总裁
hq admin 周明远:信息系统主管:admin
east director *高峻岭:华东大区总监:director
north director *燕北辰:华北大区总监
south director *岑海波:华南大区总监
west director *穆青山:西部大区总监
sh manager *沈一帆:上海团队经理:manager
sh seller 林晓彤:高级客户经理:seller 罗维嘉:客户经理 方子墨:客户经理
sh guest 顾清和:实习观察员:guest
js manager *蒋文渊:江苏团队经理
js seller 尤佳宁:高级客户经理 盛怀远:客户经理
bj manager *赵启航:北京团队经理
bj seller 佟雨薇:高级客户经理 田子谦:客户经理
sd manager *孔令泽:山东团队经理
sd seller 曲靖远:客户经理 柳依然:客户经理
gs manager *梁志扬:广深团队经理
gs seller 麦嘉铭:高级客户经理 冼婉仪:客户经理
hg manager *彭湘岳:湖广团队经理
hg seller 易书恒:客户经理 向思齐:客户经理
cy manager *谭渝生:川渝团队经理
cy seller 蒲月明:高级客户经理 邓川云:客户经理
xb manager *马天河:西北团队经理
xb seller 党卫国:客户经理 祁连清:客户经理
solution presales *卓尔凡:解决方案部总经理 陆知行:资深解决方案经理:presales 贺云舟:解决方案经理
solution presales 简宁:解决方案经理 司徒睿:解决方案经理
delivery delivery *雷振邦:交付中心总经理 韩立成:高级交付经理:delivery 庞志坚:交付经理
delivery delivery 井维新:交付经理 施展鹏:交付经理
finance finance *钱慧敏:财务经理:finance 伍思敏:项目财务
ops operations *何若兰:销售运营经理:operations 乔安琪:商务专员
"""


def staff() -> Staff:
    """Everybody as the list above says."""
    people = []
    for line in PEOPLE.strip().splitlines():
        unit, role, *rest = line.split()
        for entry in rest:
            name, title, *username = entry.split(":")
            plain = name.removeprefix("*")
            people.append(
                Person(username[0] if username else latin(plain), plain, title, role, unit, name.startswith("*"))
            )
    return Staff(people, above={code: above for code, _name, above in UNITS})


def found(actor: Actor, everybody: Staff, since: date) -> None:
    """Write the company: the administrator founds it, the others are taken in."""
    role_of = {role.code: role.pk for role in roles(actor)}
    for person in everybody.people:
        person.user = create_user(
            actor=actor,
            username=person.username,
            name=person.name,
            email=f"{person.username}@{MAIL}",
            phone=f"021-8000{1000 + len(person.name) * 7 + everybody.people.index(person):04d}",
            title=person.title,
        )
    owner = everybody.named("admin")
    root = found_company(actor=actor, owner=owner.pk, name=NAME, unit="总部")
    set_head(actor=actor, user=owner.pk, unit=root.pk, head=False)
    update_unit(actor=actor, unit=root.pk, code="hq")
    everybody.units["hq"] = root.pk
    for code, name, above in UNITS:
        unit = create_unit(actor=actor, name=name, parent=everybody.units[above], code=code)
        everybody.units[code] = unit.pk
    for person in everybody.people:
        unit_id = everybody.units[person.unit]
        assign_member(actor=actor, user=person.pk, unit=unit_id, head=person.head, since=since)
        if person.role == "director":
            # Counted from their own unit, so that only the director above a team is asked.
            grant_role(actor=actor, user=person.pk, role=role_of[person.role], unit=unit_id)
        elif person is not owner:
            grant_role(actor=actor, user=person.pk, role=role_of[person.role])


def let_in(actor: Actor) -> None:
    """Passwords for the sign-ins of the demo; the others cannot sign in."""
    for username in LOGINS:
        operators.reset_password(actor=actor, username=username, password=PASSWORD)
