"""A host that is killed, again and again, at any moment: what was acknowledged is there when it begins anew."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import asyncssh
import pytest

from casefile.errors import Refusal
from casefile.host.deal.deal_file import Team
from casefile.host.deal.folder import DealFolder
from casefile.host.hall.hall import Hall
from casefile.store.eventstore import Record
from casefile.store.peek import peek
from tests.host.halls import until
from tests.host.real_host import ENTER, RealHost, Sitter, hosting, sit_down
from tests.host.test_rooms import Chair

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

ROUNDS = 8
GONE = (OSError, asyncssh.Error, TimeoutError)
"""What happens to a player whose host is killed in the middle of anything."""


@dataclass
class Witness:
    """What of a team's play somebody has seen: on a screen, or in its save."""

    event: DealFolder
    team: Team
    notes: list[str] = field(default_factory=list)
    """Written by one, and shown on another one's screen."""
    events: list[Record] = field(default_factory=list)
    """As they stood in the save at some time."""
    is_solved: bool = False
    """The first lock was said to be open."""

    def look(self) -> None:
        """See what the save holds; nothing of what it held is missing, and every event stands where it stood."""
        try:
            kept = peek(self.event.saves / f"{self.team.id}.save").events
        except Refusal as refusal:
            assert refusal.code == "save-missing"  # noqa: PT017  so it is before anybody has come
            kept = []
        assert kept[: len(self.events)] == self.events
        assert [row["seq"] for row in kept] == list(range(1, len(kept) + 1))
        self.events = kept

    def testify(self) -> None:
        """After a kill."""
        self.look()
        texts = [row["text"] for row in self.events if row["kind"] == "noted"]
        assert set(self.notes) <= set(texts)
        assert len(texts) == len(set(texts)), "a note was kept twice"
        solved = [row["kind"] for row in self.events].count("solved")
        assert solved <= 1
        assert solved or not self.is_solved


@dataclass
class Bots:
    """Two players of a team: one writes, the other sees it, and knows the answer."""

    witness: Witness
    numbers: Iterator[int] = field(default_factory=count)

    async def play(self, port: int) -> None:
        """Until the host is gone."""
        code = self.witness.team.code
        with suppress(*GONE):
            ann = await sit_down(port, code, "Ann", (140, 40))
            ben = await sit_down(port, code, "Ben", (140, 40))
            await ann.press("n")
            if all(row["kind"] != "solved" for row in self.witness.events):
                await self._solve(ben)
            while True:
                note = f"note {next(self.numbers):05}"
                await ann.press(f"{note}{ENTER}")
                await ben.shows(note)
                self.witness.notes.append(note)
                self.witness.look()

    async def _solve(self, line: Sitter) -> None:
        right = self.witness.event.sheet(self.witness.team).locks["t0"].answers[0][0]
        await line.press("a")
        await line.press(f"\x15{right}{ENTER}")
        await line.shows("In the file now")
        self.witness.is_solved = True


def has_more(one: Bots, before: int) -> bool:
    return len(one.witness.notes) > before


async def test_a_host_that_is_killed_at_any_moment_has_lost_nothing_that_was_acknowledged(
    event: DealFolder, tmp_path: Path
) -> None:
    dice = random.Random(11)
    bots = [Bots(Witness(event, team)) for team in event.teams]
    with hosting(event.path, tmp_path / "host.log") as host:
        for number in range(ROUNDS):
            before = [len(one.witness.notes) for one in bots]
            playing = [asyncio.create_task(one.play(host.port)) for one in bots]
            if number % 4 < 3:  # else while they come in
                await until(lambda: all(has_more(*pair) for pair in zip(bots, before, strict=True)), 40, str)  # noqa: B023
            await asyncio.sleep(dice.uniform(0, 1.5))
            host.kill()
            await asyncio.wait_for(asyncio.gather(*playing), 60)
            for one in bots:
                one.witness.testify()
            await asyncio.to_thread(host.begin)
    for one in bots:
        assert len(one.witness.notes) >= 3 * ROUNDS // 4
    hall = Hall(event)
    for one in bots:
        play = hall.room(one.witness.team.id).sit("Ann", Chair())
        assert play.status().notices == ()
        assert play.lock("t0").solved
        assert set(one.witness.notes) <= {note.text for note in play.notes()}
    hall.close("")
    assert "Traceback" not in host.said


async def test_a_second_host_of_one_folder_says_so_and_disturbs_nobody(event: DealFolder, tmp_path: Path) -> None:
    """So two processes cannot both file a team's answers; what two tables of one store do is `test_once`'s."""
    with hosting(event.path, tmp_path / "host.log") as host:
        line = await sit_down(host.port, event.teams[0].code, "Ann")
        second = RealHost(event.path, tmp_path / "second.log")
        with pytest.raises(AssertionError, match="One folder, one host: stop the other one first"):
            await asyncio.to_thread(second.begin)
        assert not second.is_alive
        assert await line.repaints() < 5
        line.hang_up()
