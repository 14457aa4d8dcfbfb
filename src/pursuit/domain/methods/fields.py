"""The room's action keywords."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.models import Kind
from pursuit.kernel.inputs import Choices, Label, RowOf

StageId = Annotated[int, RowOf("stage"), Label(_("Stage"))]
MethodId = Annotated[int, RowOf("method"), Label(_("Method"))]
KindOf = Annotated[
    Literal["deal", "initiative"], Choices(tuple((kind.value, kind.label) for kind in Kind)), Label(_("Kind"))
]
