"""English on a Chinese page: what the page says, compared with the texts that have a translation."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib
from playwright.sync_api import Page

from tests.matrix.world import HOSTILE

CATALOGUE = Path(__file__).resolve().parents[2] / "src/pursuit/locale/zh_Hans/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)s|%[sd]|\{\w*\}")
WORDS = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}")
SENTENCE = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,]+){3,}")
# What a person can read: text that takes up room, and the words of controls.
READ = """() => {
  const said = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.trim().replace(/\\s+/g, " ");
    const holder = node.parentElement;
    if (text && !holder.closest("script, style, template, [lang=en], code") && holder.getClientRects().length) {
      said.add(text);
    }
  }
  for (const one of document.body.querySelectorAll("[placeholder], [title], [aria-label], [alt], [data-none]")) {
    for (const name of ["placeholder", "title", "aria-label", "alt", "data-none"]) {
      if (one.getAttribute(name)) said.add(one.getAttribute(name).trim());
    }
  }
  said.add(document.title);
  return [...said];
}"""


@dataclass(frozen=True)
class Known:
    """Texts that have a translation: whole ones, and those with something filled in."""

    whole: frozenset[str]
    filled: re.Pattern[str]


@cache
def known() -> Known:
    entries = [entry for entry in polib.pofile(str(CATALOGUE)) if entry.msgstr and entry.msgstr != entry.msgid]
    texts = {" ".join(entry.msgid.split()) for entry in entries}
    open_ones = [text for text in texts if PLACEHOLDER.search(text)]
    patterns = (".+?".join(map(re.escape, PLACEHOLDER.split(text))) for text in open_ones if WORDS.search(text))
    return Known(frozenset(texts.difference(open_ones)), re.compile("|".join(patterns)))


def leftovers(page: Page) -> list[str]:
    """What the page says in English although a Chinese text exists, or in whole English sentences."""
    said: list[str] = page.evaluate(READ)
    texts = known()
    return [text for text in said if _left(text.replace(HOSTILE, ""), texts)]


def _left(text: str, texts: Known) -> bool:
    if text in texts.whole:
        return True
    return bool(WORDS.search(text)) and bool(texts.filled.fullmatch(text) or SENTENCE.search(text))
