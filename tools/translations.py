"""Texts of the pages: collected from code and templates, translated, compiled. No gettext program is needed.

python -m tools.translations update            collect, merge locale/parts/*.json, make zh_Hant, compile
python -m tools.translations check             nothing untranslated, nothing out of date
python -m tools.translations compile FILE …    django.po → django.mo

English is the msgid. A part is a flat JSON object {"msgid": "中文"}, with "context|msgid" where the code gives a
context; what a part says wins over the catalogue, what no part mentions stays as the catalogue has it.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/pursuit"
LOCALE = SOURCE / "locale"
CATALOGUES = {"zh_Hans": LOCALE / "zh_Hans/LC_MESSAGES/django.po", "zh_Hant": LOCALE / "zh_Hant/LC_MESSAGES/django.po"}
METADATA = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
# What each call's first arguments are: c context, s text, p plural text.
CALLS = {"gettext": "s", "ngettext": "sp", "pgettext": "cs", "npgettext": "csp"}
NAMES = {
    "_": "s",
    "gettext_noop": "s",
    **CALLS,
    **{f"{name}_lazy": shape for name, shape in CALLS.items()},
}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(\s*({STRING}(?:\s*,\s*{STRING})*)")


class Message(NamedTuple):
    text: str
    plural: str = ""
    context: str = ""


def shaped(shape: str, strings: list[str]) -> Message | None:
    """The message of a call with these leading strings, or None where there are too few."""
    if len(strings) < len(shape):
        return None
    parts = dict(zip(shape, strings, strict=False))
    return Message(parts["s"], parts.get("p", ""), parts.get("c", ""))


def messages_in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in NAMES:
            continue
        strings = []
        for argument in node.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                break
            strings.append(argument.value)
        message = shaped(NAMES[name], strings)
        if message and message.text:
            yield message


def messages_in_template(text: str) -> Iterator[Message]:
    """Django turns a template into calls for xgettext; the calls are read from there."""
    from django.utils.translation.template import templatize

    for call in IN_TEMPLATE.finditer(templatize(text)):
        strings = [ast.literal_eval(found) for found in re.findall(STRING, call[2])]
        message = shaped(NAMES[call[1]], strings)
        if message and message.text:
            yield message


def sources() -> Iterator[Path]:
    for pattern in ("*.py", "*.html", "*.txt"):
        yield from (p for p in SOURCE.rglob(pattern) if "migrations" not in p.parts)


def collect() -> dict[Message, list[str]]:
    """Every message with the files it stands in."""
    found: dict[Message, list[str]] = {}
    for path in sorted(sources()):
        read = messages_in_python if path.suffix == ".py" else messages_in_template
        for message in read(path.read_text(encoding="utf-8")):
            places = found.setdefault(message, [])
            place = path.relative_to(ROOT).as_posix()
            if place not in places:
                places.append(place)
    return found


def parts() -> tuple[dict[str, str], list[str]]:
    """All parts as one mapping, and a line for each text that two parts translate differently."""
    merged: dict[str, str] = {}
    origin: dict[str, str] = {}
    faults = []
    for path in sorted((LOCALE / "parts").glob("*.json")):
        for msgid, text in json.loads(path.read_text(encoding="utf-8")).items():
            if merged.get(msgid, text) != text:
                faults.append(f"{msgid!r}: {origin[msgid]} says {merged[msgid]}, {path.name} says {text}")
                continue
            merged[msgid], origin[msgid] = text, path.name
    return merged, faults


def known(path: Path) -> dict[tuple[str, str], str]:
    """(context, msgid) → translation of a catalogue as it stands."""
    if not path.exists():
        return {}
    entries = (entry for entry in polib.pofile(str(path)) if not entry.obsolete and not entry.fuzzy)
    return {(e.msgctxt or "", e.msgid): e.msgstr_plural.get(0, "") or e.msgstr for e in entries}


def catalogue(found: Mapping[Message, list[str]], texts: Mapping[tuple[str, str], str]) -> polib.POFile:
    """A catalogue of these messages, in a stable order and without dates, so that it only changes with its texts."""
    book = polib.POFile(wrapwidth=100)
    book.metadata = METADATA
    for message, places in sorted(found.items(), key=lambda item: (item[1][0], item[0])):
        text = texts.get((message.context, message.text), "")
        entry = polib.POEntry(
            msgid=message.text,
            msgid_plural=message.plural,
            msgctxt=message.context or None,
            msgstr="" if message.plural else text,
            msgstr_plural={0: text} if message.plural else {},
            occurrences=[(place, "") for place in places],
            flags=["python-format"] if re.search(r"%(\(\w+\))?[sd]", message.text) else [],
        )
        book.append(entry)
    return book


def chinese(found: Mapping[Message, list[str]], merged: Mapping[str, str]) -> polib.POFile:
    texts = known(CATALOGUES["zh_Hans"])
    for message in found:
        key = f"{message.context}|{message.text}" if message.context else message.text
        if key in merged:
            texts[message.context, message.text] = merged[key]
    return catalogue(found, texts)


def traditional(found: Mapping[Message, list[str]], simplified: polib.POFile) -> polib.POFile:
    """zh_Hant from zh_Hans: OpenCC, Taiwan's characters and words; placeholders keep their names."""
    from opencc import OpenCC

    converter = OpenCC("s2twp")
    texts = {}
    for entry in simplified:
        pieces = re.split(r"(%(?:\(\w+\))?[sd]|%%|\{\w*\})", entry.msgstr_plural.get(0, "") or entry.msgstr)
        # Odd pieces are the placeholders.
        text = "".join(piece if i % 2 else converter.convert(piece) for i, piece in enumerate(pieces))
        texts[entry.msgctxt or "", entry.msgid] = text
    return catalogue(found, texts)


def placeholders(text: str) -> tuple[set[str], list[str]]:
    """The named ones, in any order, and the unnamed ones, whose order counts."""
    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text)), re.findall(r"%[sd]", text)


def faults_of(book: polib.POFile) -> list[str]:
    """What is missing or would break at run time: untranslated texts, lost or invented placeholders."""
    faults = []
    for entry in book:
        text = entry.msgstr_plural.get(0, "") or entry.msgstr
        if not text:
            faults.append(f"not translated: {entry.msgid!r} ({entry.occurrences[0][0]})")
        elif placeholders(text) != placeholders(entry.msgid_plural or entry.msgid):
            faults.append(f"placeholders differ: {entry.msgid!r} → {text!r}")
    return faults


def fresh() -> tuple[dict[str, polib.POFile], list[str]]:
    """Both catalogues as they should be now, and what is wrong with them."""
    found = collect()
    plurals: dict[tuple[str, str], Message] = {}
    for message in list(found):
        # The same text with and without a plural is one entry of a catalogue.
        other = plurals.setdefault((message.context, message.text), message)
        if other is not message:
            keep, drop = (message, other) if message.plural else (other, message)
            found[keep] = sorted({*found[keep], *found.pop(drop)})
            plurals[message.context, message.text] = keep
    merged, faults = parts()
    simplified = chinese(found, merged)
    books = {"zh_Hans": simplified, "zh_Hant": traditional(found, simplified)}
    return books, faults + faults_of(simplified)


def compiled(path: Path) -> None:
    polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def update() -> int:
    books, faults = fresh()
    for name, book in books.items():
        path = CATALOGUES[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(book) + "\n", encoding="utf-8")
        compiled(path)
        print(f"{name}: {len(book)} texts")
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def problems() -> list[str]:
    """Everything `check` would say, one line each."""
    books, faults = fresh()
    for name, book in books.items():
        path = CATALOGUES[name]
        if not path.exists() or path.read_text(encoding="utf-8") != str(book) + "\n":
            faults.append(f"{path.relative_to(ROOT)} is out of date: run `make translations`")
    return faults


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            return update()
        case ["check"]:
            found = problems()
            sys.stderr.writelines(f"{fault}\n" for fault in found)
            print("translations:", f"{len(found)} problems" if found else "complete and up to date")
            return 1 if found else 0
        case ["compile", *files] if files:
            for file in files:
                compiled(Path(file))
            return 0
        case _:
            sys.stderr.write(str(__doc__))
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
