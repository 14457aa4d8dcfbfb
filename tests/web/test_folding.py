"""Folded templates say what unfolded ones say, in each language."""

import pytest
from django.template import Context, engines
from django.template.base import TextNode
from django.urls import set_script_prefix
from django.utils import translation

from pursuit.interfaces.web.folding import FOLDED
from pursuit.interfaces.web.shell.icons import icon


def test_what_is_the_same_everywhere_becomes_text_of_the_language():
    engine = engines["django"].engine
    texts = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            template = engine.get_template("shell/overlays.html")
            assert template.extra_data[FOLDED]
            assert template is engine.get_template("shell/overlays.html")
            texts[language] = "".join(node.s for node in template.nodelist if isinstance(node, TextNode))
    assert "Keyboard shortcuts" in texts["en"]
    assert "Keyboard shortcuts" not in texts["zh-hans"]
    assert str(icon("x")) in texts["en"]


@pytest.mark.django_db
def test_values_stay_what_they_are(client, cast):
    client.force_login(cast.ar)
    folded = client.get("/").content.decode()
    assert f'href="/people/{cast.ar.pk}"' in folded
    engine = engines["django"].engine
    card = engine.from_string(
        "{{ word }} {{ number }} {% if word %}{% include 'components/chip.html' with tone=word %}{% endif %}"
    )
    shown = card.render(Context({"word": "<b>", "number": 3, "icon": "x"}))
    assert "&lt;b&gt; 3" in shown
    assert 'class="chip chip-&lt;b&gt;"' in shown


@pytest.mark.django_db
def test_addresses_below_a_prefix_are_not_mixed_up(client, cast):
    client.force_login(cast.ar)
    plain = client.get("/").content.decode()
    set_script_prefix("/sales/")
    try:
        below = client.get("/").content.decode()
    finally:
        set_script_prefix("/")
    assert 'href="/sales/preferences"' in below
    assert "/sales/" not in plain
    assert "/sales/" not in client.get("/").content.decode()
