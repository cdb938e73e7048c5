"""The game master's console: an app as every desk is one, over the same line."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from textual import on
from textual.screen import Screen

from casefile.desk.background import background
from casefile.desk.registry.form import Field, FormScreen
from casefile.errors import Refusal
from casefile.host.apps.remote_app import RemoteApp
from casefile.host.console.acts import ActScreen
from casefile.host.console.alarms import Sharing
from casefile.host.console.forms import WHY
from casefile.host.console.lines import LinesSheet
from casefile.host.console.overview import Overview
from casefile.host.console.screen import ConsoleScreen
from casefile.host.console.watching import Watch, driver_of, repaint
from casefile.host.hall.game_master import GameMaster
from casefile.host.ssh.lines import LineTerminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from casefile.host.apps.driver import Line
    from casefile.host.apps.isolation import Terminal
    from casefile.host.hall.hall import Hall
    from casefile.host.hall.room import Room

WORD = "take"
"""What has to be written to take somebody's keys."""


class ConsoleApp(RemoteApp):
    """One terminal of one game master."""

    def __init__(self, hall: Hall, line: Line, terminal: Terminal) -> None:
        """Make the application.

        Args:
            hall: All rooms.
            line: The way to the terminal.
            terminal: What the terminal can do.
        """
        self.master = GameMaster(hall, self.close)
        self.overview = Overview(hall, self.master.sheets)
        self._sharing = Sharing(hall, self.master.sheets)
        super().__init__(self._open, line, terminal)
        self._line = line
        self._watch: Watch | None = None
        self._watched: tuple[Room, str] | None = None
        self._end_of_seat: Callable[[], None] = lambda: None

    def _open(self) -> Screen[Any]:
        return ConsoleScreen(self.master, self.overview, self._sharing)

    def _say(self, sentence: str | None) -> None:
        if sentence and isinstance(self.screen, ActScreen):
            self.screen.say(sentence)

    # Looking over a shoulder

    @on(ActScreen.Looked)
    def _look(self, event: ActScreen.Looked) -> None:
        room = self.master.hall.room(event.team)
        terminal = next((seat.terminal for seat in room.seats if seat.player == event.player), None)
        if isinstance(terminal, LineTerminal):
            there = lambda: any(seat.terminal is terminal for seat in room.seats)  # noqa: E731
            self.push_screen(LinesSheet(terminal, event.player, there), self._say)
            return
        if not isinstance(terminal, RemoteApp) or terminal is self:
            self._say(f"{event.player} has got up.")
            return
        words = f"{event.player}, {room.team.name}"
        watch = Watch(driver_of(self), self._line, terminal, words)
        wide, high = watch.size
        told = (
            f"You see {event.player}'s screen ({wide}×{high}) as it is. Your keys do nothing there but two: ctrl+] "
            "comes back here, and t asks to take over the keys."
        )
        if watch.is_too_small:
            width, height = driver_of(self).dimensions
            told += f" Your terminal is smaller ({width}×{height}): make it larger, or you see only a part."
        form = FormScreen(f"LOOK · {words}", told, (), lambda _: True)
        self.push_screen(form, lambda yes: self._begin(watch, room, event.player) if yes else None)

    def _begin(self, watch: Watch, room: Room, player: str) -> None:
        if self._watch is None and any(seat.player == player for seat in room.seats):
            self._watch, self._watched = watch, (room, player)
            watch.on_out = lambda: self.send(lambda app: app.come_back())
            watch.on_take = lambda: self.send(lambda app: app.ask_for_keys())
            self._end_of_seat = room.watch(lambda: self.send(lambda app: app.look_at_seat()))
            watch.begin()

    def look_at_seat(self) -> None:
        """Somebody has come or gone; if it is who is looked at, there is nothing left to see."""
        if self._watch is None or self._watched is None:
            return
        room, player = self._watched
        if not any(seat.player == player and self._watch.is_of(seat.terminal) for seat in room.seats):
            self.come_back(f"{player} has got up.")

    def come_back(self, sentence: str = "") -> None:
        """Show the console again; whoever had the keys gives them back."""
        watch, watched = self._watch, self._watched
        self._watch = self._watched = None
        self._end_of_seat()
        if watch is None or watched is None:
            return
        had_keys = watch.has_keys
        watch.end()
        repaint(self)
        room, player = watched
        background(self.screen, lambda: self._yield(room))
        self._say(sentence or (f"{player} has the keys again." if had_keys else ""))

    def _yield(self, room: Room) -> None:
        """Give a terminal back, if it is this one who has taken it. May wait for the disk."""
        master = self.master.at(room.team.id)
        seized = master.state.hosting.seized
        if seized is not None and seized.by == self.master.name:
            master.yield_()

    # Taking the keys

    def ask_for_keys(self) -> None:
        """Ask for a reason and for the word; the console is shown meanwhile."""
        watch, watched = self._watch, self._watched
        if watch is None or watched is None:
            return
        room, player = watched
        watch.pause()
        repaint(self)

        def sign(values: tuple[str, ...]) -> bool:
            why, word = values
            if word.strip().casefold() != WORD:
                raise Refusal("take-word", f"Write “{WORD}” on the last line if you mean it.")
            if watch.is_taken:
                raise Refusal("take-taken", f"Another game master has {player}'s keys.")
            self.master.at(room.team.id).seize(why, player)
            return True

        words = f"{player} is told, and sees your keys at work; {player}'s own wait until you press ctrl+]."
        fields = (WHY, Field(f"Write “{WORD}”"))
        form = FormScreen(f"TAKE OVER · {player}", words, fields, sign)
        self.push_screen(form, lambda yes: self._taken(watch, room, is_signed=yes is True))

    def _taken(self, watch: Watch, room: Room, *, is_signed: bool) -> None:
        if self._watch is not watch:  # the player has got up meanwhile
            background(self.screen, lambda: self._yield(room))
            return
        if is_signed:
            watch.take(f"{self.master.name} has the keys of this terminal now. Yours wait.")
        watch.begin()

    def rise(self) -> None:
        """The line is gone: no terminal stays taken, no hand at a table."""
        watch, watched = self._watch, self._watched
        self._watch = self._watched = None
        self._end_of_seat()
        try:
            if watch is not None and watched is not None:
                watch.end()
                with contextlib.suppress(Refusal):  # a closed save is yielded when it is opened again
                    self._yield(watched[0])
        finally:
            self.overview.close()
            self.master.leave()
