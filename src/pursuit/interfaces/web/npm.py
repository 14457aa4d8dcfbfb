"""Static files out of node_modules: an explicit list, cleaned of anything that would call the network."""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import HashedFilesMixin
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# {address under /static/: path in node_modules}. A file that is not listed here is not served.
SERVED = {
    "npm/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "npm/sortable.esm.js": "sortablejs/modular/sortable.core.esm.js",
    "npm/dhtmlxgantt.css": "dhtmlx-gantt/codebase/dhtmlxgantt.css",
    "npm/dhtmlxgantt.es.js": "dhtmlx-gantt/codebase/dhtmlxgantt.es.js",
}

_REMOTE_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?(?:https?:)?//[^;]*;")
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_REMOTE_URL = re.compile(r"url\(\s*[\"']?(?:https?:)?//")
_NOT_OURS = re.compile(r"url\(\s*[\"']?(?:(?:https?:)?//|data:)")  # fonts the policy refuses
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/|^//# sourceMappingURL=.*$", re.MULTILINE)


def clean_css(text: str) -> str:
    """Drop remote @import, @font-face that is remote or in the text, and source maps (which are not served)."""
    text = _REMOTE_IMPORT.sub("", text)
    text = _FONT_FACE.sub(lambda face: "" if _NOT_OURS.search(face[0]) else face[0], text)
    return _SOURCE_MAP.sub("", text)


class NodeModulesFinder(BaseFinder):
    """Finds the listed files. Their cleaned copies lie in the home folder, made anew when the source is newer."""

    def __init__(self, *_args: object, **_options: object) -> None:
        self.folder = Path(settings.HOME) / "npm"
        self.storage = FileSystemStorage(location=self.folder)

    def check(self, **_options: object) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **options: Any) -> Any:
        """The copy's absolute path; an empty list where the file is not listed."""
        everything = options.get("all", find_all)
        copy = self._copy(path) if path in SERVED else None
        if copy is None:
            return []
        return [str(copy)] if everything else str(copy)

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        """Every listed file that is installed, for collectstatic."""
        for path in SERVED:
            if self._copy(path) is not None:
                yield path, self.storage

    def _copy(self, path: str) -> Path | None:
        source = Path(settings.NODE_MODULES) / SERVED[path]
        if not source.is_file():
            return None
        copy = self.folder / path
        if copy.is_file() and copy.stat().st_mtime >= source.stat().st_mtime:
            return copy
        text = source.read_text(encoding="utf-8")
        text = clean_css(text) if path.endswith(".css") else _SOURCE_MAP.sub("", text)
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed: two processes that start at once never see half a file.
        handle, aside = tempfile.mkstemp(dir=copy.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(aside).chmod(0o644)
        Path(aside).replace(copy)
        return copy


def _rewritten() -> tuple[tuple[str, tuple[object, ...]], ...]:
    """Where references are replaced by hashed names: url() and @import in style sheets, imports of our own modules.

    Not source maps, which libraries name and do not ship, and not libraries' modules, whose comments look like imports.
    """
    (css, rules), *_ = HashedFilesMixin.patterns
    kept = tuple(rule for rule in rules if "sourceMappingURL" not in str(rule))
    _, imports = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]
    return ((css, kept), ("js/*.js", imports))


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed after collectstatic; plain names where nothing was collected (tests, development)."""

    patterns = _rewritten()

    def url(self, name: str, force: bool = False) -> str:
        """The address of a static file."""
        if not self.hashed_files:
            return FileSystemStorage.url(self, name)
        return str(super().url(name, force))
