"""Comments: who may say, read, correct and take back; whom a mention reaches."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.collaboration.actions.comments import (
    add_comment,
    delete_comment,
    edit_comment,
    react,
    restore_comment,
)
from pursuit.domain.collaboration.models import Comment, Mention
from pursuit.domain.collaboration.queries.comments import comments, thread
from pursuit.domain.collaboration.rules import mentions
from pursuit.domain.customers.actions.accounts import create_account, delete_account
from pursuit.kernel import undo
from pursuit.kernel.errors import Forbidden, Invalid, Missing, Refused, Stale
from pursuit.kernel.models import Event, Subject, User
from tests.cast import Cast


@pytest.fixture
def about(cast: Cast) -> Subject:
    return create_account(actor=cast.actor("ar"), title="中国移动").subject


def at(user: User, name: str = "") -> str:
    return f"@[{name or user.name}](user:{user.pk})"


def test_tokens_are_read_cut_and_shortened() -> None:
    text = "请 @[张三](user:7) 和 @[李四](user:8) 看，@[张三](user:7) 先；@[x](user:) @[坏"
    assert mentions.ids(text) == [7, 8]
    assert mentions.parts("a @[b](user:7)") == [("a ", 0), ("b", 7)]
    assert mentions.plain("请\n@[张三](user:7)看", 5) == "请 @张…"
    assert mentions.renamed("@[老板](user:7)", {7: "张三"}) == "@[张三](user:7)"


@pytest.mark.parametrize(("part", "may"), [("ar", True), ("teammate", True), ("finance", True), ("guest", False)])
def test_who_sees_a_record_may_comment_on_it(cast: Cast, about: Subject, part: str, may: bool) -> None:
    if may:
        add_comment(actor=cast.actor(part), subject=about.pk, text="你好")
    else:
        with pytest.raises(Forbidden):
            add_comment(actor=cast.actor(part), subject=about.pk, text="你好")
        assert thread(cast.actor(part), about) == []


def test_a_stranger_gets_the_answer_of_an_unknown_record(cast: Cast, about: Subject) -> None:
    row = add_comment(actor=cast.actor("ar"), subject=about.pk, text="机密")
    stranger = cast.actor("stranger")
    answers = []
    for subject in (about.pk, 999_999):
        with pytest.raises(Invalid) as no:
            add_comment(actor=stranger, subject=subject, text="x")
        answers.append((no.value.code, str(no.value.message)))
    assert answers[0] == answers[1]
    assert not comments(stranger).exists() and thread(stranger, about) == []
    for attempt in (edit_comment, delete_comment, react):
        keywords = {"text": "x"} if attempt is edit_comment else {"sign": "like"} if attempt is react else {}
        with pytest.raises(Missing):
            attempt.run(stranger, {"comment": row.pk} | keywords)


def test_a_mention_carries_the_real_name(cast: Cast, about: Subject) -> None:
    row = add_comment(actor=cast.actor("ar"), subject=about.pk, text=f"{at(cast.manager, '老板')} 请看")
    assert row.text.startswith(at(cast.manager))
    assert Mention.objects.get().user == cast.manager


def test_naming_who_cannot_see_it_is_refused_by_name(cast: Cast, about: Subject) -> None:
    with pytest.raises(Refused) as no:
        add_comment(actor=cast.actor("ar"), subject=about.pk, text=f"{at(cast.manager)} {at(cast.stranger)}")
    assert (no.value.code, no.value.field) == ("cannot_see", "text")
    assert cast.stranger.name in str(no.value.message) and cast.manager.name not in str(no.value.message)
    assert not Comment.objects.exists()
    with pytest.raises(Refused) as no:
        add_comment(actor=cast.actor("ar"), subject=about.pk, text="@[x](user:999999)")
    assert no.value.code == "unknown_person"


def test_answers_hang_on_the_first_comment(cast: Cast, about: Subject) -> None:
    first = add_comment(actor=cast.actor("ar"), subject=about.pk, text="一")
    second = add_comment(actor=cast.actor("teammate"), subject=about.pk, text="二", reply_to=first.pk)
    third = add_comment(actor=cast.actor("ar"), subject=about.pk, text="三", reply_to=second.pk)
    assert third.reply_to_id == first.pk
    other = create_account(actor=cast.actor("ar"), title="乙").subject
    with pytest.raises(Missing):
        add_comment(actor=cast.actor("ar"), subject=other.pk, text="x", reply_to=first.pk)


def test_only_its_author_corrects_a_comment(cast: Cast, about: Subject) -> None:
    row = add_comment(actor=cast.actor("ar"), subject=about.pk, text="错")
    with pytest.raises(Forbidden):
        edit_comment(actor=cast.actor("admin"), comment=row.pk, text="改")
    edit_comment(actor=cast.actor("ar"), comment=row.pk, version=1, text=f"对 {at(cast.sr)}")
    with pytest.raises(Stale):
        edit_comment(actor=cast.actor("ar"), comment=row.pk, version=1, text="x")
    (said,) = thread(cast.actor("guest"), about)
    assert said.edited and said.parts == [("对 ", 0), (cast.sr.name, cast.sr.pk)]
    assert Mention.objects.count() == 1
    edit_comment(actor=cast.actor("ar"), comment=row.pk, text="对")
    assert not Mention.objects.exists()


def test_a_deleted_comment_loses_its_words_and_comes_back(cast: Cast, about: Subject) -> None:
    row = add_comment(actor=cast.actor("ar"), subject=about.pk, text="秘密")
    with pytest.raises(Forbidden):
        delete_comment(actor=cast.actor("teammate"), comment=row.pk)
    delete_comment(actor=cast.actor("ar"), comment=row.pk)
    (said,) = thread(cast.actor("teammate"), about)
    assert said.deleted and not said.text and not said.parts
    assert "秘密" not in str(list(Event.objects.values_list("payload__data", flat=True)))
    with pytest.raises(Forbidden):
        restore_comment(actor=cast.actor("teammate"), comment=row.pk)
    undo.undo(cast.actor("ar"), Event.objects.latest("pk").pk)
    assert thread(cast.actor("ar"), about)[0].text == "秘密"
    delete_comment(actor=cast.actor("admin"), comment=row.pk)


def test_signs_are_given_once_and_taken_back(cast: Cast, about: Subject) -> None:
    row = add_comment(actor=cast.actor("ar"), subject=about.pk, text="好")
    for part in ("teammate", "teammate", "manager"):
        react(actor=cast.actor(part), comment=row.pk, sign="like")
    (signs,) = thread(cast.actor("manager"), about)[0].signs
    assert (signs.people, signs.mine) == ((cast.teammate.name, cast.manager.name), True)
    react(actor=cast.actor("manager"), comment=row.pk, sign="like", on=False)
    assert not thread(cast.actor("manager"), about)[0].signs[0].mine
    with pytest.raises(Invalid):
        react.run(cast.actor("manager"), {"comment": row.pk, "sign": "heart"})


def test_comments_go_with_their_record(cast: Cast, about: Subject) -> None:
    row = add_comment(actor=cast.actor("ar"), subject=about.pk, text="好")
    delete_account(actor=cast.actor("ar"), account=about.pk)
    assert not comments(cast.actor("admin")).exists()
    with pytest.raises(Missing):
        edit_comment(actor=cast.actor("ar"), comment=row.pk, text="x")


def test_reading_costs_the_same_for_any_number(cast: Cast, about: Subject) -> None:
    actor = cast.actor("ar")
    counts = []
    for _round in range(2):
        for number in range(5):
            row = add_comment(actor=actor, subject=about.pk, text=str(number))
            react(actor=actor, comment=row.pk, sign="seen")
        with CaptureQueriesContext(connection) as queries:
            assert thread(actor, about)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 3
    newest = thread(actor, about, limit=4)
    older = thread(actor, about, before=newest[-1].id, limit=100)
    assert [said.id for said in newest + older] == sorted((row.pk for row in Comment.objects.all()), reverse=True)
