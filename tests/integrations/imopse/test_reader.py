"""iMOPSE definitions: what is in one, and what is wrong with a bad one."""

import pytest

from pursuit.engine.leveling.problem import BadProblem, CyclicLinks
from pursuit.engine.staffing.problem import NobodyAble
from pursuit.integrations.imopse.reader import BadFile, read

RULER = "=" * 80
GOOD = f"""\
{RULER}
File name: small.def
Reference:
Somebody, Somewhere, 2014
{RULER}
General characteristics:
Tasks: 3
Resources: 2
Precedence relations: 2
Number of skill types: 2
{RULER}
ResourceID \t Salary \t Skills
1\t \t 56.2\t \t Q1: 1 \t  Q0: 0 \t
2\t \t 33\t \t Q10: 2 \t
{RULER}
TaskID \t Duration \t Skill \t Predecessor IDs
1\t \t10\t Q0: 0\t \t
3\t \t15\t Q1: 1\t \t1\t2\t
2\t \t9\t Q10: 1\t \t
{RULER}
"""


def test_a_file() -> None:
    given = read(GOOD.replace("\n", "\r\n"))
    assert given.plan.durations.tolist() == [10, 15, 9]
    assert given.plan.successors.tolist() == [1, 1]
    assert given.plan.pointers.tolist() == [0, 1, 1, 2]
    assert given.able.tolist() == [[True, False], [True, False], [False, True]]
    assert given.rates.tolist() == [5620, 3300]


@pytest.mark.parametrize(
    ("old", "new", "error", "says"),
    [
        (GOOD, "", BadFile, "no iMOPSE definition"),
        (GOOD, "<xml/>" * 9, BadFile, "no iMOPSE definition"),
        ("TaskID", "Task", BadFile, "no section TaskID"),
        ("Tasks: 3", "Tasks: 4", BadFile, "4 rows expected"),
        ("Tasks: 3", "Tasks: 999999999", BadFile, "more than"),
        ("2\t \t9\t Q10: 1", "1\t \t9\t Q10: 1", BadFile, "line 19: TaskID 1 is there twice"),
        ("2\t \t 33", "01\t \t 33", BadFile, "line 14: ResourceID 01 is there twice"),
        ("\t1\t2\t", "\t1\t7\t", BadFile, "predecessor 7"),
        ("56.2", "a lot", BadFile, "line 13"),
        ("Q1: 1\t \t1", "Q1 1\t \t1", BadFile, "line 18"),
        ("10\t Q0", "-10\t Q0", BadFile, "line 17"),
        ("\t1\t2\t", "\t1\t3\t", CyclicLinks, "wait for each other"),
        ("Q10: 1\t", "Q10: 3\t", NobodyAble, "nobody can do these tasks: 2"),
        ("10\t Q0", "999999999\t Q0", BadProblem, "periods"),
    ],
)
def test_bad_files_are_refused_by_name(old: str, new: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        read(GOOD.replace(old, new))


def test_a_file_that_is_too_large() -> None:
    with pytest.raises(BadFile, match="characters"):
        read("=" * 9_000_000)
