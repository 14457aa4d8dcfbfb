"""Reads a problem in the Patterson format (.rcp), in which RG300 and other sets are published.

Numbers without words: tasks and resources; the capacities; then for each task its duration, its demands, how many
successors it has and which, counted from 1. Raises `BadFile` like the reader beside it.
"""

from pursuit.engine.leveling.problem import Problem, make
from pursuit.integrations.psplib.reader import LARGEST, BadFile


def read(text: str) -> Problem:
    if len(text) > LARGEST:
        raise BadFile(f"the file has more than {LARGEST} characters")
    words = text.split()
    if not words or not all(word.isdecimal() and len(word) < 16 for word in words):
        raise BadFile("whole numbers expected and nothing else: this is no Patterson file")
    numbers = list(map(int, words))
    tasks, resources, *numbers = numbers if len(numbers) > 1 else (0, 0)
    if tasks < 1 or len(numbers) < resources + tasks * (resources + 2):
        raise BadFile(f"{tasks} tasks and {resources} resources are announced, but the file ends before")
    capacities, at = numbers[:resources], resources
    durations, demands, links = [], [], []
    for task in range(tasks):
        row = numbers[at : at + resources + 2]
        if len(row) < resources + 2:
            raise BadFile(f"the file ends within task {task + 1}")
        after = numbers[at + len(row) : at + len(row) + row[-1]]
        at += len(row) + row[-1]
        if len(after) < row[-1] or not all(1 <= one <= tasks for one in after):
            raise BadFile(f"task {task + 1} has successors that are not there")
        durations.append(row[0])
        demands.append(row[1:-1])
        links += [(task, one - 1) for one in after]
    return make(durations, links, demands, capacities)
