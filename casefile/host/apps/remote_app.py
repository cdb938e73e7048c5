"""An app whose terminal is somewhere else: what players' desks and the console have in common."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from textual import on
from textual.message import Message
from textual.screen import Screen

from casefile.desk.app import CaseApp
from casefile.desk.preferences import Preferences
from casefile.desk.safe import safe
from casefile.host.apps.isolation import Terminal, isolate, remote
from casefile.host.apps.knot import Knot

if TYPE_CHECKING:
    from casefile.host.apps.driver import Line

_log = logging.getLogger(__name__)

FOR_LONG = 24 * 3600.0
"""Seconds."""


class RemoteApp(CaseApp):
    """Draws into a line, and is spoken to from outside by messages only: nobody touches another app's objects."""

    @dataclass
    class Sent(Message):
        """Somebody else has something for this terminal to do, in its own context."""

        do: Callable[[Any], object]

    def __init__(self, opening: Callable[[], Screen[Any]], line: Line, terminal: Terminal) -> None:
        """Make the application; `run_async` runs it in a context of its own.

        Args:
            opening: Makes the first screen.
            line: The way to the terminal.
            terminal: What the terminal can do.
        """
        self._terminal = terminal
        likes = Preferences(colour="auto" if terminal.colours else "none")
        super().__init__(opening, likes, driver_class=remote(line))
        isolate(self, terminal)
        self.knot = Knot(self)
        """To be untied when the app is over."""
        self.farewell = ""
        """What is said when the screen is gone."""

    def _prefer(self, preferences: Preferences) -> str:
        """Nothing scrolls by degrees: each of its frames is as much work for the host as the last one, and goes far."""
        theme = super()._prefer(preferences)
        self.animation_level = "none"
        return theme

    def speaks_utf8(self) -> bool:
        """The client's terminal does; the host's own is no matter."""
        return self._terminal.speaks_utf8

    def send(self, do: Callable[[Self], object]) -> None:
        """Have this app do something; may be called from anywhere."""
        self.post_message(self.Sent(do))

    @on(Sent)
    def _sent(self, message: Sent) -> None:
        message.do(self)

    def close(self, sentence: str) -> None:
        """End it from outside, and say why. See `room.Terminal`."""
        self.send(lambda app: app.hang_up(sentence))

    def tell(self, sentence: str) -> None:
        """Say something in a corner of the screen. See `room.Terminal`."""
        self.send(lambda app: app.notify(safe(sentence).plain, markup=False))

    def say_for_long(self, sentence: str) -> None:
        """Say something in a corner that stays there until something else is said instead."""
        self.notify(safe(sentence).plain, markup=False, severity="warning", timeout=FOR_LONG)

    def say_again(self, sentence: str) -> None:
        """Say once more, for a moment, what was said for long, unless it still stands there."""
        told = safe(sentence).plain
        if all(one.message != told for one in self._notifications):
            self.notify(told, markup=False, severity="warning")

    def say_instead(self, sentence: str) -> None:
        """Say something in place of all that stands in the corner."""
        self.clear_notifications()
        self.notify(safe(sentence).plain, markup=False)

    def hang_up(self, sentence: str) -> None:
        """Leave, and say this when the screen is gone."""
        self.farewell = sentence
        self.action_leave()

    def rise(self) -> None:
        """Let go of everything; called once, when the line is gone. May wait for the disk."""

    def _fatal_error(self) -> None:
        """An app that fell is closed by itself; its traceback goes to the log without anybody's local variables."""
        if self._exit:
            # Who leaves while a screen is on its way in has it mounted without its widgets: nothing was lost by it.
            self._close_messages_no_wait()
            return
        _log.error("a terminal fell\n%s", "".join(traceback.format_exc()))
        self.farewell = "Something went wrong at the host, and was written down. Nothing is lost: connect again."
        self._close_messages_no_wait()
