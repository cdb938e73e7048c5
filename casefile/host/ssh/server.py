"""The way in over SSH: any OpenSSH client, no account, no shell.

Whoever comes gets a desk and nothing else: no command but `plain`, no file transfer, no forwarding. A key that a client
shows is never asked to be known; it only spares its owner the join code the next time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

import asyncssh

from casefile.host.console.app import ConsoleApp
from casefile.host.hall.door import penalty, unknown
from casefile.host.ssh.gm_key import USER
from casefile.host.ssh.guest import Arrival
from casefile.host.ssh.visit import COLD, Visit

if TYPE_CHECKING:
    from casefile.host.apps.gc_policy import GcPolicy
    from casefile.host.hall.hall import Hall

AT_ONCE = 40
"""Connections that may be at their key exchange at the same time, which is what a connection costs."""
ON_THE_WAY = 200
"""Connections that may be on their way in at all: most of them are people who look at a question."""
A_SECOND = 25
"""New connections in a second; more are closed before they cost anything."""
LOGIN = 60
"""Seconds for the way in."""
HANDSHAKE = 8.0
"""Seconds of it for the key exchange, which asks nobody anything; what takes longer only stands in the way."""
TERMINALS = 4
"""Of one connection at once; a program that shares its connection may have some."""
AT_THE_DOOR = 100
"""Terminals of people who have shown a key that nobody knows, and no code yet; each costs as much as a desk."""


class Counter:
    """Connections on their way in, over all clients: one address may be a whole school."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._coming: dict[object, Callable[[], bool]] = {}
        self._second, self._count = clock(), 0
        self._at_the_door: list[Visit] = []

    def comes(self, who: object, has_exchanged: Callable[[], bool]) -> bool:
        """One more; whether it may go on. `has_exchanged` tells whether its key exchange is over."""
        now = self._clock()
        if now - self._second >= 1:
            self._second, self._count = now, 0
        self._count += 1
        if self._count > A_SECOND or len(self._coming) >= ON_THE_WAY:
            return False
        if sum(not is_over() for is_over in self._coming.values()) >= AT_ONCE:
            return False
        self._coming[who] = has_exchanged
        return True

    def stands(self, visit: Visit) -> bool:
        """One more without a team; whether there is room for it."""
        self._at_the_door = [one for one in self._at_the_door if one.is_strangers]
        if len(self._at_the_door) >= AT_THE_DOOR:
            return False
        self._at_the_door.append(visit)
        return True

    def arrived(self, who: object) -> None:
        """One is in, or has gone."""
        self._coming.pop(who, None)


class Doorman(asyncssh.SSHServer):
    """Lets one connection in."""

    def __init__(self, hall: Hall, counter: Counter, starts: asyncio.Semaphore, policy: GcPolicy) -> None:
        self._hall, self._counter, self._starts, self._policy = hall, counter, starts, policy
        self._user = self._fingerprint = self._code = ""
        self._wrong = 0
        self._visits: list[Visit] = []
        self._silence: asyncio.TimerHandle | None = None
        self._connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Close at once what is too many, and soon what says nothing."""
        self._connection = conn

        def has_exchanged() -> bool:
            return conn.get_extra_info("send_cipher") is not None

        def look() -> None:
            if not has_exchanged():
                conn.abort()

        if not self._counter.comes(self, has_exchanged):
            conn.abort()
            return
        self._silence = asyncio.get_running_loop().call_later(HANDSHAKE, look)
        # asyncssh does nothing with these: what a client's window lets through waits in the process, however much.
        conn.pause_writing = partial(self._stuffed, is_stuffed=True)  # type: ignore[method-assign]
        conn.resume_writing = partial(self._stuffed, is_stuffed=False)  # type: ignore[method-assign]

    def _stuffed(self, *, is_stuffed: bool) -> None:
        for visit in self._visits:
            visit.stuff(is_stuffed=is_stuffed)

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone, before or after it was in."""
        del exc
        self._in()
        if self._connection is not None:
            asyncio.get_running_loop().call_later(COLD, _open_ring, self._connection)
            self._connection = None

    def _in(self) -> None:
        self._counter.arrived(self)
        if self._silence is not None:
            self._silence.cancel()
            self._silence = None

    def begin_auth(self, username: str) -> bool:
        """Always ask for something, so that a client shows its key."""
        self._user = username[:64]
        if self._hall.door.team_of(self._user):
            self._code = self._user
        return True

    def public_key_auth_supported(self) -> bool:
        """Any key is a key to be known by."""
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Take any key: whoever comes without a place is asked for the join code at the desk's own door."""
        del username
        self._fingerprint = key.get_fingerprint()
        return True

    @property
    def _is_master(self) -> bool:
        """Both the name and the key; the key that was shown last is the one that was signed with."""
        return bool(self._fingerprint) and (self._user, self._fingerprint) == (USER, self._hall.master_key)

    def kbdint_auth_supported(self) -> bool:
        """A client without a key is asked here."""
        return True

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> Any:
        """Ask for the join code, unless it came as the user's name."""
        del username, lang, submethods
        self._fingerprint = ""  # a key that was only shown, and not signed with, is nobody's
        if self._code:
            return "", "", "", []
        told = unknown().sentence if self._wrong else ""
        return self._hall.title, told, "", [("Join code: ", True)]

    async def validate_kbdint_response(self, username: str, responses: Any) -> bool:
        """Take a team's code; whoever guesses has to wait."""
        del username
        if self._code and not responses:
            return True
        typed = str(responses[0]) if len(responses) == 1 else ""
        if self._hall.door.team_of(typed):
            self._code = typed
            return True
        self._wrong += 1
        await asyncio.sleep(penalty(self._wrong))
        return False

    def auth_completed(self) -> None:
        """The connection is in."""
        self._in()

    def session_requested(self) -> Visit | bool:
        """A terminal is wanted."""
        self._visits = [visit for visit in self._visits if not visit.is_over]
        if len(self._visits) >= TERMINALS:
            return False
        visit = self._visit()
        visit.is_turned_away = visit.is_strangers and not self._counter.stands(visit)
        self._visits.append(visit)
        return visit

    def _visit(self) -> Visit:
        if self._is_master:
            return Visit(self._hall, Arrival(), self._starts, self._policy, ConsoleApp)
        door = self._hall.door
        arrival = Arrival(self._fingerprint, self._code, door.known(self._fingerprint) if self._fingerprint else None)
        if arrival.place and self._code and (team := door.team_of(self._code)) and team.id != arrival.place.team:
            arrival = Arrival(self._fingerprint, self._code)  # the code that was given goes before what is remembered
        return Visit(self._hall, arrival, self._starts, self._policy)


def _open_ring(connection: asyncssh.SSHServerConnection) -> None:
    """A connection that is gone holds itself by a method of its own, until a full collection of garbage."""
    connection._recv_handler = None  # type: ignore[assignment]


async def listen(
    hall: Hall, key: asyncssh.SSHKey, policy: GcPolicy, *, address: str, port: int
) -> asyncssh.SSHAcceptor:
    """Let people in."""
    counter, starts = Counter(), asyncio.Semaphore(1)
    return await asyncssh.create_server(
        lambda: Doorman(hall, counter, starts, policy),
        address,
        port,
        server_host_keys=[key],
        encoding=None,
        line_editor=False,
        login_timeout=LOGIN,
        keepalive_interval=30,
        keepalive_count_max=4,
        allow_scp=False,
        agent_forwarding=False,
        x11_forwarding=False,
        compression_algs=None,
        server_version="casefile",
    )
