"""What holds for the whole table just now, in a line each: the host's hand, the clock, a proposal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from casefile.desk import glyphs
from casefile.desk.company import may_sign
from casefile.desk.safe import safe
from casefile.session import words
from casefile.session.hosted_views import ClockView, ProposalView

if TYPE_CHECKING:
    from casefile.session.play import Session

Notice = tuple[str, str, str]
"""Sign, ink, sentence."""


class Notices(Static):
    """Lines above the strip; there is no room taken while nothing is to be said."""

    DEFAULT_CSS = """
    Notices { height: auto; padding: 0 1; background: $panel-desk; display: none; text-overflow: ellipsis; }
    """
    _shown: Sequence[Notice] = ()

    def say(self, notices: Sequence[Notice]) -> None:
        """Say these and nothing else."""
        if notices == self._shown:
            return
        self._shown = notices
        self._draw()
        self.display = bool(notices)

    def on_resize(self) -> None:
        """Fit the lines to the new width: a line that broke would push the paper."""
        self._draw()

    async def on_click(self) -> None:
        """What lies before the team is looked at."""
        await self.run_action("screen.countersign")

    def _draw(self) -> None:
        width = max(20, self.content_size.width or self.app.size.width - 2)
        lines = [
            Content.assemble((f"{sign} ", f"${ink}"), safe(sentence, f"bold ${ink}")).truncate(width, ellipsis=True)
            for sign, ink, sentence in self._shown
        ]
        self.update(Content("\n").join(lines))


def notices(session: "Session") -> Iterator[Notice]:
    """What is to be said now, the gravest first."""
    seized, clock, proposal = session.state.hosting.seized, session.clock(), session.proposal()
    if seized and seized.player in ("", session.player):
        yield glyphs.SHUT, "stamp", f"{seized.by} has this terminal's keys{words.because(seized.why)}."
    if clock and (clock.is_held or clock.is_up):
        yield glyphs.SHUT, "stamp", stopped(clock)
    if proposal:
        yield glyphs.OPEN, "amber", proposed(proposal, is_ripe=may_sign(session, proposal))


def stopped(clock: ClockView) -> str:
    """Why nothing is answered just now."""
    if clock.is_held:
        return f"Held by the host{words.because(clock.why)}. Read on; answers wait."
    return "The time is up. Read on; answers are no longer taken."


def proposed(proposal: ProposalView, *, is_ripe: bool) -> str:
    """What lies before the team, and what may be done about it."""
    if not proposal.is_mine:
        return f"{proposal.by} would sign: {proposal.title}. Key c shows it."
    if not is_ripe:
        return f"Waits for another hand: {proposal.title}. Key c shows it."
    return f"You may sign alone now: {proposal.title}. Key c shows it."


def left(clock: ClockView | None) -> str:
    """How the clock stands, in two words; empty where there is nothing to tell."""
    if clock is None or clock.is_over:
        return ""
    if clock.is_held:
        return "held"
    if clock.left is None:
        return ""
    return f"{minutes_left(clock.left)} min" if clock.left else "time up"


def minutes_left(seconds: float) -> int:
    """Whole minutes, the one that has begun among them."""
    return -(-int(seconds) // 60) or 1
