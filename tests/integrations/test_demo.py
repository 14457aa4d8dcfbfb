"""The demo company: loaded as `pursuit demo` loads it, of the promised size, told through actions, nothing empty."""

from collections import Counter

import pytest
from django.test import Client

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.customers.models import Account, Contact, Visit
from pursuit.domain.insight.models import ProjectSnapshot
from pursuit.domain.market.models import Lead, Registration
from pursuit.domain.projects.models import Outcome, Project, StageMove
from pursuit.integrations.demo import company, loading
from pursuit.kernel import audit, operators, platform
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import Event, User

pytestmark = pytest.mark.django_db
LEAST = {Account: 60, Contact: 300, Visit: 300, Lead: 50, Registration: 20, ChainMember: 150, ProjectSnapshot: 4000}
# What each person opens first; an empty list is a page with nothing to look at.
PAGES = {
    "director": ("/", "/projects/board", "/projects/", "/customers/", "/approvals/", "/insight/", "/insight/reviews/"),
    "seller": ("/", "/projects/board", "/projects/", "/customers/", "/contacts/", "/visits/", "/leads/", "/tasks/"),
    "operations": ("/", "/leads/", "/registrations/", "/products/"),
    "guest": ("/projects/", "/customers/"),
}


def test_the_company(client: Client) -> None:
    platform.sync()
    loading.load()
    _size()
    _history()
    for username, pages in PAGES.items():
        client.force_login(User.objects.get(username=username))
        for page in pages:
            answer = client.get(page, headers={"accept-language": "zh-hans"})
            assert answer.status_code == 200, (username, page)
            assert "empty-state" not in answer.content.decode(), (username, page)
    with pytest.raises(Conflict):
        loading.load()


def _size() -> None:
    for model, least in LEAST.items():
        assert model._default_manager.count() >= least, model
    kinds = Counter(Project.objects.values_list("kind", flat=True))
    assert kinds["deal"] >= 400
    assert kinds["initiative"] >= 12
    born = sorted(Project.objects.values_list("subject__created_at", flat=True))
    assert 600 < (born[-1] - born[0]).days < 800
    ends = Counter(Outcome.objects.values_list("kind", flat=True))
    assert {"won", "lost", "abandoned", "cancelled"} <= set(ends)
    assert all(authenticated(username) for username, _what in loading.logins())


def authenticated(username: str) -> bool:
    return bool(operators.find(username).check_password(company.PASSWORD))


def _history() -> None:
    """Everything has its event, and the trail holds together."""
    told = Counter(Event.objects.values_list("verb", flat=True))
    assert told["project.created"] == Project.objects.count()
    first = Project.objects.count()
    assert told["project.stage_moved"] == StageMove.objects.count() - first
    while audit.seal(settled_seconds=-1):
        pass
    assert not list(audit.verify())
