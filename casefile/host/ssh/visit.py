"""One terminal of one connection: what asyncssh says of its channel, and the desk or the lines behind it."""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections.abc import Callable
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import asyncssh

from casefile.errors import Refusal
from casefile.host.apps.isolation import Terminal
from casefile.host.apps.polite_loop import NEWCOMER, Newcomer
from casefile.host.ssh.guest import Arrival, HostedApp
from casefile.host.ssh.lines import LinesIn, LinesOut, play_in_lines

if TYPE_CHECKING:
    from casefile.host.apps.driver import RemoteDriver
    from casefile.host.apps.gc_policy import GcPolicy
    from casefile.host.apps.remote_app import RemoteApp
    from casefile.host.console.app import ConsoleApp
    from casefile.host.hall.hall import Hall

_log = logging.getLogger(__name__)

COLD = 5.0
"""Seconds after which nothing that was begun at a desk comes back to it any more."""
HIGH, LOW = 256 * 1024, 32 * 1024
"""Bytes that may wait for a terminal: no frame is sent above the first until there are fewer than the second."""
LARGEST = (500, 200)
"""Columns and rows; what a client claims beyond them would only cost memory."""
CROWDED = "Too many stand at the door. Come by your code: it goes before the @, as the name of who connects."
_SENT_ENVIRONMENT = ("COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE")


class Visit(asyncssh.SSHServerSession[bytes]):
    """One terminal of one connection: the line between its bytes and an app."""

    def __init__(
        self,
        hall: Hall,
        arrival: Arrival,
        starts: asyncio.Semaphore,
        policy: GcPolicy,
        console: type[ConsoleApp] | None = None,
    ) -> None:
        self._hall, self._arrival, self._starts, self._policy = hall, arrival, starts, policy
        self._console = console
        self._channel: asyncssh.SSHServerChannel[bytes] | None = None
        self._terminal: Terminal | None = None
        self._size = (80, 24)
        self._app: RemoteApp | None = None
        self._task: asyncio.Task[None] | None = None
        self._is_paused = self._is_stuffed = self._is_plain = False
        self._flows = Event()
        self._flows.set()
        self._lines_in = LinesIn(self._prompt)
        self.is_over = False
        """The line is gone."""
        self.is_turned_away = False
        """There is no room for it; so much is said."""

    # What the client asks for

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """The channel is there."""
        self._channel, self._loop = chan, asyncio.get_running_loop()
        chan.set_write_buffer_limits(HIGH, LOW)

    def pty_requested(self, term_type: str, term_size: Any, term_modes: Any) -> bool:
        """A terminal, and its size."""
        del term_modes
        self._terminal = Terminal(term_type, self._sent_environment())
        self._size = _bounded(*term_size[:2])
        return True

    def _sent_environment(self) -> dict[str, str]:
        told = self._channel.get_environment() if self._channel else {}
        return {name: str(told[name])[:64] for name in _SENT_ENVIRONMENT if name in told}

    def shell_requested(self) -> bool:
        """A desk, for whoever has a terminal to show it on."""
        return self._terminal is not None

    def exec_requested(self, command: str) -> bool:
        """`plain` plays in lines; there is no other command."""
        self._is_plain = command.strip() == "plain" and self._console is None
        return self._is_plain

    def subsystem_requested(self, subsystem: str) -> bool:
        """No files are moved."""
        del subsystem
        return False

    def session_started(self) -> None:
        """Begin."""
        if self.is_turned_away:
            self._leave(CROWDED, 1)
            return
        run = self._play_in_lines if self._is_plain else self._play
        context = contextvars.Context()  # an empty one: what is set in one terminal's would be seen in the other's
        if not (self._is_plain or self._console):
            context.run(NEWCOMER.set, Newcomer())
        self._task = context.run(asyncio.create_task, run())

    @property
    def is_strangers(self) -> bool:
        """Nobody knows yet to which team its player belongs; of who plays in lines, not before he has gone."""
        if self.is_over or self._console or self._arrival.code or self._arrival.place:
            return False
        return not (isinstance(self._app, HostedApp) and self._app.room)

    # What goes to and fro

    @property
    def is_full(self) -> bool:
        """See `driver.Line`."""
        return self._is_paused or self._is_stuffed

    def send(self, data: bytes) -> None:
        """See `driver.Line`."""
        if self._channel is not None and not self._channel.is_closing():
            self._channel.write(data)

    def data_received(self, data: bytes, datatype: Any) -> None:
        """Keys."""
        del datatype
        self._policy.typed()
        if self._is_plain:
            self._lines_in.put(data)
        elif driver := self._driver:
            driver.feed(data)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """The window has another size."""
        del pixwidth, pixheight
        self._size = _bounded(width, height)
        if driver := self._driver:
            driver.resize(*self._size)

    def pause_writing(self) -> None:
        """The client does not read."""
        self._is_paused = True
        self._flow()

    def resume_writing(self) -> None:
        """It reads again."""
        self._is_paused = False
        self._flow()

    def stuff(self, *, is_stuffed: bool) -> None:
        """The connection under it does not take what the client's window would let through, or takes it again."""
        self._is_stuffed = is_stuffed
        self._flow()

    def _flow(self) -> None:
        if self.is_full:
            self._flows.clear()
            return
        self._flows.set()
        if driver := self._driver:
            driver.caught_up()

    def break_received(self, msec: int) -> bool:
        """A break means nothing here."""
        del msec
        return True

    def eof_received(self) -> bool:
        """Nothing more will come. Whoever sent his lines by a pipe still waits for what they bring."""
        self._gone()
        return self._is_plain

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone: where the player was is written down, and the place at the table is free."""
        del exc
        self._channel = None
        self.is_over = True
        self._flows.set()
        self._gone()

    def _gone(self) -> None:
        if self._is_plain:
            self._lines_in.hang_up()
        elif self._app is not None:
            self._app.close("")

    @property
    def _driver(self) -> RemoteDriver | None:
        return self._app._driver if self._app else None  # type: ignore[return-value]

    # The desk

    async def _play(self) -> None:
        terminal = self._terminal or Terminal("", {})
        try:
            async with self._starts:  # a start is a tenth of a second of work: one after the other
                app = self._app = self._made(terminal)
                self._policy.opened()
                running = asyncio.create_task(app.run_async(size=self._size))
                await _first_frame(app, running)
            await running
        except Exception:  # noqa: BLE001  whatever falls here must not take the other terminals along
            _log.exception("a terminal could not be run")
        finally:
            await self._end()

    def _made(self, terminal: Terminal) -> RemoteApp:
        if self._console is not None:
            return self._console(self._hall, self, terminal)
        return HostedApp(self._hall, self, terminal, self._arrival)

    async def _end(self) -> None:
        app, self._app = self._app, None
        if app is None:
            return
        try:
            await asyncio.to_thread(app.rise)
        except Refusal as refusal:  # a full disk: the place is free all the same
            _log.warning("a place was not left in order: %s", refusal.sentence)
        except Exception:  # noqa: BLE001  see above
            _log.exception("a place could not be left in order")
        self._policy.closed()
        self._loop.call_later(COLD, app.knot.untie)
        self._leave(app.farewell, app.return_code or 0)

    def _leave(self, words: str, code: int) -> None:
        channel = self._channel
        if channel is None or channel.is_closing():
            return
        if words:
            channel.write(f"{words}\r\n".encode())
        channel.exit(code)

    def _send_from_thread(self, data: bytes) -> None:
        self._loop.call_soon_threadsafe(self.send, data)

    def _prompt(self, words: str) -> None:
        """A player in lines may write the next one; whoever does not read what the last one brought waits, unread."""
        taken = Event()
        self._loop.call_soon_threadsafe(taken.set)  # behind all that he was told: a thread is faster than the loop
        taken.wait()
        self._flows.wait()
        if self._terminal is not None:  # else there is nobody who would see it
            self._send_from_thread(words.encode())

    async def _play_in_lines(self) -> None:
        loop = asyncio.get_running_loop()
        out = LinesOut(self._send_from_thread, "\r\n" if self._terminal else "\n")
        done = loop.create_future()
        work = partial(play_in_lines, self._hall, self._arrival, self._lines_in, out)
        # A thread of its own: whoever plays in lines waits for lines, and the pool is for what is soon over.
        Thread(target=_deliver, args=(work, loop, done), name="casefile-lines", daemon=True).start()
        self._leave("", await done)


async def _first_frame(app: RemoteApp, running: asyncio.Task[Any]) -> None:
    """Wait until the app draws, or is over, or takes too long for the next one to wait any longer."""
    for _ in range(200):
        if running.done() or app._running:
            return
        await asyncio.sleep(0.01)


def _deliver(work: Callable[[], int], loop: asyncio.AbstractEventLoop, done: asyncio.Future[int]) -> None:
    code = 1
    try:
        code = work()
    except Exception:  # noqa: BLE001  see above
        _log.exception("a player in lines could not be served")
    finally:
        loop.call_soon_threadsafe(_set, done, code)


def _set(done: asyncio.Future[int], code: int) -> None:
    if not done.cancelled():
        done.set_result(code)


def _bounded(width: int, height: int) -> tuple[int, int]:
    """What a client says of its window, made sensible; a client without one says nought."""
    return min(max(width or 80, 1), LARGEST[0]), min(max(height or 24, 1), LARGEST[1])
