"""A team's log as its game master reads it: everything, corrections of papers that the team has not got, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingType

from casefile.desk.headline import HeadLine
from casefile.desk.log import LogScreen
from casefile.desk.preferences import Preferences

if TYPE_CHECKING:
    from casefile.session.mastery import Mastery
    from casefile.session.play import Session

_NOT_HERE = frozenset({"back", "notes", "search"})
"""A player's keys."""


class TeamLog(LogScreen):
    """The register of one team."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "A team's log",
        "Everything that happened, the game master's acts with their reasons. f cuts it down to one sort of line.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("l", "leave", show=False, id="log.leave", tooltip="Back")]

    def __init__(self, master: Mastery, name: str) -> None:
        """Make the screen; a game master's hand answers what a log asks of a session."""
        super().__init__(cast("Session", cast("Any", master)), Preferences())
        self._name_of_team = name

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """What a player does from a log, a game master does not."""
        return action not in _NOT_HERE

    def _read(self) -> None:
        super()._read()
        head = self.query_one(HeadLine)
        head.say(f"LOG  {self._name_of_team}", *head._parts[1:])
