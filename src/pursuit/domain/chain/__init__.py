"""Chain（决策链）: who decides on the customer's side of a project, how they stand to us, and how we know.

Words: chain, member, tie, evidence, coverage, named leader, replay.
Stands on customers and projects; a room of its own because far fewer people may see it than the project.
"""
