"""The look for duplicates below a form's fields: which fields it watches and where it asks."""

from collections.abc import Sequence

from pursuit.interfaces.web.forms.form import ActionForm

TEMPLATE = "customers/look_for_duplicates.html"


def look(form: ActionForm, below: str, url: str, signs: Sequence[str]) -> dict[str, str]:
    """Put the look below a field; returns what its template needs."""
    for field in form.fields:
        if field.name == below:
            field.after = TEMPLATE
    watched = [
        f"#{field.id}-value" if field.kind == "ref" else f"#{field.id}" for field in form.fields if field.name in signs
    ]
    return {"duplicates_url": url, "signs": ",".join(signs), "watched": ",".join(watched)}
