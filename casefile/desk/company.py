"""Who else sits at a host's table, as a desk wants to know it; whoever hosts fulfils it."""

from collections.abc import Callable
from typing import Protocol


class Company(Protocol):
    """The others of a team who are there now."""

    def others(self) -> tuple[str, ...]:
        """Their names."""

    def watch(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Have somebody told, who only posts, when one of them comes or goes. Returns what ends it."""

    def point(self, paper: str, block: int) -> None:
        """Show the others a place in a paper."""


def came_and_went(before: tuple[str, ...], now: tuple[str, ...]) -> str:
    """Who has come or gone, in a sentence; empty if nobody has."""
    told = [f"{name} has sat down." for name in now if name not in before]
    told += [f"{name} has left the table." for name in before if name not in now]
    return " ".join(told)
