"""Roles as shipped: written once; a right that a release adds is granted to shipped roles nobody has edited."""

from pursuit.kernel import revision, rights
from pursuit.kernel.models.role import Role, RoleRight

SHIPPED = (
    ("admin", "系统管理员", "Administrator"),
    ("director", "销售总监", "Sales director"),
    ("manager", "团队经理", "Team manager"),
    ("seller", "客户经理", "Account manager"),
    ("presales", "解决方案经理", "Solution manager"),
    ("delivery", "交付经理", "Delivery manager"),
    ("operations", "销售运营", "Sales operations"),
    ("finance", "财务", "Finance"),
    ("guest", "只读访客", "Read-only guest"),
)


def sync() -> None:
    """Write missing shipped roles, and missing rights of shipped roles that were not edited."""
    for position, (code, name, name_en) in enumerate(SHIPPED):
        Role.objects.get_or_create(code=code, defaults={"name": name, "name_en": name_en, "position": position})
    shipped = {role.code: role for role in Role.objects.filter(edited=False)}
    have = set(RoleRight.objects.values_list("role__code", "right"))
    missing = [
        RoleRight(role=shipped[role], right=right.code, scope=scope)
        for right in rights.every()
        for role, scope in right.defaults.items()
        if role in shipped and (role, right.code) not in have
    ]
    RoleRight.objects.bulk_create(missing)
    revision.bump("roles")
