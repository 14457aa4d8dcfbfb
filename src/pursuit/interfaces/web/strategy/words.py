"""The strategy in people's words: its pages, what is missing, what happened."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pursuit.domain.strategy.fields import StrategyFields
from pursuit.domain.strategy.rules.gaps import Gap
from pursuit.domain.strategy.rules.moving import Moved
from pursuit.domain.strategy.rules.price import Beaten
from pursuit.kernel.errors import Text
from pursuit.kernel.schema import Field, fields_of

# Code, label and address of the sub-pages.
PARTS: tuple[tuple[str, Text, str], ...] = (
    ("overview", gettext_lazy("What is next"), "strategy:project"),
    ("needs", gettext_lazy("Needs"), "strategy:needs"),
    ("trace", gettext_lazy("Traceability of needs"), "bids:trace"),
    ("analysis", gettext_lazy("Analyses"), "strategy:analysis"),
    ("rivals", gettext_lazy("Competition"), "strategy:rivals"),
    ("relations", gettext_lazy("Relationships"), "strategy:relations"),
    ("sheets", gettext_lazy("Strategy sheets"), "strategy:sheets"),
    ("versions", gettext_lazy("Versions"), "strategy:versions"),
)
# What is missing, and the button that leads there.
GAPS: dict[str, tuple[Text, Text]] = {
    "no_needs": (gettext_lazy("No needs yet: what does the customer want?"), gettext_lazy("Write down needs")),
    "unanswered": (gettext_lazy("%d needs that must be met have no answer of ours."), gettext_lazy("Answer them")),
    "unmet": (gettext_lazy("%d needs that must be met are not or only partly met."), gettext_lazy("Look at them")),
    "no_implicit": (gettext_lazy("No implicit need yet: what is wanted but not said?"), gettext_lazy("Add one")),
    "no_rivals": (gettext_lazy("No competitor yet: who else, or will they build it?"), gettext_lazy("Name them")),
    "unready": (gettext_lazy("%d competitors are far ahead and we have no counter move."), gettext_lazy("Plan one")),
    "no_items": (gettext_lazy("No analysis yet."), gettext_lazy("Begin the SWOT")),
    "uncrossed": (gettext_lazy("%d weaknesses or threats have no crossing."), gettext_lazy("Cross them")),
    "unlined": (gettext_lazy("%d crossings have become no strategy line."), gettext_lazy("Make lines of them")),
    "no_themes": (gettext_lazy("No win theme yet: why should they choose us?"), gettext_lazy("Add a theme")),
    "unproven": (gettext_lazy("%d win themes have no proof."), gettext_lazy("Prove them")),
    "no_criteria": (gettext_lazy("No criteria yet: by what will they compare?"), gettext_lazy("Add criteria")),
    "weights": (gettext_lazy("The weights add up to %d%%, not to 100%%."), gettext_lazy("Weigh anew")),
    "unscored": (gettext_lazy("%d competitors lack scores or a price estimate."), gettext_lazy("Score them")),
    "no_moves": (gettext_lazy("No relationship plan yet: whom must we win, and how?"), gettext_lazy("Plan it")),
    "open_moves": (
        gettext_lazy("%d relationship measures have neither action nor reason."),
        gettext_lazy("Decide on them"),
    ),
    "stayed": (gettext_lazy("%d relationship measures are over and the target is not reached."), gettext_lazy("Look")),
    "no_lines": (gettext_lazy("No strategy line yet: what will we do?"), gettext_lazy("Write a line")),
    "open_lines": (gettext_lazy("%d lines have neither action nor reason."), gettext_lazy("Decide on them")),
    "overdue": (gettext_lazy("%d lines have a task that is late."), gettext_lazy("See which")),
    "no_version": (gettext_lazy("No version is kept yet."), gettext_lazy("Keep one")),
    "changed_since": (gettext_lazy("%d changes since the last version."), gettext_lazy("Compare")),
}
KINDS: dict[str, Text] = {
    "need": gettext_lazy("changed the needs"),
    "analysisitem": gettext_lazy("changed an analysis"),
    "crossing": gettext_lazy("changed a crossing"),
    "theme": gettext_lazy("changed a win theme"),
    "criterion": gettext_lazy("changed the criteria"),
    "score": gettext_lazy("changed a score"),
    "strategysheet": gettext_lazy("changed a strategy sheet"),
    "strategyline": gettext_lazy("changed a strategy line"),
    "concession": gettext_lazy("changed the concession ladder"),
    "relationshipmove": gettext_lazy("changed a relationship plan"),
}
VERBS: dict[str, Text] = {
    **{f"strategy.{kind}_{how}": text for kind, text in KINDS.items() for how in ("added", "changed", "removed")},
    "strategy.position_put": gettext_lazy("wrote a competitor's position"),
    "strategy.sponsor_named": gettext_lazy("named who speaks for a competitor"),
    "strategy.frozen": gettext_lazy("kept a version of the strategy"),
    "strategy.thawed": gettext_lazy("took a version of the strategy back"),
    "strategy.exported": gettext_lazy("took the strategy away as a file"),
}
COMPARED: dict[str, Text] = {
    "needs": gettext_lazy("Needs"),
    "items": gettext_lazy("Analyses"),
    "crossings": gettext_lazy("Crossings"),
    "themes": gettext_lazy("Win themes"),
    "rivals": gettext_lazy("Competition"),
    "criteria": gettext_lazy("Criteria of the customer"),
    "sheets": gettext_lazy("Strategy sheets"),
    "lines": gettext_lazy("Strategy lines"),
    "concessions": gettext_lazy("Concession ladder"),
    "moves": gettext_lazy("Relationship plans"),
}


def fields() -> dict[str, Field]:
    """Labels of what changed, for the history."""
    known = fields_of(StrategyFields)
    return {f"strategy.{name}": replace(one, ref="", row="", term="") for name, one in known.items()}


def gap(one: Gap) -> str:
    """What is missing, with its number."""
    text = str(GAPS[one.code][0])
    return text % one.count if "%d" in text else text


def moved(one: Moved) -> str:
    """Did it move?"""
    words = {
        "none": _("no newer assessment"),
        "first": _("assessed for the first time"),
        "same": _("did not move"),
        "nearer": _("%+d, nearer to the target") % one.by,
        "reached": _("target reached (%+d)") % one.by,
        "back": _("%+d, further away") % one.by,
    }
    return words[one.state]


TONES = {"none": "unknown", "first": "unknown", "same": "watch", "nearer": "sound", "reached": "sound", "back": "act"}
LINE_TONES = {
    "open": "act",
    "late": "act",
    "task": "sound",
    "done": "sound",
    "cancelled": "unknown",
    "reason": "unknown",
}
LINE_WORDS: dict[str, Text] = {
    "open": gettext_lazy("Neither action nor reason"),
    "late": gettext_lazy("Task is late"),
    "task": gettext_lazy("Task under way"),
    "done": gettext_lazy("Task done"),
    "cancelled": gettext_lazy("Task cancelled"),
    "reason": gettext_lazy("No action, with reason"),
}
COMPLIANCE_TONES = {"unknown": "unknown", "met": "sound", "over": "sound", "partly": "watch", "not": "act"}
HOW: dict[str, Text] = {
    "added": pgettext_lazy("version", "new"),
    "removed": pgettext_lazy("version", "no longer there"),
    "changed": pgettext_lazy("version", "changed"),
}


def unbeaten(one: Beaten) -> str:
    """Why there is no price against a rival."""
    words = {
        "any": _("any price"),
        "never": _("no price"),
        "unscored": _("scores missing"),
        "unpriced": _("price missing"),
        "unweighted": _("no weight of the price"),
    }
    return words.get(one.state, "")
