"""Plans that have no dates. They travel between processes, so they are made again from their own arguments."""


class NoDates(ValueError):
    """A plan that cannot be dated; the subclass says why."""


class BadNetwork(NoDates):
    """Arrays that do not describe a plan."""


class Cycle(NoDates):
    """Tasks that wait for each other. tasks: their numbers, in the order of the links."""

    def __init__(self, tasks: list[int], names: list[str]) -> None:
        super().__init__(tasks, names)
        self.tasks, self.names = tasks, names

    def __str__(self) -> str:
        return " → ".join([*self.names, self.names[0]])


class TooLong(NoDates):
    """A plan that does not end within two hundred years."""
