"""A Textual driver for a terminal that is somewhere else: bytes come in, bytes go out, and nothing of this process.

It starts no thread, takes no signal and touches no `sys.stdin`, so that a hundred of them can live in one loop.
Textual's own drivers assume one app a process; `Isolated` in `isolation` has the rest of what follows.
"""

import asyncio
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.messages import InBandWindowResize

from casefile.desk.key_by_key import KeyByKey
from casefile.host.apps.inlet import Inlet

BUSY = 16
"""Messages that wait for the app or for what has its focus, above which they are worked off before more keys come."""
_LATER = 0.005
"""Seconds until that is looked at again."""

_ESCAPE_LATE = 0.005
"""Seconds after which a lone Escape is surely due."""
_ALTERNATE, _PRIMARY = "\x1b[?1049h", "\x1b[?1049l"
_MOUSE = (1000, 1003, 1015, 1006)
_KEYS_ON, _KEYS_OFF = "\x1b[>25u", "\x1b[<u"
"""Kitty's keys: escape codes told apart, all keys, with their text."""


class Line(Protocol):
    """The way to a terminal."""

    def send(self, data: bytes) -> None:
        """Send bytes; they may wait."""

    @property
    def is_full(self) -> bool:
        """So much waits already that a further frame would only be late."""


class Borrower(Protocol):
    """Something that has a terminal for a while, in place of its app."""

    def feed(self, data: bytes) -> None:
        """The terminal sent something."""

    def redraw(self) -> None:
        """The terminal has to be drawn anew."""


class Parser(XTermParser):
    """Textual's parser without its class-wide cache, whose keys hold every app that ever had a key, alive."""

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]
        return XTermParser._parse_extended_key.__wrapped__(self, sequence)


class RemoteDriver(Driver):
    """Draws an app into a `Line`, and feeds it what comes back."""

    def __init__(
        self,
        app: App[Any],
        *,
        line: Line,
        debug: bool = False,  # noqa: ARG002  Textual passes it; its parser would write to a file
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Make the driver; Textual calls this by way of `functools.partial(RemoteDriver, line=line)`."""
        super().__init__(app, debug=False, mouse=mouse, size=size or (80, 24))
        self._line = line
        self._parser = Parser(debug=False)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._escape: asyncio.TimerHandle | None = None
        self._is_behind = False
        self._is_on = False
        self._inlet = Inlet()
        self._turn: asyncio.Handle | None = None
        self.mirrors: list[Callable[[bytes], object]] = []
        """Whoever else is shown what is drawn here."""
        self.is_held = False
        """Its own terminal's keys go nowhere: somebody else has them."""
        self.on_held: Callable[[], object] = lambda: None
        """Told of keys that went nowhere."""
        self.lent: Borrower | None = None
        """Who has the terminal; the app draws on, and is not seen."""

    # What goes out

    def write(self, data: str) -> None:
        """Send a frame, unless the terminal is behind: a client that never reads must cost no memory."""
        if self.lent is not None:
            return
        if self._line.is_full:
            self._is_behind = True
        else:
            sent = data.encode("utf-8", "replace")
            self._line.send(sent)
            for mirror in tuple(self.mirrors):
                mirror(sent)

    def flush(self) -> None:
        """Nothing is kept back."""

    def caught_up(self) -> None:
        """The terminal reads again: what it missed is drawn anew, once."""
        if self.lent is not None:
            self.lent.redraw()
        elif self._is_behind and self._is_on:
            self._is_behind = False
            self._app.post_message(events.Resize(Size(*self._dimensions), Size(*self._dimensions)))
            self._app.call_later(self._app.refresh, layout=True)

    # What comes in

    def feed(self, data: bytes) -> None:
        """Take what the terminal sent, whole characters or not."""
        if self.lent is not None:
            self.lent.feed(data)
        elif self.is_held:
            self.on_held()
        else:
            self.take(data)

    def take(self, data: bytes) -> None:
        """Take keys, whoever sent them."""
        text = self._decode(data)
        if text and self._is_on:  # an empty feed is the end of the file to the parser
            self._inlet.put(text)
            self._forget_escape()
            if self._turn is None:
                self._hand_on()

    def _hand_on(self) -> None:
        """Give the parser a piece, and come back for the next one: whoever pastes a book keeps nobody waiting."""
        self._turn = None
        if self._inlet and not self._is_busy:
            self._pass_on(self._parser.feed(self._inlet.get()))
        if not self._inlet:
            self._await_escape()
        elif self._is_busy:
            self._turn = self._loop.call_later(_LATER, self._hand_on)
        else:
            self._turn = self._loop.call_soon(self._hand_on)

    @property
    def _is_busy(self) -> bool:
        app = self._app
        there = [app, app.focused or app.screen] if app.screen_stack else [app]
        ahead = app.typed_ahead if isinstance(app, KeyByKey) else 0
        return max(ahead, *(one.message_queue_size for one in there)) > BUSY

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if not isinstance(message, InBandWindowResize):  # the line says how large the terminal is
                self.process_message(message)

    def _await_escape(self) -> None:
        """A lone Escape is one only when nothing follows it, which somebody has to notice."""
        self._forget_escape()
        if self._parser._timeout_time is not None:
            self._escape = self._loop.call_later(constants.ESCAPE_DELAY + _ESCAPE_LATE, self._tick)

    def _forget_escape(self) -> None:
        if self._escape is not None:
            self._escape.cancel()
            self._escape = None

    def _tick(self) -> None:
        self._escape = None
        self._pass_on(self._parser.tick())

    def send_message(self, message: Message) -> None:
        """Post to the app; everything here runs in its own thread."""
        self._app.post_message(message)

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size."""
        self._dimensions = width, height
        size = Size(width, height)
        self.send_message(events.Resize(size, size))
        if self.lent is not None:
            self.lent.redraw()

    @property
    def dimensions(self) -> tuple[int, int]:
        """Columns and rows of the terminal."""
        return self._dimensions

    @property
    def _dimensions(self) -> tuple[int, int]:
        return self._size or (80, 24)

    @_dimensions.setter
    def _dimensions(self, size: tuple[int, int]) -> None:
        self._size = size

    # Beginning and end

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._is_on = True
        size = Size(*self._dimensions)
        self.send_message(events.Resize(size, size))
        modes = "".join(f"\x1b[?{mode}h" for mode in _MOUSE) if self._mouse else ""
        # The question for synchronised output comes before the first frame, which covers the "p" of a terminal that
        # does not know it.
        self.write(f"\x1b[?2026$p{_ALTERNATE}{modes}\x1b[?25l\x1b[?1004h{_KEYS_ON}\x1b[?2004h\x1b[?7l")

    def disable_input(self) -> None:
        """Take nothing more."""
        self._is_on = False
        self._forget_escape()
        self._inlet.clear()
        if self._turn is not None:
            self._turn.cancel()
            self._turn = None

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        modes = "".join(f"\x1b[?{mode}l" for mode in _MOUSE) if self._mouse else ""
        self._line.send(f"\x1b[?7h\x1b[?2004l{_KEYS_OFF}\x1b[?1004l{modes}{_PRIMARY}\x1b[?25h".encode())

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """No browser is opened on the host."""
        del url, new_tab

    def deliver_binary(self, *_: Any, **__: Any) -> None:
        """Nothing is written to the host's disk."""
