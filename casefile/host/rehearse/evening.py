"""A dress rehearsal: a whole evening of a deal, with bots at every table, against the real server."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from casefile.errors import Refusal
from casefile.host.deal.deal_file import SAVES
from casefile.host.deal.folder import DealFolder
from casefile.host.rehearse.bots import Bots
from casefile.host.rehearse.figures import STRETCH, Figures
from casefile.host.rehearse.hands import NAMES, Evening
from casefile.host.rehearse.master import MasterBot
from casefile.host.rehearse.mirror import Mirror
from casefile.host.rehearse.server import Server
from casefile.host.ssh.gm_key import gm_key
from casefile.store import safefile

COMING = 4
"""Players on their way in at a time: at sixty times the speed they would all come within a minute."""
LOG = "rehearsal.log"
"""Where the server's log is left, beside what was dealt, if it tells of anything."""
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is rehearsed."""

    teams: int
    """How many of the deal's teams come; nought: all."""
    players: int
    minutes: float
    speed: float
    seed: str = "rehearsal"


def rehearse(deal: Path, plan: Plan, tell: Tell) -> Figures:
    """Rehearse a deal in a copy of its folder: what is played leaves no trace in it.

    Args:
        deal: A deal folder.
        plan: How many, how long, how fast.
        tell: Told how many of the minutes have gone by.

    Raises:
        Refusal: `rehearse-odd`; or as `DealFolder.open` and the server refuse.
    """
    if not (1 <= plan.players <= len(NAMES) and plan.minutes > 0 and 1 <= plan.speed <= 600):
        words = f"A rehearsal has 1 to {len(NAMES)} players a team, some minutes, and a speed from 1 to 600."
        raise Refusal("rehearse-odd", words)
    DealFolder.open(deal)
    with tempfile.TemporaryDirectory(prefix="casefile-rehearsal-") as folder:
        copy = Path(folder, "deal")
        shutil.copytree(deal, copy, ignore=shutil.ignore_patterns(SAVES))
        server = Server(copy, minutes=plan.minutes, speed=plan.speed)
        try:
            figures = asyncio.run(_evening(DealFolder.open(copy), plan, server, tell))
            if not server.is_alive:
                figures.faults.append("the server has ended")
        finally:
            server.stop()
        if faults := server.faults():
            safefile.put(deal / LOG, [server.log().encode()])
            figures.faults += [*faults, f"all of it is in {deal / LOG}"]
    return figures


async def _evening(folder: DealFolder, plan: Plan, server: Server, tell: Tell) -> Figures:
    teams = folder.teams[: plan.teams or None]
    figures, began, length = Figures(), perf_counter(), 60 * plan.minutes / plan.speed
    evening = Evening(server.port, plan.speed, began + length, plan.players, figures, asyncio.Semaphore(COMING))
    mirrors = [Mirror(folder, team, clock=server.clock) for team in teams]
    tables = [Bots(evening, mirror, f"{plan.seed} {mirror.team.id}") for mirror in mirrors]
    master = MasterBot(evening, mirrors, gm_key(folder.path))
    beside = [asyncio.create_task(one) for one in (master.work(), _weigh(server, figures.load))]
    playing = [asyncio.create_task(table.play()) for table in tables]
    while waiting := [task for task in playing if not task.done()]:
        spent = min(plan.minutes, (perf_counter() - began) * plan.speed / 60)
        tell(int(spent), int(plan.minutes), f"{len(playing) - len(waiting)} teams are done")
        await asyncio.wait(waiting, timeout=1)
        if perf_counter() > began + length + 60:
            figures.faults.append(f"{len(waiting)} teams did not come to an end a minute after the time was up")
            break
    figures.unanswered += master.left()
    for task in (*playing, *beside):
        task.cancel()
    fallen = await asyncio.gather(*playing, *beside, return_exceptions=True)
    figures.faults += [f"a bot fell: {one!r}" for one in fallen if isinstance(one, Exception)]
    for mirror in mirrors:
        mirror.close()
    return figures


async def _weigh(server: Server, load: list[float]) -> None:
    """Write down how busy the server is."""
    before, at = server.cpu(), perf_counter()
    while before is not None:
        await asyncio.sleep(STRETCH)
        now, then = server.cpu(), perf_counter()
        if now is None:
            break
        load.append(100 * (now - before) / (then - at))
        before, at = now, then
