"""Who else sits at a host's table, as a desk wants to know it; whoever hosts fulfils it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from casefile.session.hosted_views import ProposalView

if TYPE_CHECKING:
    from casefile.session.play import Session


class Company(Protocol):
    """The others of a team who are there now."""

    def others(self) -> tuple[str, ...]:
        """Their names."""

    def watch(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Have somebody told, who only posts, when one of them comes or goes. Returns what ends it."""

    def point(self, paper: str, block: int) -> None:
        """Show the others a place in a paper."""


def may_sign(session: "Session", proposal: ProposalView) -> bool:
    """Whether this player may sign now: what a team-mate proposed at once, one's own after a while or if alone."""
    return not proposal.wait or session.others is None or session.others() == 0


def came_and_went(before: tuple[str, ...], now: tuple[str, ...]) -> str:
    """Who has come or gone, in a sentence; empty if nobody has."""
    told = [f"{name} has sat down." for name in now if name not in before]
    told += [f"{name} has left the table." for name in before if name not in now]
    return " ".join(told)
