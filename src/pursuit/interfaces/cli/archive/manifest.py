"""The first member of an archive: what the others are, and from which version and database they come."""

import json
import re
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from pursuit.kernel.errors import Refused

NAME = "manifest.json"
FORMAT = 1
LARGEST = 64 * 1024 * 1024
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
SECRET = "secret.key"  # noqa: S105  the name of a file
_ALLOWED = re.compile(r"^(?:database\.sqlite3|database\.pgdump|secret\.key|files/[0-9a-f]{2}/[0-9a-f]{40})$")


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """tables: rows per table; migrations: what the database had applied; missing: stored files that were not there."""

    format: int
    version: str
    made_at: str
    engine: str
    migrations: list[str]
    tables: dict[str, int]
    members: dict[str, Member]
    missing: list[str]

    def dumps(self) -> bytes:
        return json.dumps({"product": "pursuit", **asdict(self)}, indent=1, ensure_ascii=False).encode()


def allowed(name: str) -> bool:
    """Only names we write ourselves: no path of the archive ever chooses where a file goes."""
    return _ALLOWED.match(name) is not None


def loads(raw: bytes) -> Manifest:
    """Read and check a manifest; Refused when it is none of ours."""
    try:
        data = json.loads(raw)
        ours = data.pop("product") == "pursuit" and data["format"] == FORMAT
        members = {str(name): Member(int(one["size"]), str(one["sha256"])) for name, one in data["members"].items()}
        found = Manifest(**{**data, "members": members})
        whole = (
            ours
            and isinstance(found.tables, dict)
            and isinstance(found.migrations, list)
            and found.engine in DATABASES
            and DATABASES[found.engine] in members
            and all(allowed(name) for name in members)
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_ours() from error
    if not whole:
        raise _not_ours()
    return found


def _not_ours() -> Refused:
    return Refused("bad_archive", _("This is not a backup archive of this product, or its manifest is damaged."))
