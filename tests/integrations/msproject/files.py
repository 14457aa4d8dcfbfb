"""Small plan files for tests."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">'
BASE = "<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar></Calendar>"


def task(uid: int, inner: str = "", *, name: str = "", level: int = 1) -> str:
    return (
        f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name or f'T{uid}'}</Name>"
        f"<OutlineLevel>{level}</OutlineLevel>{inner}</Task>"
    )


def link(uid: int | str, inner: str = "<Type>1</Type>") -> str:
    return f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID>{inner}</PredecessorLink>"


def project(*tasks: str, calendars: str = BASE, head: str = "", resources: str = "", assignments: str = "") -> bytes:
    return (
        f"{HEAD}<SaveVersion>14</SaveVersion>{head}<Calendars>{calendars}</Calendars><Tasks>{''.join(tasks)}</Tasks>"
        f"<Resources>{resources}</Resources><Assignments>{assignments}</Assignments></Project>"
    ).encode()
