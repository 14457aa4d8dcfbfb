"""Which pages there are, who looks at each, and which addresses are none, with the reason."""

from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from pursuit.domain.people.actions.invitations import invite_user
from pursuit.domain.sharing.actions.shares import share_plan
from tests.cast import PASSWORD
from tests.matrix.providers import QUERIES, arguments
from tests.matrix.test_web import routes
from tests.matrix.world import World

# Addresses that are no page of their own.
NO_PAGE = {
    "account_set_password": "leads on: everybody has a password",
    "bids:clause_of": "leads on to the matrix of its bid",
    "desk-sight": "a fragment of the desk",
    "contracts:pack-docx": "a download",
    "customers:contact_duplicates": "a fragment below the form of a new contact",
    "customers:duplicates": "a fragment below the form of a new customer",
    "customers:report_docx": "a download",
    "execution:repetition-dates": "a fragment of the form that makes a task repeat",
    "favicon": "leads on to the picture",
    "feeds:calendar": "a calendar that programs read; nobody has the address here",
    "file": "a download",
    "gates:brief-docx": "a download",
    "gates:charter-docx": "a download",
    "gates:minutes-docx": "a download",
    "goals:letters": "a fragment of the form of a goal",
    "healthz": "a word for a monitor",
    "imports:rejected": "a download",
    "insight:minutes-docx": "a download",
    "insight:weekly-docx": "a download",
    "imports:run": "leads on: nothing runs",
    "list-columns": "a fragment: the sheet of a list's columns",
    "list-filter": "a fragment: the sheet of a list's filters",
    "list-saved": "a fragment: the sheet of a list's saved views",
    "list-totals": "a fragment below a list",
    "lookup": "answers a type-ahead",
    "market:conflicts": "a fragment below the form of a registration",
    "market:lead_duplicates": "a fragment below the form of a new lead",
    "market:list": "leads on to the leads",
    "mfa_download_recovery_codes": "a download",
    "mfa_login_webauthn": "answers the sign-in page's script",
    "mfa_reauthenticate_webauthn": "needs a real security key",
    "people:hand-over-line": "leads on to the record",
    "plans:export": "a download",
    "plans:sheet": "a download",
    "planning:ranges": "answers the chart",
    "playbooks:proposal": "a fragment of a project's pages",
    "plans:rows": "answers the chart",
    "plans:why": "a fragment of a row of a plan",
    "projects:board-cards": "a fragment of the board",
    "projects:board-lane": "a fragment of the board",
    "projects:board-totals": "a fragment of the board",
    "record-field": "a fragment: a value being edited in place",
    "record-files": "a fragment of the page of a record",
    "robots": "two lines for robots",
    "sharing:preview": "a fragment beside the form of a new share",
    "strategy:line": "leads on to the sheet it stands on",
    "strategy:need": "leads on to the archive it stands in",
    "settings:paper-template": "a download",
    "settings:founding": "leads on once there is a company; the founder's story looks at it",
}
# Who looks where the AR may not, or would be led on. Everything else that is closed to the AR is the administrator's.
CAREFUL = "teammate"  # has a second step and has just proved who they are
KEYHOLDER = "sr"
LOOKING = {
    "account_inactive": "nobody",
    "account_login": "nobody",
    "account_reauthenticate": "hasty",
    "account_signup": "nobody",
    "mfa_authenticate": "halfway",
    "mfa_deactivate_totp": CAREFUL,
    "mfa_edit_webauthn": KEYHOLDER,
    "mfa_generate_recovery_codes": CAREFUL,
    "mfa_index": CAREFUL,
    "mfa_list_webauthn": KEYHOLDER,
    "mfa_reauthenticate": "hasty",
    "mfa_remove_webauthn": KEYHOLDER,
    "mfa_view_recovery_codes": CAREFUL,
    "credentials:edit_credential": "operations",
    "hours:return": "manager",
    "hours:week": "manager",
    "market:edit_competitor": "admin",
    "people:invitation": "nobody",
    "sharing:outside": "nobody",
    "settings:index": "admin",
}
# Pages that look different to somebody else: nothing there yet, the first steps, every field.
ALSO = {
    "home": ("admin", "stranger"),
    "projects:list": ("stranger",),
    "projects:board": ("stranger",),
    "projects:year": ("stranger",),
    "customers:list": ("stranger",),
    "customers:visits": ("stranger",),
    "market:leads": ("stranger",),
    "market:registrations": ("admin", "stranger"),
    "approvals:inbox": ("manager", "stranger"),
    "approvals:one": ("manager",),
    "collaboration:notifications": ("stranger",),
    "insight:list": ("stranger",),
    "execution:list": ("stranger",),
    "people:person": ("admin",),
    "people:unit": ("admin",),
    "search": ("stranger",),
}


@dataclass(frozen=True)
class Visit:
    """A page as one person looks at it."""

    name: str
    path: str
    part: str


def visits(world: World) -> list[Visit]:
    """Every page, person by person, so that few browsers change hands."""
    found, ar = [], world.cast.actor("ar")
    for route in routes():
        if route.name in NO_PAGE or "GET" not in getattr(route.view, "methods", ("GET",)):
            continue
        takes: dict[str, Any] = arguments(world, route.place, route.name, route.takes)
        path = reverse(route.name, kwargs=takes | world.rows["pages"].get(route.name, {}))
        path += QUERIES.get(route.name, lambda _world: "")(world)
        name = route.name.replace(":", "-")
        right = getattr(route.view, "right", "")
        part = LOOKING.get(route.name) or ("ar" if not right or ar.may(right) else "admin")
        found.append(Visit(name, path, part))
        found += [Visit(f"{name}-{other}", path, other) for other in ALSO.get(route.name, ())]
    return sorted(found, key=lambda visit: (visit.part, visit.name))


def prepare(world: World) -> None:
    """What the matrix does without: a second step, a security key, an invitation."""
    for user in world.cast.users.values():
        user.set_password(PASSWORD)
        user.save()
    TOTP.activate(world.cast.users[CAREFUL], generate_totp_secret())
    RecoveryCodes.activate(world.cast.users[CAREFUL])
    key = Authenticator.objects.create(
        user=world.cast.users[KEYHOLDER],
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "办公室的钥匙", "credential": {}},
    )
    secret = invite_user(actor=world.cast.actor("admin"), user=world.cast.users["member"].pk).secret
    about = world.records["project"]
    world.rows["pages"] = {
        "mfa_edit_webauthn": {"pk": key.pk},
        "mfa_remove_webauthn": {"pk": key.pk},
        "people:invitation": {"token": secret},
        "sharing:outside": {"secret": share_plan(actor=world.cast.actor("ar"), about=about, name="x").secret},
    }


def cookies(world: World, part: str) -> dict[str, str]:
    """The session of a part; `hasty` is the careful one without a fresh proof, `halfway` before the second step."""
    client = Client()
    user = world.cast.users.get({"hasty": CAREFUL, "halfway": CAREFUL}.get(part, part))
    if part == "halfway":
        client.post(reverse("account_login"), {"login": CAREFUL, "password": PASSWORD})
    elif user:
        client.force_login(user)
    if user and part in world.cast.users:
        request = HttpRequest()
        request.user, request.session = user, client.session
        reauthenticate_by_password(request)
        request.session.save()
    return {one.key: one.value for one in client.cookies.values() if one.key == settings.SESSION_COOKIE_NAME}
