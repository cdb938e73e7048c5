"""Looking over the shoulder of a player in lines: there is no screen to mirror, so what was said is read along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from casefile.desk.column import Row
from casefile.desk.sheet import FURNITURE, Sheet, said
from casefile.desk.spans import Span, cells

if TYPE_CHECKING:
    from casefile.host.ssh.lines import LineTerminal

TICK = 1.0
"""Seconds between two looks."""


class LinesSheet(Sheet[str]):
    """What a player reads and writes, as it comes. Dismissed with a sentence when there is no more to come."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "A player in lines",
        "What the player has read and written last, as it comes. It can only be looked at: there is no terminal whose "
        "keys could be taken.",
    )

    def __init__(self, terminal: LineTerminal, player: str, is_there: Callable[[], bool]) -> None:
        """Make the sheet.

        Args:
            terminal: What is looked at.
            player: Whose it is.
            is_there: Whether the player still sits there.
        """
        super().__init__(f"{player}, in lines", ground="panel-desk")
        self._terminal, self._player, self._is_there = terminal, player, is_there
        self._shown = ""

    def on_mount(self) -> None:
        """Look again every second."""
        super().on_mount()
        self.set_interval(TICK, self._look)

    def _look(self) -> None:
        if not self._is_there():
            self.dismiss(f"{self._player} has got up.")
        elif self._terminal.transcript != self._shown:
            self.draw()

    def rows(self, width: int) -> Iterator[Row]:
        """The last lines that fit."""
        self._shown = self._terminal.transcript
        high = max(4, self.size.height - FURNITURE)
        rows = [row for line in (self._shown or "Nothing yet.").splitlines() for row in _as_written(line, width)]
        yield from rows[-high:]


def _as_written(line: str, width: int) -> Iterable[Row]:
    """A line with its blanks, since tables stand by them; only one that is too long is set anew."""
    if cells([Span(line)]) < width:
        return [Row((Span(f" {line}", "text-desk"),))]
    return said(line, width)
