"""Naming a colleague while typing, and the page an invitation leads to: both need a real browser."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from pursuit.domain.collaboration.models import Comment, Mention
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.people.actions.invitations import invite_user
from pursuit.kernel.models import User
from tests.cast import assemble
from tests.plumbing.browser import assert_accessible

SECRET = "a-brand-new-secret-9"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1400, 390])
def test_a_colleague_is_named_by_initials(open_page: Callable[..., Page], client: Client, width: int) -> None:
    cast = assemble()
    User.objects.filter(pk=cast.manager.pk).update(initials="mj")
    row = create_account(actor=cast.actor("ar"), title="中国移动上海公司")
    client.force_login(cast.ar)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    page = open_page(f"/records/{row.pk}/comments", width=width, cookies=cookies)
    area = page.locator("textarea[data-mentions]")
    area.fill("请 ")
    area.press_sequentially("@mj", delay=30)
    expect(page.locator(".mention-options [data-value]")).to_have_count(1)  # of all colleagues, whoever is meant
    area.press("Enter")
    area.press_sequentially("看一下")
    expect(area).to_have_value("请 @马骏 看一下")
    area.press("Control+Enter")
    page.locator(".said-text .mention").wait_for()
    assert Comment.objects.get().text == f"请 @[马骏](user:{cast.manager.pk}) 看一下"
    assert Mention.objects.get().user_id == cast.manager.pk
    expect(page.locator("textarea[data-mentions]")).to_have_value("")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page)


@pytest.mark.django_db(transaction=True)
def test_an_invited_person_sets_a_password(open_page: Callable[..., Page]) -> None:
    cast = assemble()
    made = invite_user(actor=cast.actor("admin"), user=cast.teammate.pk)
    page = open_page(f"/people/invitation/{made.secret}", width=390)
    assert_accessible(page)
    page.fill("input[name=password]", SECRET)
    page.fill("input[name=again]", SECRET)
    page.click(".btn-primary")
    page.wait_for_url(re.compile("/account/login"))
    assert User.objects.get(pk=cast.teammate.pk).check_password(SECRET)
