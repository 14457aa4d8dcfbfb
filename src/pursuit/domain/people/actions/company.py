"""Founding the company, and the facts about it."""

from typing import Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import (
    Colleague,
    CompanyChanges,
    CompanyName,
    Currency,
    FirstUnits,
    PersonName,
    RootName,
)
from pursuit.domain.people.queries import company as look
from pursuit.domain.people.queries.levels import TOP
from pursuit.kernel import clock, events, settings_store
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import Grant, Membership, OrgUnit, Role, Setting
from pursuit.kernel.money import CURRENCIES

FOUNDED = _("There is a company here already: ask its administrator to invite you.")
SETTINGS = {"name": "company_name", "currency": "currency", "fiscal_year_start": "fiscal_year_start"}


@action("people.found_company", right="people.found")
def found_company(
    *,
    actor: Actor,
    owner: Colleague,
    name: CompanyName,
    currency: Currency = "CNY",
    unit: RootName | None = None,
    person_name: PersonName | None = None,
    first_units: FirstUnits | None = None,
) -> OrgUnit:
    """The first person founds the company: its name, its root unit, and themselves as administrator.

    Runs as a system actor, because before it nobody holds any right.
    """
    _known(currency)
    if look.is_founded():
        raise Conflict("founded", FOUNDED)
    try:
        # The primary key decides between two founders at once.
        with transaction.atomic():
            Setting.objects.create(code=SETTINGS["name"], value=name)
    except IntegrityError as error:
        raise Conflict("founded", FOUNDED) from error
    settings_store.put("currency", currency)
    settings_store.put("founded_at", clock.now().isoformat())
    root: OrgUnit = OrgUnit.objects.create(name=(unit or name)[:120])
    first = rows.person(owner)
    rows.save(first, {"name": person_name or first.name or first.username})
    if not first.name_key:
        rows.name_keys(first)
        first.save()
    Membership.objects.create(user=first, unit=root, is_head=True, since=clock.today())
    # Whoever signed up first holds the role already.
    Grant.objects.get_or_create(
        user=first, role=Role.objects.get(code=TOP), unit=None, defaults={"granted_by": actor.user}
    )
    for position, below in enumerate(dict.fromkeys(first_units or [])):
        OrgUnit.objects.create(name=below, parent=root, position=position)
    events.record(actor, "people.company.founded", None, owner=first.pk, name=name, currency=currency, unit=root.pk)
    return root


@action("people.update_company", right="settings.edit", public="company.update")
def update_company(*, actor: Actor, **fields: Unpack[CompanyChanges]) -> look.Company:
    """Change facts about the company. The currency is fixed as soon as any amount exists."""
    # Waits for whoever changes the same facts at this moment.
    list(Setting.objects.select_for_update().filter(code__in=SETTINGS.values()))
    before = look.company()
    currency = fields.get("currency")
    if currency and currency != before.currency:
        _known(currency)
        if look.currency_is_fixed():
            raise Conflict(
                "currency_fixed",
                _("Amounts, limits or rates in %s exist: the company currency can no longer change.") % before.currency,
                "currency",
            )
    changes = {}
    for name, value in fields.items():
        if getattr(before, name) != value:
            settings_store.put(SETTINGS[name], value)
            changes[name] = (getattr(before, name), value)
    if changes:
        events.record(actor, "people.company.updated", None, changes)
    return look.company()


def _known(currency: str) -> None:
    if currency not in CURRENCIES:
        raise Refused("unknown_currency", _("Unknown currency %s.") % currency, "currency")
