"""An entry of a plan against what there is: kinds, fields and constants it names. Nothing is left out silently."""

from django.utils.translation import gettext as _

from pursuit.integrations.intake.customs import NEW, PREFIX
from pursuit.integrations.intake.kinds import Kind, get
from pursuit.integrations.intake.plan import Sheet
from pursuit.kernel import customfields
from pursuit.kernel.errors import Refused


def checked(sheet: Sheet) -> tuple[Kind, Sheet, list[str]]:
    """What the table holds, the entry without columns for own fields that are gone, and what is to be said of those.
    Raises Refused."""
    kind = get(sheet.kind)
    if kind is None:
        said = _("The mapping of %(table)s names the kind “%(name)s”, which does not exist.")
        raise Refused("bad_mapping", said % {"table": sheet.match, "name": sheet.kind})
    fields = [(header, one.field) for header, whole in sheet.columns.items() for one in whole.every if one.field]
    for name in (*(name for _header, name in fields if not name.startswith((NEW, PREFIX))), *sheet.constants):
        if name not in kind.targets:
            said = _("The mapping of %(table)s names the field “%(name)s”, which does not exist there.")
            raise Refused("bad_mapping", said % {"table": sheet.match, "name": name})
    own = {f"{PREFIX}{one.code}" for one in customfields.of(kind.code)} if kind.model else set()
    gone = [header for header, name in fields if name.startswith(PREFIX) and name not in own]
    gone += [header for header, name in fields if name.startswith(NEW) and not kind.model]
    if not gone:
        return kind, sheet, []
    told = [_("“%s” is left out: the own field it went to is not there.") % header for header in dict.fromkeys(gone)]
    columns = {header: column for header, column in sheet.columns.items() if header not in gone}
    return kind, sheet.model_copy(update={"columns": columns}), told
