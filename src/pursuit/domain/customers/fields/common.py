"""Keywords that several nouns of the room share."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel.inputs import Choices, Label, Prose, UnitId, UserId

Owner = Annotated[UserId, Label(_("Owner"))]
Unit = Annotated[UnitId, Label(_("Unit"))]
Note = Annotated[Prose, Label(_("Note"), widget="long")]
Reason = Annotated[str, Field(max_length=500), Label(_("Reason"))]
SourceId = Annotated[str, Field(max_length=120), Label(_("Id in the source system"), widget="hidden")]
Side = Annotated[Literal["keep", "remove"], Choices((("keep", _("Keep")), ("remove", _("Take the other"))))]
Sides = Annotated[
    dict[str, Side], Label(_("Values to take"), help=_("Per field: keep, or remove for the value of the other record."))
]
