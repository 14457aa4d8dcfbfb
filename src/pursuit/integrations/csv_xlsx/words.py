"""Sentences with values in them, put together when somebody reads them: the language is that of the reader."""

from collections.abc import Mapping

from django.utils.functional import lazy

from pursuit.kernel.errors import Text


def _filled(text: Text, values: Mapping[str, object]) -> str:
    return str(text) % values


_lazily = lazy(_filled, str)


def say(text: Text, /, **values: object) -> Text:
    """The text with its %(name)s filled, translated as late as the text itself."""
    return _lazily(text, values)


def shown(value: object, limit: int = 40) -> str:
    """A cell as an error quotes it: one line, not too long."""
    text = " ".join(str(value).replace("\0", "␀").split())
    return text if len(text) <= limit else f"{text[:limit]}…"
