"""A small world that belongs to the AR: one record of every type, and the rows that hang on them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from pursuit.domain.gates.models import Passage
from pursuit.domain.projects.models import StageMove
from pursuit.kernel import action as actions
from pursuit.kernel import approvals, clock, files, jobs, terms, tokens
from pursuit.kernel.action import Action
from pursuit.kernel.actor import Actor, system_actor
from pursuit.kernel.errors import Invalid, Refused
from pursuit.kernel.models import (
    ApprovalRoute,
    Approver,
    Grant,
    Membership,
    Role,
    RouteStep,
    SavedView,
    Subject,
    Term,
    User,
)  # fmt: skip
from pursuit.kernel.schema import Field
from tests.cast import PEOPLE, Cast
from tests.matrix import budgets, meetings, money
from tests.matrix.rows import AR_ROWS, PREPARED, ROWS, STRATEGY, TWO_LEVELS

# The cast, and those that only the matrix needs: one of another team who is in the project's team (a share), the AR
# through a token that may only read, a seller of the AR's team whose account was closed.
PARTS = (*PEOPLE, "member", "reader", "gone")

# How a record of each type comes into the world: the action, and by whom where the AR may not.
BIRTHS: dict[str, tuple[str, str]] = {
    "product": ("catalogue.create_product", "operations"),
    "price_book": ("catalogue.create_price_book", "operations"),
    "account": ("customers.create_account", "ar"),
    "contact": ("customers.create_contact", "ar"),
    "visit": ("customers.create_visit", "ar"),
    "competitor": ("market.create_competitor", "operations"),
    "lead": ("market.create_lead", "ar"),
    "registration": ("market.create_registration", "ar"),
    "project": ("projects.create_project", "ar"),
    "task": ("execution.create_task", "ar"),
    "goal": ("goals.create_goal", "ar"),
    "credential": ("credentials.create_credential", "operations"),
    "bid": ("bids.create_bid", "ar"),
    "contract": ("contracts.create_contract", "ar"),
    "quote": ("offers.create_quote", "ar"),
}
# Types whose records the whole company sees.
EVERYBODYS = {"product", "price_book", "competitor", "credential"}
# Types whose records come with another's.
COMES_WITH = {"chain": "project", "strategy": "project"}
# What people could write to break out of wherever it is shown: attribute, element, template, htmx.
HOSTILE = "\"'><img src=x onerror=alert(1)><b hx-get=/ x-init=alert(1)>{{7*7}}{icon}</script>"
PLAIN: dict[str, Any] = {
    "line": "文字", "long": "文字", "number": 1, "percent": 10, "flag": True, "email": "a@example.com",
    "phone": "13800000000", "hidden": 1,
}  # fmt: skip


NAMED: dict[str, Any] = {"currency": "CNY", "listing": "accounts", "subject_type": "account"}


@dataclass
class World:
    """Ids by subject type and by row type."""

    cast: Cast
    records: dict[str, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    deleted: dict[str, int] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    pairs: dict[str, tuple[int, int]] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()  # names of the AR's records that not everybody sees
    born: int = 0
    making: bool = True

    def actor(self, part: str) -> Actor:
        """The actor of a part; what a call changes is taken back, so one is enough for all calls."""
        if part not in self.actors:
            self.actors[part] = self._actor(part)
        return self.actors[part]

    def _actor(self, part: str) -> Actor:
        if part == "reader":
            return Actor.of(self.cast.ar, "rest", frozenset({"read"}))
        if part == "system":
            return system_actor("system:matrix")
        return self.cast.actor(part)

    def prepared(self, action: Action[Any, Any]) -> dict[str, Any]:
        """The payload, after the steps that bring the records into the state the action needs."""
        from tests.matrix.overrides import BEFORE

        for code, part, *more in BEFORE.get(action.code, ()):
            self.run(code, part, **(more[0] if more else {}))
        return self.payload(action)

    def run(self, code: str, part: str, /, **more: Any) -> Any:
        """Do something as a part, with sound keywords and some special ones."""
        action = actions.get(code)
        data = self.payload(action, more)
        if not self.making:
            return action.run(self.actor(part), data)
        # The world is told in hostile words, wherever words are taken.
        texts = {one.name: HOSTILE for one in action.schema.fields.values() if _takes_words(one)}
        texts = {name: text for name, text in texts.items() if name not in more and data.get(name, "文字") == "文字"}
        while True:
            try:
                with transaction.atomic():
                    return action.run(self.actor(part), data | texts)
            except Refused as no:
                faults = set(no.faults) if isinstance(no, Invalid) else {no.field}
                if not faults & texts.keys():
                    raise
                texts = {name: text for name, text in texts.items() if name not in faults}

    def told(self, text: str) -> set[str]:
        """Which of the AR's secret names stand in a text."""
        return set(re.findall(r"名称\d+", text)) & self.secret

    def fresh(self, kind: str) -> int:
        """Another record of a type."""
        code, part = BIRTHS[kind]
        self.born += 1
        words = HOSTILE if self.making else ""
        return int(self.run(code, part, title=f"名称{self.born}{words}").pk)

    def payload(self, action: Action[Any, Any], more: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Sound keywords for an action on the AR's records: what is required, and what OVERRIDES says."""
        from tests.matrix.overrides import MAKING, OVERRIDES

        tables = (OVERRIDES, MAKING) if self.making else (OVERRIDES,)
        special: dict[str, Any] = {name: how for table in tables for name, how in table.get(action.code, {}).items()}
        special |= more or {}
        fields = action.schema.fields.values()
        values = {one.name: self.value(one) for one in fields if one.required and one.name not in special}
        return values | {name: how(self) if callable(how) else how for name, how in special.items()}

    def term(self, code: str) -> str:
        """An entry of a list that may be chosen."""
        return next(entry.code for entry in terms.entries(code) if code not in TWO_LEVELS or entry.parent)

    def row(self, name: str) -> Any:
        """The id of a row that is no record: known, or the first of its table."""
        if name in self.rows:
            return self.rows[name]
        return apps.get_model(ROWS[name])._default_manager.order_by("pk").values_list("pk", flat=True)[0]

    def value(self, one: Field) -> Any:
        """A sound value for one keyword."""
        found = self._value(one)
        return [found] if one.many else found

    def _value(self, one: Field) -> Any:
        if one.name in NAMED:
            return NAMED[one.name]
        if one.name in {*self.rows, *ROWS} and not (one.row or one.ref or one.term or one.choices):
            return self.row(one.name)
        if one.ref:
            return self.records["account" if one.ref == "any" else one.ref]
        if one.row:
            return self.row(one.row)
        if one.term:
            return self.term(one.term)
        if one.choices:
            return one.choices[0][0]
        if one.widget == "date":
            return clock.today().isoformat()
        if one.widget == "datetime":
            return clock.now().isoformat()
        if one.widget == "money":
            return {"text": "100", "currency": "CNY"}
        if one.widget == "file":
            return SimpleUploadedFile("a.txt", b"x")
        return PLAIN[one.widget]


def pointers(action: Action[Any, Any]) -> list[str]:
    """The required keywords that name something of the AR's."""
    fields = action.schema.fields.values()
    return [one.name for one in fields if one.required and not one.many and (one.ref or one.name in AR_ROWS)]


def _takes_words(one: Field) -> bool:
    return one.widget in ("line", "long") and not (one.many or one.choices or one.term or one.row or one.ref)


def build(cast: Cast) -> World:
    """Everything once (and an account, a contact twice: merges need two)."""
    world = World(cast)
    cast.users["member"] = _person("member", "莫离", "seller", "beijing", cast)
    cast.users["gone"] = _person("gone", "郭去", "seller", "shanghai", cast, is_active=False)
    world.rows |= {
        "user": cast.sr.pk,
        "unit": cast.units["shanghai"].pk,
        "role": Role.objects.get(code="guest").pk,
        "term": Term.objects.filter(list="industry").order_by("-pk")[0].pk,
    }
    route = ApprovalRoute.objects.create(kind="tests", name="测试")
    RouteStep.objects.create(route=route, position=1, approver=Approver.HEAD)
    for kind in BIRTHS:
        world.records[kind] = world.fresh(kind)
        if kind in {"account", "contact", "registration"}:
            world.others[kind] = world.fresh(kind)
    for kind, host in COMES_WITH.items():
        found = Subject.objects.filter(type=kind).first()
        world.records[kind] = found.pk if found else world.records[host]
    ar = cast.actor("ar")
    row = Subject.objects.get(pk=world.records["account"])
    world.rows["approval"] = approvals.ask(ar, row, "tests", "测试").pk
    attach = {"actor": ar, "subject": row.pk, "file": SimpleUploadedFile("a.txt", b"x")}
    world.rows["file"] = files.attach_file(**attach).pk
    world.rows["token"] = tokens.create_token(actor=ar, name="t")[0].pk
    world.rows["view"] = SavedView.objects.create(owner=cast.ar, listing="accounts", name="v", query="").pk
    world.rows["job"] = jobs.enqueue(ar, "kernel.sweep").pk
    for code, part in PREPARED:
        world.run(code, part)
    money.fill(world)
    budgets.fill(world)
    world.run("projects.add_member", "ar", user=cast.sr.pk, role="sr")
    _gates(world)
    meetings.fill(world)
    world.run("chain.add_member", "ar", name="甲方经理")
    world.run("chain.put_edge", "ar")
    for code in STRATEGY:
        world.run(code, "ar")
    found = Subject.objects.filter(type="strategy").first()
    world.records["strategy"] = found.pk if found else world.records["project"]
    world.run("collaboration.add_comment", "teammate", text=f"@[安然]({cast.ar.pk}) 请看")
    world.deleted = {kind: _deleted(world, kind) for kind in BIRTHS}
    world.pairs = {kind: (world.fresh(kind), world.fresh(kind)) for kind in ("account", "contact")}
    hidden = Subject.objects.exclude(type__in=EVERYBODYS).values_list("title", flat=True)
    world.secret = frozenset(name for title in hidden for name in re.findall(r"名称\d+", title))
    world.making = False
    world.actors.clear()
    return world


def _gates(world: World) -> None:
    """A review that passed on a condition, an open one, an advance, a point passed by the project's first move."""
    concluded = world.run("gates.open_review", "ar", point="ATB", chair=world.cast.manager.pk)
    batch = [{"text": "补批复", "owner": world.cast.ar.pk, "due": clock.today()}]
    world.run("gates.conclude_review", "manager", review=concluded.pk, conclusion="conditional", conditions=batch)
    opened = world.run("gates.open_review", "ar", point="ATI", chair=world.cast.manager.pk)
    world.rows |= {"gate_review": opened.pk, "gate_advance": world.run("gates.ask_advance", "ar").pk}
    project = world.records["project"]
    move = StageMove.objects.filter(project=project).earliest("pk")
    passed = Passage.objects.create(project_id=project, point="ATI", move=move, passed_on=clock.today())
    world.rows["gate_passage"] = passed.pk


def _person(part: str, name: str, role: str, unit: str, cast: Cast, **more: Any) -> User:
    user = User.objects.create(username=part, name=name, email=f"{part}@example.com", **more)
    Membership.objects.create(user=user, unit=cast.units[unit])
    Grant.objects.create(user=user, role=Role.objects.get(code=role))
    return user


def _deleted(world: World, kind: str) -> int:
    """A second record of a type, deleted by its owner, for what brings records back."""
    pk = world.fresh(kind)
    code, part = BIRTHS[kind]
    gone = actions.get(code.replace(".create_", ".delete_"))
    keyword = next(one.name for one in gone.schema.fields.values() if one.required)
    gone.run(world.actor(part), {keyword: pk})
    return pk
