# ruff: noqa: S608  statements are put together from names of our own only
"""The triggers behind ProjectTally: taken away before tables are changed, made anew afterwards, with a fresh count.

See docs/decisions/0017-totals-kept-by-triggers.md.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from pursuit.domain.pipeline.models.tally import SUMS

TALLY = "pipeline_projecttally"
KEY = ("by", "unit", "stage_id", "status", "kind", "currency", "day")
# What of a project its cells depend on.
WATCHED = (
    *("stage_id", "status", "kind", "amount", "amount_currency", "amount_base", "probability"),
    *("expected_sign_on", "next_step_on", "decided_on"),
)
NEVER = "'0001-01-01'"


def _cells(row: str, unit: str, where: str, cast: str = "") -> str:
    """A query of the cells in which one project counts."""
    measures = (
        f"1 AS count, CASE WHEN {row}.amount IS NULL THEN 0 ELSE 1 END AS priced, COALESCE({row}.amount, 0) AS amount, "
        f"COALESCE({row}.amount_base, 0) AS base, COALESCE({row}.amount_base * {row}.probability / 100, 0) AS weighted"
    )
    active = f"{row}.status = 'active'"
    kinds = (
        ("stage", f"{row}.stage_id", f"{NEVER}{cast}", ""),
        ("sign", "0", f"{row}.expected_sign_on", f"{active} AND {row}.expected_sign_on IS NOT NULL"),
        ("step", "0", f"{row}.next_step_on", f"{active} AND {row}.next_step_on IS NOT NULL"),
        ("decided", "0", f"{row}.decided_on", f"{row}.status IN ('won', 'closed') AND {row}.decided_on IS NOT NULL"),
    )
    return " UNION ALL ".join(
        f"SELECT '{by}' AS \"by\", COALESCE({unit}, 0) AS unit, {stage} AS stage_id, {row}.status AS status, "
        f'{row}.kind AS kind, {row}.amount_currency AS currency, {day} AS "day", {measures} '
        f"{where}{f' AND {only}' if only else ''}"
        for by, stage, day, only in kinds
    )


def _quoted(names: tuple[str, ...], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{name}"' for name in names)


def _changed(names: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in names)


def _sqlite() -> list[str]:
    """One writer at a time, so the cells themselves are changed."""
    alike = " AND ".join(f'{TALLY}."{name}" = c."{name}"' for name in KEY)
    plus = ", ".join(f'"{name}" = "{name}" + excluded."{name}"' for name in SUMS)
    minus = ", ".join(f'"{name}" = {TALLY}."{name}" - c."{name}"' for name in SUMS)

    def add(row: str, where: str, unit: str) -> str:
        return (
            f'INSERT INTO {TALLY} ({_quoted(KEY)}, {_quoted(SUMS)}, "loose") '
            f"SELECT *, 0 FROM ({_cells(row, unit, where)}) WHERE true "
            f'ON CONFLICT ({_quoted(KEY)}) WHERE NOT "loose" DO UPDATE SET {plus};'
        )

    def take(row: str, where: str, unit: str) -> str:
        return f'UPDATE {TALLY} SET {minus} FROM ({_cells(row, unit, where)}) c WHERE NOT "loose" AND {alike};'

    def live(row: str) -> str:
        return f"FROM kernel_subject s WHERE s.id = {row}.subject_id AND s.deleted_at IS NULL"

    def of(row: str) -> str:
        return f"FROM projects_project p WHERE p.subject_id = {row}.id AND {row}.deleted_at IS NULL"

    def trigger(name: str, event: str, *body: str) -> str:
        return f"CREATE TRIGGER pipeline_tally_{name} AFTER {event} BEGIN {' '.join(body)} END"

    moved = f"({_changed(('unit_id',), 'IS NOT')} OR {_changed(('deleted_at',), 'IS NOT')})"
    return [
        # Whichever of the two rows goes first takes the project out; the other finds nothing any more.
        trigger("gone", "DELETE ON kernel_subject WHEN OLD.type = 'project'", take("p", of("OLD"), "OLD.unit_id")),
        trigger("in", "INSERT ON projects_project", add("NEW", live("NEW"), "s.unit_id")),
        trigger("out", "DELETE ON projects_project", take("OLD", live("OLD"), "s.unit_id")),
        trigger(
            "change",
            f"UPDATE ON projects_project WHEN {_changed(WATCHED, 'IS NOT')}",
            take("OLD", live("OLD"), "s.unit_id"),
            add("NEW", live("NEW"), "s.unit_id"),
        ),
        trigger(
            "move",
            f"UPDATE ON kernel_subject WHEN NEW.type = 'project' AND {moved}",
            take("p", of("OLD"), "OLD.unit_id"),
            add("p", of("NEW"), "NEW.unit_id"),
        ),
    ]


def _postgresql() -> list[str]:
    """Many writers: every change is a row of its own, which nobody else waits for."""
    signed = ", ".join(f'c."{name}" * sign' for name in SUMS)
    differs = "IS DISTINCT FROM"
    moved = f"({_changed(('unit_id',), differs)} OR {_changed(('deleted_at',), differs)})"
    return [
        f"""CREATE FUNCTION pipeline_tally_note(p projects_project, unit bigint, sign int) RETURNS void AS $$
        INSERT INTO {TALLY} ({_quoted(KEY)}, {_quoted(SUMS)}, "loose")
        SELECT {_quoted(KEY, "c.")}, {signed}, true FROM ({_cells("p", "unit", "WHERE true", "::date")}) c
        $$ LANGUAGE sql""",
        f"""CREATE FUNCTION pipeline_tally_project() RETURNS trigger AS $$
        DECLARE s kernel_subject;
        BEGIN
          IF TG_OP = 'UPDATE' AND NOT ({_changed(WATCHED, differs)}) THEN RETURN NULL; END IF;
          SELECT * INTO s FROM kernel_subject WHERE id = COALESCE(NEW.subject_id, OLD.subject_id);
          IF s.id IS NULL OR s.deleted_at IS NOT NULL THEN RETURN NULL; END IF;
          IF TG_OP <> 'INSERT' THEN PERFORM pipeline_tally_note(OLD, s.unit_id, -1); END IF;
          IF TG_OP <> 'DELETE' THEN PERFORM pipeline_tally_note(NEW, s.unit_id, 1); END IF;
          RETURN NULL;
        END $$ LANGUAGE plpgsql""",
        f"""CREATE FUNCTION pipeline_tally_subject() RETURNS trigger AS $$
        DECLARE p projects_project;
        BEGIN
          IF TG_OP = 'UPDATE' AND NOT {moved} THEN RETURN NULL; END IF;
          SELECT * INTO p FROM projects_project WHERE subject_id = OLD.id;
          IF p.subject_id IS NULL THEN RETURN NULL; END IF;
          IF OLD.deleted_at IS NULL THEN PERFORM pipeline_tally_note(p, OLD.unit_id, -1); END IF;
          IF TG_OP = 'UPDATE' AND NEW.deleted_at IS NULL THEN PERFORM pipeline_tally_note(p, NEW.unit_id, 1); END IF;
          RETURN NULL;
        END $$ LANGUAGE plpgsql""",
        "CREATE TRIGGER pipeline_tally_project AFTER INSERT OR UPDATE OR DELETE ON projects_project "
        "FOR EACH ROW EXECUTE FUNCTION pipeline_tally_project()",
        "CREATE TRIGGER pipeline_tally_subject AFTER UPDATE OR DELETE ON kernel_subject "
        "FOR EACH ROW WHEN (OLD.type = 'project') EXECUTE FUNCTION pipeline_tally_subject()",
    ]


def drop(editor: BaseDatabaseSchemaEditor) -> None:
    """Before tables change: SQLite cannot rename a table that a trigger speaks of."""
    if editor.connection.vendor == "sqlite":
        for name in ("in", "out", "gone", "change", "move"):
            editor.execute(f"DROP TRIGGER IF EXISTS pipeline_tally_{name}")
        return
    for function in ("pipeline_tally_project", "pipeline_tally_subject", "pipeline_tally_note"):
        editor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")


def create(editor: BaseDatabaseSchemaEditor) -> None:
    """Make them; the tables are there, and what lies in them has been counted."""
    for statement in _sqlite() if editor.connection.vendor == "sqlite" else _postgresql():
        editor.execute(statement)


def count_anew(editor: BaseDatabaseSchemaEditor) -> None:
    """Write every cell from the projects as they are."""
    cast = ""
    if editor.connection.vendor != "sqlite":
        cast = "::date"
        # Nobody changes a project between the two statements: what they would note waits.
        editor.execute(f"LOCK TABLE {TALLY} IN SHARE ROW EXCLUSIVE MODE")
    editor.execute(f"DELETE FROM {TALLY}")
    where = "FROM projects_project p JOIN kernel_subject s ON s.id = p.subject_id WHERE s.deleted_at IS NULL"
    sums = ", ".join(f'SUM("{name}")' for name in SUMS)
    editor.execute(
        f'INSERT INTO {TALLY} ({_quoted(KEY)}, {_quoted(SUMS)}, "loose") '
        f"SELECT {_quoted(KEY)}, {sums}, {'false' if cast else '0'} FROM ({_cells('p', 's.unit_id', where, cast)}) c "
        f"GROUP BY {_quoted(KEY)}"
    )
