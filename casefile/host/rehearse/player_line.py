"""A player's end of a connection, as a rehearsal or a load has it: keys go out, and how soon the screen changes."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING, Self

import asyncssh

if TYPE_CHECKING:
    from casefile.host.rehearse.figures import Figures

ASKED = b"Your name"
"""What the first screen asks for; what is typed before it is there goes nowhere."""
CONSOLE = b"CONSOLE"
PATIENCE = 5.0
"""Seconds after which a key is said to have changed nothing."""
SETTLED = 0.06
"""Seconds without a byte after which a screen is done."""
WAY_IN = 60.0


class _Client(asyncssh.SSHClient):
    """Has no key and no password: the join code is its user's name."""

    def kbdint_auth_requested(self) -> str:
        return ""

    def kbdint_challenge_received(self, name: str, instructions: str, lang: str, prompts: object) -> list[str]:
        del name, instructions, lang, prompts
        return []


class PlayerLine(asyncssh.SSHClientSession[bytes]):
    """One player's terminal."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._channel: asyncssh.SSHClientChannel[bytes] | None = None
        self._connection: asyncssh.SSHClientConnection | None = None
        self._pressed = 0.0
        self._last = 0.0
        self._got: bytearray | None = bytearray()
        self._came = asyncio.Event()
        self.is_open = False

    @classmethod
    async def connect(
        cls,
        port: int,
        user: str,
        figures: Figures,
        *,
        size: tuple[int, int] = (120, 36),
        key: asyncssh.SSHKey | None = None,
    ) -> Self:
        """Come in, as far as the first screen.

        Args:
            port: Where the host listens, on this machine.
            user: A join code, or the game master's name.
            figures: Where it is written how long what takes.
            size: Columns and rows.
            key: The game master's, which opens the console.

        Raises:
            OSError: The connection was refused, or is gone.
            asyncssh.Error: It was closed on the way in.
            TimeoutError: There was no screen.
        """
        began, first = perf_counter(), CONSOLE if key else ASKED
        connection = await cls.knock(port, user, key)
        line = cls(figures)
        line._connection = connection
        line._channel, _ = await connection.create_session(
            lambda: line, term_type="xterm-256color", term_size=size, encoding=None
        )
        await line._sees(first, WAY_IN)
        figures.first_screens.add((perf_counter() - began) * 1000)
        return line

    @staticmethod
    async def knock(port: int, user: str, key: asyncssh.SSHKey | None = None) -> asyncssh.SSHClientConnection:
        """Connect, without a terminal. Raises: as `connect`."""
        return await asyncssh.connect(
            "127.0.0.1",
            port,
            username=user.replace("-", ""),
            known_hosts=None,
            client_keys=[key] if key else None,
            agent_path=None,
            config=None,
            client_factory=_Client,
            login_timeout=WAY_IN,
        )

    def session_started(self) -> None:
        """The terminal is there."""
        self.is_open = True

    def data_received(self, data: bytes, datatype: object) -> None:
        """Something is painted."""
        del datatype
        self._last = perf_counter()
        if self._got is not None:
            self._got += data
        if self._pressed:
            self._figures.repaints.add((self._last - self._pressed) * 1000)
            self._pressed = 0.0
        self._came.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone."""
        del exc
        self.is_open = False
        self._came.set()

    async def _sees(self, words: bytes, seconds: float) -> None:
        """Wait until something is painted. Raises: `TimeoutError`; `ConnectionResetError` if the line goes before."""
        async with asyncio.timeout(seconds):
            while self._got is not None and words not in self._got:
                self._came.clear()
                await self._came.wait()
                if not self.is_open:
                    raise ConnectionResetError("the line went before the screen was there")
        self._got = None

    async def press(self, keys: str, *, paints: bool = False, shows: bytes = b"") -> None:
        """Send keys and wait until the screen is still.

        Args:
            keys: What the terminal sends.
            paints: They surely change the screen, so that the time until it does is counted.
            shows: What they bring to the screen, for those whose screen changes by itself.

        Raises:
            ConnectionResetError: The line is gone.
            TimeoutError: What they were to show did not come.
        """
        if self._channel is None or not self.is_open:
            raise ConnectionResetError("the line is gone")
        self._came.clear()
        self._got = bytearray() if shows else None
        self._pressed = perf_counter() if paints else 0.0
        self._channel.write(keys.encode())
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE if paints else 0.5):
                await self._came.wait()
        if self._pressed and self.is_open:
            self._figures.silent[keys] += 1
        self._pressed = 0.0
        if shows:
            await self._sees(shows, PATIENCE)
        while self.is_open and (left := self._last + SETTLED - perf_counter()) > 0:
            await asyncio.sleep(left)

    def hang_up(self) -> None:
        """Drop the line, as a closed laptop does."""
        self.is_open = False
        if self._connection is not None:
            self._connection.abort()
