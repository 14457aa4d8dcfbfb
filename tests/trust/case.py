"""What a case is, and the files that hold most of them.

`tests` are node ids; a case without any says in `waits` what must exist first. A case may have both: what exists is
held, and the rest waits.
"""

from dataclasses import dataclass

ACTIONS, REST, WEB = "tests/matrix/test_actions.py", "tests/matrix/test_rest.py", "tests/matrix/test_web.py"
READING = "tests/matrix/test_reading.py"
PAYLOADS, FIELDS = "tests/trust/test_payloads.py", "tests/trust/test_fields.py"
IDENTITY, CONTENT = "tests/trust/test_identity.py", "tests/trust/test_content.py"
FILES, LISTING = "tests/kernel/test_files.py", "tests/kernel/test_listing.py"
FEEDS, SHARES = "tests/sharing/test_feeds.py", "tests/sharing/test_shares.py"


@dataclass(frozen=True)
class Case:
    title: str
    tests: tuple[str, ...] = ()
    waits: str = ""
