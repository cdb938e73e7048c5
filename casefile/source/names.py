"""Names of nodes: how an author writes them and which node each of them means.

`start`, an act's id, `p04/shown`, `p04/solved`, `p04/papers`, `branch:d1/log`, `request:a1`, `ending:quiet-hands`.
A bare puzzle id means the node that makes sense where it stands. `branch:d1/*` means all branches of a decision, and
`ending:*` all endings.
"""

from collections.abc import Iterable
from enum import StrEnum

SHOWN, SOLVED, PAPERS = "shown", "solved", "papers"


class Use(StrEnum):
    """Where a name stands; the value is what a bare puzzle id means there."""

    INPUT = SOLVED
    """Among the inputs of a gate, or in a condition."""
    TARGET = SHOWN
    """What a gate opens."""
    CARRIER = PAPERS
    """What brings a paper or a lift."""
    HOLDER = SOLVED + "."
    """What brings a message, a decision, the table of endings."""

    @property
    def part(self) -> str:
        """The part of a puzzle that a bare id means."""
        return self.value.rstrip(".")


def part_of(puzzle: str, part: str) -> str:
    """Name of one of a puzzle's nodes."""
    return f"{puzzle}/{part}"


def branch(decision: str, option: str) -> str:
    """Name of a decision's branch."""
    return f"branch:{decision}/{option}"


def ending(name: str) -> str:
    """Name of an ending's node."""
    return f"ending:{name}"


def full(name: str, use: Use, puzzles: Iterable[str]) -> str:
    """The name with its part, where an author left the part out."""
    return part_of(name, use.part) if name in puzzles else name


def option(node: str) -> str:
    """Which of a decision's branches, or of the endings, a node is: `log` of `branch:d1/log`."""
    return node.rpartition(":")[2].rpartition("/")[2]


def spread(name: str, nodes: Iterable[str]) -> list[str]:
    """A name ending in `/*` or `:*` stands for all nodes that begin so."""
    if not name.endswith(("/*", ":*")):
        return [name]
    return [node for node in nodes if node.startswith(name[:-1])]
