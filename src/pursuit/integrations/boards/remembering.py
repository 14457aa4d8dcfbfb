"""How the columns of task tables were read before: kept with the file of each import."""

from collections.abc import Iterator, Mapping

from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.tasktables.mapping import Facts, facts_of
from pursuit.kernel import intake
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import BatchState

TABLE = "table"  # the source of boards that were tables
MAPPING = "mapping"
LOOKED_AT = 50  # imports


def kept(facts: Facts | None) -> Mapping[str, object]:
    """What is said of a file beside its name."""
    return {MAPPING: facts.as_data()} if facts else {}


def earlier(actor: Actor) -> Iterator[Facts]:
    """The latest first. What was taken back may have been read wrongly; it does not count."""
    for batch in intake.batches(actor).filter(source=TABLE, state=BatchState.DONE)[:LOOKED_AT]:
        for file in batch.files:
            try:
                yield facts_of(file[MAPPING])
            except (KeyError, TypeError, AttributeError, BoardError):
                continue
