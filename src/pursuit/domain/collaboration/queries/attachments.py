"""Files of a record as people look for them: the newest version of each, with how many came before."""

from dataclasses import dataclass

from pursuit.kernel import files
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import StoredFile, Subject


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file and its earlier versions, newest first."""

    file: StoredFile
    earlier: list[StoredFile]


def attachments(actor: Actor, subject: Subject) -> list[Attachment]:
    """Visible files of a record, newest first. One query."""
    rows = {
        row.pk: row
        for row in files.visible(actor).filter(subject=subject).select_related("uploaded_by").order_by("-pk")
    }
    replaced = {row.replaces_id for row in rows.values() if row.replaces_id}
    found = []
    for row in rows.values():
        if row.pk in replaced:
            continue
        earlier: list[StoredFile] = []
        before = rows.get(row.replaces_id or 0)
        while before is not None and before not in earlier:
            earlier.append(before)
            before = rows.get(before.replaces_id or 0)
        found.append(Attachment(row, earlier))
    return found
