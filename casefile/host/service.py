"""A host at work: it lets people in until it is stopped, and then sends them home in order."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from casefile.errors import Refusal
from casefile.host.apps import knot, lean_frames, lean_strips, polite_loop, shared_sheets
from casefile.host.apps.gc_policy import GcPolicy
from casefile.host.deal import slips
from casefile.host.hall.at_work import at_work
from casefile.host.hall.hall import Hall
from casefile.host.ssh.gm_key import GM_SSH_KEY, HOST_KEY, USER, Listening, gm_key, host_key, keep_listening
from casefile.host.ssh.server import listen
from casefile.store import safefile

THREADS = 16
"""Threads for what waits for the disk: one save each."""
GOODBYE = "The host is closing. Everything is kept, and will be here when it opens again."


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a host listens, and what it is called."""

    address: str
    port: int
    name: str = ""
    """What the slips call this machine; found out if empty."""


def serve(hall: Hall, wish: Wish, say: Callable[[str], object]) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        hall: The rooms.
        wish: Where to listen.
        say: Told the join slips, and what happens.

    Raises:
        Refusal: `host-port`: the port cannot be had. `host-at-work`: this folder has a host already.
    """
    lock = at_work(
        hall.saves, f"{hall.folder.path} has a host already. One folder, one host: stop the other one first."
    )
    lean_strips.spare()
    lean_frames.spare()
    shared_sheets.share()
    knot.loosen()
    polite_loop.take_turns()
    try:
        with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=polite_loop.PoliteLoop) as runner:
            runner.run(_serve(hall, wish, say))
    finally:
        lock.release()


async def _serve(hall: Hall, wish: Wish, say: Callable[[str], object]) -> None:
    loop, policy = asyncio.get_running_loop(), GcPolicy()
    loop.set_default_executor(ThreadPoolExecutor(THREADS, "casefile"))
    key = host_key(hall.saves / HOST_KEY)
    hall.master_key = gm_key(hall.folder.path).get_fingerprint()
    try:
        acceptor = await listen(hall, key, policy, address=wish.address, port=wish.port)
    except OSError as error:
        words = f"Port {wish.port} cannot be had ({error.strerror}). Choose another with --port."
        raise Refusal("host-port", words) from None
    port = acceptor.get_port() or wish.port
    address = slips.Address(wish.name or slips.own_name(wish.address), port, key.get_fingerprint())
    safefile.put(hall.folder.path / "slips.html", [slips.page(hall.title, hall.folder.teams, address).encode()])
    say(f"{slips.printed(hall.title, hall.folder.teams, address)}\n")
    keep_listening(hall.folder.path, Listening(slips.own_name(wish.address) if wish.address else "", port))
    folder = hall.folder.path
    away = f"ssh -p {port} -i {GM_SSH_KEY} {USER}@{address.name}"
    say(f"The game master: casefile console {folder}\n  or, with a copy of {folder / GM_SSH_KEY}: {away}\n")
    say(f"To print: {hall.folder.path / 'slips.html'}. Ctrl-C closes the host; the same command opens it again.")
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    policy.begin()
    try:
        await _until(stop, policy)
    finally:
        acceptor.close()
        say("Closing.")
        await asyncio.to_thread(hall.close, GOODBYE)
        await asyncio.sleep(0.5)  # the last words go out
        await acceptor.wait_closed()
        policy.end()


async def _until(stop: asyncio.Event, policy: GcPolicy) -> None:
    while not stop.is_set():
        policy.tick()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 1)
