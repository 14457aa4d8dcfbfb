"""The line under a record's name: what is wrong or next here, and the button that does something about it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class HeadLine:
    """tone: act, watch, sound or unknown; url "" where the reader may do nothing about it.

    how: the button is a link, opens the side sheet, or is sent as a POST.
    """

    tone: str
    icon: str
    text: str
    button: str = ""
    url: str = ""
    how: Literal["link", "sheet", "post"] = "link"
    other: str = ""
    other_url: str = ""  # a second way out, always in the side sheet
