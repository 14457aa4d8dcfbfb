"""The papers of a project's decision points, with what their reader may see."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pursuit.domain.gates import papers
from pursuit.domain.gates.fields import BUDGET
from pursuit.domain.gates.models import Answer, Charter, CharterCost, Condition, Criterion, Review, Seat
from pursuit.domain.gates.queries.exposure import asked_for, running
from pursuit.domain.gates.queries.grades import proposed
from pursuit.domain.gates.queries.ground import done
from pursuit.domain.gates.queries.lines import Line
from pursuit.domain.gates.queries.points import Point, point
from pursuit.domain.gates.rules.evidence import STATES
from pursuit.domain.gates.rules.votes import tally
from pursuit.domain.goals.models import Goal, Scale
from pursuit.domain.goals.queries import goals
from pursuit.domain.goals.queries.values import plain
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries import parts
from pursuit.kernel import clock, paperforms, settings_store, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money, company_currency

Row = dict[str, str]


def charter_docx(actor: Actor, project: Project) -> bytes:
    """立项申请. The project was shown to be visible."""
    row = Charter.objects.filter(project=project).first() or Charter(project=project)
    names = ("background", "market", "technical", "commercial", "delivery", "legal", "fit", "recommendation")
    found = point(project, "ATI")
    sees = actor.may(BUDGET)
    values = _head(actor, project) | {name: getattr(row, name) for name in names}
    values |= {
        "budget": money(asked_for(project)) if sees else "",
        "grounds": _grounds(project),
        "score": percent(found.score if found else None),
    }
    tables: dict[str, Sequence[Row]] = {
        "team": _team(project),
        "cost": [_cost(one) for one in CharterCost.objects.filter(project=project)] if sees else [],
        "goal": [_goal(one) for one in goals.of_project(actor, project.pk)] if actor.may("goals.view") else [],
        "evidence": _evidence(found),
    }
    return paperforms.render(papers.CHARTER, values, tables)


def brief_docx(actor: Actor, project: Project, code: str) -> bytes:
    """决策简报 for the next decision at a point."""
    found = point(project, code)
    row = Charter.objects.filter(project=project).first()
    values = _head(actor, project) | {
        "point": found.name if found else code,
        "question": _("May this project pass %(point)s and go on to “%(stage)s”?")
        % {"point": code, "stage": found.stage.label if found else ""},
        "recommendation": row.recommendation if row else "",
        "chance": percent(project.owner_probability if project.owner_probability is not None else project.probability),
        "score": percent(found.score if found else None),
        "bid": percent(found.bid.percent) if found and found.bid else "",
        "gaps": "\n".join(gaps(found)) if found and not found.ready else _("Nothing that is asked for is missing."),
        "exposure": money(Money(running(project), company_currency())) if actor.may(BUDGET) else "",
    }
    conditions = Condition.objects.filter(project=project).select_related("task__subject__owner")
    tables = {"evidence": _evidence(found), "condition": [_condition(one) for one in conditions]}
    return paperforms.render(papers.BRIEF, values, tables)


def minutes_docx(actor: Actor, review: Review) -> bytes:
    """评审纪要 of a visible review."""
    project = review.project
    seats = list(Seat.objects.filter(review=review).select_related("user"))
    votes = tally(one.vote for one in seats)
    found = point(project, review.point)
    said = _("%(yes)s for, %(conditional)s on conditions, %(no)s against, %(abstain)s abstained, %(waiting)s not given")
    values = _head(actor, project) | {
        "point": found.name if found else review.point,
        "number": str(review.number),
        "held_on": day(review.held_on),
        "chair": str(review.chair),
        "agenda": review.agenda,
        "minutes": review.minutes,
        "conclusion": str(review.get_conclusion_display()) if review.conclusion else _("Not concluded yet"),
        "concluded": f"{review.concluded_by} {day(clock.day_of(review.concluded_at))}" if review.concluded_at else "",
        "valid_until": day(review.valid_until),
        "score": percent(review.score if review.score is not None else found.score if found else None),
        "votes": said % {name: getattr(votes, name) for name in ("yes", "conditional", "no", "abstain", "waiting")},
    }
    conditions = Condition.objects.filter(review=review).select_related("task__subject__owner")
    tables = {
        "seat": [
            {"name": str(one.user), "vote": str(one.get_vote_display() if one.vote else "—"), "opinion": one.opinion}
            for one in seats
        ],
        "condition": [_condition(one) for one in conditions],
        "evidence": _evidence(found),
    }
    return paperforms.render(papers.MINUTES, values, tables)


def gaps(found: Point) -> list[str]:
    """What stops it, one a line."""
    missing = [f"{line.item.label}：{line.told or line.verdict.why}" for line in found.lines if line.stops]
    return missing + [str(one.text) for one in found.demands if one.stops]


def _head(actor: Actor, project: Project) -> Row:
    subject = project.subject
    margin = project.margin_percent if actor.may("projects.field.margin") else None
    return {
        "company": settings_store.get("company_name", ""),
        "project": subject.title,
        "code": project.code,
        "customer": project.account.title if project.account else "",
        "grade": terms.label("project_grade", project.grade) if project.grade else "",
        "amount": money(None if project.amount is None else Money(project.amount, project.amount_currency)),
        "margin": percent(margin),
        "sign_on": day(project.expected_sign_on),
        "owner": str(subject.owner or ""),
        "unit": str(subject.unit or ""),
        "stage": project.stage.label,
        "today": day(clock.today()),
        "objective": project.objective,
    }


def _team(project: Project) -> list[Row]:
    found = parts.standing(project).team
    return [
        {
            "role": terms.label("team_role", one.role),
            "name": str(one.user),
            "share": percent(one.allocation),
        }
        for one in found
    ]


def _goal(one: Goal) -> Row:
    return {"text": one.subject.title, "target": _target(one), "due": day(one.due_on)}


def _target(one: Goal) -> str:
    if one.target is not None and one.scale == Scale.MONEY:
        return money(Money(one.target, company_currency()))
    return plain(one.target, one.scale) + ("%" if one.scale == Scale.PERCENT and one.target is not None else "")


def _cost(one: CharterCost) -> Row:
    days = one.person_days / 10
    return {
        "kind": terms.label("charter_cost", one.kind),
        "note": one.note,
        "days": f"{days:g}" if one.person_days else "",
        "amount": money(Money(one.amount, company_currency())),
    }


def _evidence(found: Point | None) -> list[Row]:
    return [_line(one) for one in found.lines] if found else []


def _line(one: Line) -> Row:
    proof = one.proof
    said = one.told or (proof.text if proof else "")
    behind = [proof.source.title if proof and proof.source else "", proof.file.name if proof and proof.file else ""]
    state = str(STATES[one.verdict.state])
    if one.waiver is not None:
        state = _("Waived by %(who)s: %(why)s") % {"who": one.waiver.by, "why": one.waiver.reason}
    return {
        "claim": one.item.label,
        "state": state,
        "proof": "；".join(part for part in (said, *behind) if part),
        "on": day(proof.observed_on) if proof else "",
        "until": day(one.verdict.ends),
    }


def _condition(one: Condition) -> Row:
    kept = _("Done") if done(one) else pgettext("condition", "Open")
    state = _("Dropped: %s") % one.dropped if one.dropped_at else kept
    return {"text": one.text, "owner": str(one.task.subject.owner or ""), "due": day(one.due), "state": state}


def _grounds(project: Project) -> str:
    """The answers on the grade's scorecard in words."""
    found = proposed(project)
    given = Criterion.objects.filter(sheet="grade", answers__project=project).order_by("position")
    said = [f"{one.label} {value}" for one, value in _valued(project, given)]
    letter = found.letter.upper()
    return "；".join([*said, *([_("Proposed: %s") % letter] if letter else [])])


def _valued(project: Project, criteria: Iterable[Criterion]) -> list[tuple[Criterion, int]]:
    values: Mapping[int, int] = dict(Answer.objects.filter(project=project).values_list("criterion", "value"))
    return [(one, values[one.pk]) for one in criteria]


def money(amount: Money | None) -> str:
    """With thousands, as on a business paper."""
    if amount is None:
        return ""
    sign = "¥" if amount.currency == "CNY" else f"{amount.currency} "
    return f"{sign}{amount.major():,.2f}"


def day(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def percent(value: int | None) -> str:
    return "" if value is None else f"{value}%"
