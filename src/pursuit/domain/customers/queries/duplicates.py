"""Is it there already? Asked before a record is made. Of records the reader may not see only the existence is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models import Account, Affiliation, Contact, MatchKey
from pursuit.domain.customers.queries import whom
from pursuit.domain.customers.rules import duplicates, names
from pursuit.domain.customers.rules.duplicates import Key
from pursuit.kernel import search
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Subject

SIGNS: Mapping[str, Text] = {
    "credit": _("Same credit code"),
    "name": _("Same name"),
    "reading": _("Same reading"),
    "short": _("Same short name"),
    "core": _("Same core of the name"),
    "similar": _("Similar name"),
    "phone": _("Same phone"),
    "host": _("Same website"),
    "mobile": _("Same mobile"),
    "email": _("Same e-mail"),
    "wechat": _("Same WeChat"),
    "name_here": _("Same name at this account"),
}
# Strong enough to tell somebody that there is such a record which they may not see.
TOLD: Mapping[str, set[str]] = {"account": {"credit", "name"}, "contact": {"mobile"}}
MOST = 20
LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be the same. Not visible: no id, no name, only with whom to talk."""

    id: int | None
    title: str
    score: int
    reasons: tuple[str, ...]
    visible: bool
    talk_to: tuple[str, ...] = ()

    @property
    def reason_texts(self) -> list[str]:
        return [str(SIGNS[reason]) for reason in self.reasons]


def account_candidates(
    actor: Actor,
    *,
    title: str = "",
    short_name: str = "",
    credit_code: str = "",
    phone: str = "",
    website: str = "",
    exclude: int | None = None,
) -> list[Candidate]:
    """Accounts that may be this one, surest first."""
    keys = duplicates.account_keys(title, short_name, credit_code, phone, website)
    signs = _account_signs(keys, _hits("account", _crossed(keys), exclude))
    bare = names.normalise(title)
    seen = Account.objects.visible_to(actor)
    core = names.core(title) if title else ""
    if len(core) >= 2 and (matching := search.matching(core)) is not None:
        # A longer name around the same core: 远航 finds 上海远航智能科技.
        for pk in seen.filter(pk__in=matching).exclude(pk=exclude).order_by("-pk").values_list("pk", flat=True)[:50]:
            signs.setdefault(pk, set())
    return _candidates(actor, "account", signs, duplicates.ACCOUNT_SIGNS, bare)


def contact_candidates(
    actor: Actor,
    *,
    title: str = "",
    mobile: str = "",
    phone: str = "",
    email: str = "",
    wechat: str = "",
    account: int | None = None,
    exclude: int | None = None,
) -> list[Candidate]:
    """Contacts that may be this person, surest first."""
    keys = duplicates.contact_keys(title, mobile, phone, email, wechat)
    signs: dict[int, set[str]] = {}
    for subject, kind, _value in _hits("contact", keys, exclude):
        signs.setdefault(subject, set()).add(kind)
    same_name = [pk for pk, found in signs.items() if "name" in found]
    if account is not None and same_name:
        here = Affiliation.objects.filter(account=account, contact__in=same_name).values_list("contact_id", flat=True)
        for pk in here:
            signs[pk] = signs[pk] - {"name"} | {"name_here"}
    return _candidates(actor, "contact", signs, duplicates.CONTACT_SIGNS, "")


def _crossed(keys: set[Key]) -> set[Key]:
    """A name is also looked for among the short names, and the other way round."""
    return (
        keys
        | {("short", value) for kind, value in keys if kind == "name"}
        | {("name", value) for kind, value in keys if kind == "short"}
    )


def _hits(subject_type: str, keys: set[Key], exclude: int | None) -> Iterable[tuple[int, str, str]]:
    if not keys:
        return []
    wanted = Q()
    for kind, value in sorted(keys):
        wanted |= Q(kind=kind, value=value)
    live = MatchKey.objects.filter(wanted, subject__type=subject_type, subject__deleted_at=None)
    return live.exclude(subject=exclude).order_by("-subject_id").values_list("subject_id", "kind", "value")[:LOOKED_AT]


def _account_signs(own: set[Key], hits: Iterable[tuple[int, str, str]]) -> dict[int, set[str]]:
    signs: dict[int, set[str]] = {}
    for subject, kind, value in hits:
        sign = kind if (kind, value) in own else "short"
        signs.setdefault(subject, set()).add(sign)
    return signs


def _candidates(
    actor: Actor, subject_type: str, signs: Mapping[int, set[str]], weights: Mapping[str, int], bare: str
) -> list[Candidate]:
    model = Account if subject_type == "account" else Contact
    visible = set(model.objects.visible_to(actor).filter(pk__in=list(signs)).values_list("pk", flat=True))
    subjects = Subject.objects.live().in_bulk(list(signs))
    told = {pk for pk in subjects if pk in visible or signs[pk] & TOLD[subject_type]}
    talk = whom.heads({subjects[pk].unit_id for pk in told - visible})
    found = []
    for pk in told:
        subject, reasons = subjects[pk], set(signs[pk])
        likeness = names.similarity(bare, names.normalise(subject.title)) if bare and pk in visible else 0.0
        if _elsewhere(bare, subject.title):
            reasons.discard("core")
            likeness = 0.0
        if likeness >= duplicates.SIMILAR and "name" not in reasons:
            reasons.add("similar")
        sure = duplicates.score(reasons, weights, likeness)
        if pk not in visible:
            reasons &= TOLD[subject_type]
            found.append(Candidate(None, "", sure, tuple(sorted(reasons)), False, talk.get(subject.unit_id, ())))
        elif sure:
            found.append(Candidate(pk, subject.title, sure, tuple(sorted(reasons)), True))
    return sorted(found, key=lambda one: (-one.score, one.title))[:MOST]


def _elsewhere(bare: str, title: str) -> bool:
    """上海地铁 and 北京地铁 have the same core and are two companies."""
    here, there = names.place(bare), names.place(title)
    return bool(here and there and here != there)
