"""What the pages of one import share: where it stands, and the way through the steps."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.dialects import DIALECTS, GENERIC
from pursuit.kernel import importdrafts as drafts
from pursuit.kernel import intake
from pursuit.kernel.errors import Text
from pursuit.kernel.models import BatchState, ImportBatch, Job

RIGHT = intake.RIGHT
NAV = "settings"
TONES = {"draft": "unknown", "running": "watch", "done": "sound", "failed": "act", "cancelled": "watch",
         "undone": "unknown", "stopped": "act"}  # fmt: skip
STEPS: tuple[tuple[str, Text], ...] = (
    ("history", _("Files")),
    ("mapping", _("Mapping")),
    ("check", _("Check")),
    ("run", _("Import")),
    ("receipt", _("Receipt")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the page shows it. url: "" where one cannot go there now."""

    label: Text
    url: str
    current: bool


def steps(batch: ImportBatch | None, here: str) -> list[Step]:
    """The way, with the step one is at."""
    open_to = {"history"} | ({"mapping", "check"} if batch and batch.state == BatchState.DRAFT else set())
    return [Step(label, _url(batch, code) if code in open_to else "", code == here) for code, label in STEPS]


def _url(batch: ImportBatch | None, code: str) -> str:
    return reverse("imports:history") if code == "history" or batch is None else address(batch, code)


def address(batch: ImportBatch, code: str) -> str:
    """A page of an import."""
    return reverse(f"imports:{code}", args=[batch.pk])


def where(batch: ImportBatch) -> str:
    """The page on which an import stands."""
    code = {"draft": "check" if batch.preparation.get("checked") else "mapping", "running": "run"}
    return address(batch, code.get(batch.state, "receipt"))


def busy(job: Job | None) -> bool:
    """Is something being done?"""
    return job is not None and job.state not in drafts.ENDED


def percent(job: Job | None) -> int | None:
    """How far it is."""
    return min(100, job.done * 100 // job.total) if job and job.total else None


def source_name(code: str) -> str:
    """What people call the system."""
    return next((one.name for one in DIALECTS if one.code == code), str(_("Own tables")) if code == GENERIC else code)


def frame(batch: ImportBatch, here: str) -> dict[str, object]:
    """What every page of one import starts from."""
    names = [str(one["name"]) for one in batch.files]
    return {
        "batch": batch, "steps": steps(batch, here), "files": names, "nav": NAV, "tone": TONES[batch.state],
        "source_name": source_name(batch.source),
    }  # fmt: skip
