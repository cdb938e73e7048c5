"""Looking over a player's shoulder, and taking the keys: a game master's terminal shows a player's screen.

What the player's driver draws goes to the game master's line as well, byte for byte, while the console's own driver
keeps silent. Nothing of the two apps touches the other: bytes go to lines, and keys go to drivers.
"""

from __future__ import annotations

import asyncio
import contextvars
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from casefile.desk.signs import cells, to_ascii

if TYPE_CHECKING:
    from casefile.host.apps.driver import Line, RemoteDriver
    from casefile.host.apps.remote_app import RemoteApp

_OUT = re.compile(rb"\x1d|\x1b\[93;(\d+)(?:;[\d:]*)?u")
"""Ctrl+], as terminals send it: the old way, and as Kitty's protocol spells it with its modifiers."""
_TAKE = re.compile(rb"[tT]|\x1b\[116(?:;[\d:]*){0,2}u")
_FOCUS = re.compile(rb"\x1b\[[IO]")
"""A terminal that gains or loses the focus says so; it is the game master's, and no matter to the player's desk."""
_CONTROL = 4
"""Bit of the modifiers in Kitty's protocol."""


def is_way_out(data: bytes) -> bool:
    """Whether the key is there that ends it all."""
    found = _OUT.search(data)
    return found is not None and (found[1] is None or bool((int(found[1]) - 1) & _CONTROL))


def is_take(data: bytes) -> bool:
    """Whether the key is there that asks for the keys."""
    return _TAKE.fullmatch(data) is not None


class Watch:
    """A player's screen on a game master's terminal, from `begin` to `end`."""

    def __init__(self, own: RemoteDriver, line: Line, theirs: RemoteApp, words: str) -> None:
        """Make it; nothing happens before `begin`.

        Args:
            own: The console's driver.
            line: The way to the game master's terminal.
            theirs: The player's app; it is only spoken to by `send`.
            words: What stands below the mirrored screen where there is room for it.
        """
        self._own, self._line, self._theirs, self.words = own, line, theirs, words
        self._driver = driver_of(theirs)
        self.has_keys = False
        self._seen = self._driver.dimensions
        self.on_out: Callable[[], object] = lambda: None
        self.on_take: Callable[[], object] = lambda: None

    @property
    def size(self) -> tuple[int, int]:
        """The player's terminal's."""
        return self._driver.dimensions

    @property
    def is_too_small(self) -> bool:
        """The game master's terminal does not show all of it."""
        (width, height), (wide, high) = self._own.dimensions, self.size
        return width < wide or height < high

    def begin(self) -> None:
        """Show the player's screen from now on."""
        self._own.lent = self
        self._driver.mirrors.append(self._mirror)
        self._clear()

    def end(self) -> None:
        """Show the console again. Once it has ended, nothing more happens."""
        self.give_back()
        self.pause()

    def pause(self) -> None:
        """Show the console for a while; who has the keys stays as it is."""
        if self._mirror in self._driver.mirrors:
            self._driver.mirrors.remove(self._mirror)
        if self._own.lent is self:
            self._own.lent = None
            self._line.send(b"\x1b[0m\x1b[2J")

    def is_of(self, terminal: object) -> bool:
        """Whether it is this terminal that is looked at."""
        return terminal is self._theirs

    @property
    def is_taken(self) -> bool:
        """Some game master has the player's keys."""
        return self._driver.is_held

    def take(self, sentence: str) -> None:
        """The keys go to the player's desk from now on; the player's own are held back, and at each it is told why."""
        self.has_keys = self._driver.is_held = True
        self._driver.on_held = lambda: self._theirs.send(lambda app: app.say_again(sentence))
        self._theirs.send(lambda app: app.say_for_long(sentence))

    def give_back(self) -> None:
        """The player has the keys again."""
        if self.has_keys:
            self.has_keys = self._driver.is_held = False
            self._theirs.send(lambda app: app.say_instead("The keys are yours again."))

    # What goes out

    def _clear(self) -> None:
        self._line.send(b"\x1b[0m\x1b[2J\x1b[H")
        self._theirs.send(repaint)
        self._banner()

    def _mirror(self, data: bytes) -> None:
        if self._line.is_full:
            return  # `redraw` comes when it has room again
        if self._seen != self.size:
            self._seen = self.size
            self._line.send(b"\x1b[0m\x1b[2J")
        self._line.send(data)
        self._banner()

    def _banner(self) -> None:
        """Say whose screen it is, below it. Where it fills the terminal there is no room that is not the player's."""
        width, height = self._own.dimensions
        if height <= self.size[1] and not self.has_keys:
            return
        told = "YOU HAVE THE KEYS | ctrl+] gives them back" if self.has_keys else "ctrl+] comes back | t takes the keys"
        text = f" {self.words} | {told}"
        text = text if cells(text) <= width else f" {told}"
        text = to_ascii(text)[:width].ljust(width)
        self._line.send(b"\x1b7\x1b[%d;1H\x1b[0;7m%s\x1b[0m\x1b8" % (height, text.encode("ascii", "replace")))

    # See `driver.Borrower`

    def feed(self, data: bytes) -> None:
        """A key of the game master's."""
        data = _FOCUS.sub(b"", data)
        if is_way_out(data):
            self.on_out()
        elif self.has_keys:
            # In no app's context: what an app posts there would be taken for a message from another app.
            asyncio.get_running_loop().call_soon(self._driver.take, data, context=contextvars.Context())
        elif is_take(data):
            self.on_take()

    def redraw(self) -> None:
        """The game master's terminal has another size, or missed something."""
        self._clear()


def driver_of(app: App[Any]) -> RemoteDriver:
    """The driver of an app whose terminal is elsewhere."""
    return app._driver  # type: ignore[return-value]


def repaint(app: App[Any]) -> None:
    """Have an app draw every line of its screen once more; called in its own context."""
    app.screen.refresh(layout=True)
