"""PSPLIB files: what is in one, and what is wrong with a bad one."""

import pytest

from pursuit.engine.leveling.problem import BadProblem, CyclicLinks, TooMuchDemand
from pursuit.integrations.psplib import patterson
from pursuit.integrations.psplib.reader import BadFile, read

GOOD = """\
************************************************************************
jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       1    2
  3      1     5       4    0
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    4    2
************************************************************************
"""


def test_a_file() -> None:
    given = read(GOOD.replace("\n", "\r\n"))
    assert given.durations.tolist() == [0, 3, 5, 0]
    assert given.successors.tolist() == [1, 2, 3, 3]
    assert given.pointers.tolist() == [0, 2, 3, 4, 4]
    assert given.demands.tolist() == [[0, 0], [1, 2], [4, 0], [0, 0]]
    assert given.capacities.tolist() == [4, 2]


@pytest.mark.parametrize(
    ("old", "new", "error", "says"),
    [
        (GOOD, "", BadFile, "no PSPLIB file"),
        (GOOD, "<xml/>" * 9, BadFile, "no PSPLIB file"),
        ("RESOURCEAVAILABILITIES:", "", BadFile, "RESOURCEAVAILABILITIES"),
        ("   4        1          0\n", "", BadFile, "4 rows expected"),
        ("   3        1          1 ", "   2        1          1 ", BadFile, "line 12: job 3 expected"),
        ("   1        1          2 ", "   1        2          2 ", BadFile, "2 modes"),
        ("   1        1          2 ", "   1        1          3 ", BadFile, "announces 3"),
        ("2   3\n", "2   9\n", BadFile, "outside 1 to 4"),
        ("    4    2\n", "    4\n", BadFile, "2 numbers expected"),
        ("    4    2\n", "    4    x\n", BadFile, "whole numbers"),
        ("  2      1     3       1    2", "  2      1     3       1", BadFile, "5 numbers expected"),
        ("nonrenewable              :  0", "nonrenewable              :  1", BadFile, "nonrenewable"),
        ("   4        1          0\n", "   4        1          1   1\n", CyclicLinks, "wait for each other"),
        ("    4    2\n", "    3    2\n", TooMuchDemand, "task 2 needs 4"),
        ("  2      1     3 ", "  2      1    -3 ", BadProblem, "duration"),
    ],
)
def test_bad_files_are_refused_by_name(old: str, new: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        read(GOOD.replace(old, new))


def test_a_file_that_announces_too_much() -> None:
    with pytest.raises(BadFile):
        read(GOOD.replace(":  4\n", ":  999999999\n"))
    with pytest.raises(BadFile, match="characters"):
        read("*" * 9_000_000)


PATTERSON = "4 2\n 4 2\n 0 0 0 2 2 3\n 3 1 2 1 4\n 5 4 0 1 4\n 0 0 0 0\n"


def test_the_same_problem_in_the_patterson_format() -> None:
    ours, theirs = patterson.read(PATTERSON), read(GOOD)
    for name in ("durations", "pointers", "successors", "lags", "demands", "capacities"):
        assert getattr(ours, name).tolist() == getattr(theirs, name).tolist()


@pytest.mark.parametrize("text", ["", "4", "a b", "4 2 4 2 0 0 0", PATTERSON[:-9], PATTERSON.replace("2 2 3", "2 2 9")])
def test_what_is_no_patterson_file(text: str) -> None:
    with pytest.raises(BadFile):
        patterson.read(text)
