"""A team of bots: they read, think, guess wrong, ask for hints, lose their line and come back, and find the answers.

What they know they have from the team's sheet, and what has come so far from its save; all that they do they do by
keys, over SSH. They take the lock that the desk has in hand, so that no key depends on what a screen says.
"""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING

from casefile.host.rehearse.hands import DOWN, ENTER, ESCAPE, GONE, SITS, TAB, Hands
from casefile.host.rehearse.player_line import PlayerLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casefile.session.views import DecisionView, LockView

_KNOCKS = 20
"""Times that a newcomer puts away what lies on the desk, at the most; each waits half a second for it."""


class Bots(Hands):
    """A team."""

    async def play(self) -> None:
        """Play until the end of the case, or of the time."""
        late = [asyncio.create_task(self._come_late(name)) for name in self._names[1:]]
        began = perf_counter()
        try:
            await self._come(self._names[0])
            began = perf_counter()
            await self._go_through()
        finally:  # whoever fell, or was too slow to be waited for, is counted too
            for task in late:
                task.cancel()
            self._count(perf_counter() - began)
            for line in self._lines.values():
                line.hang_up()

    async def _go_through(self) -> None:
        while not self._evening.is_over:
            try:
                if await self._go_on():
                    break
            except GONE:
                await self._come_back()

    def _count(self, seconds: float) -> None:
        status = self._mirror.play.status()
        if status.ended:
            self._figures.minutes.append(seconds * self._evening.speed / 60)
        self._figures.ends[f"ended {status.ended}" if status.ended else "at work"] += 1
        self._figures.solved.append(sum(lock.solved for lock in self._mirror.play.locks() if lock.form != "request"))

    # Coming and going

    async def _come(self, name: str) -> None:
        evening, patience = self._evening, 5
        while not evening.is_over and patience:
            patience -= 1
            try:
                async with evening.door:
                    line = await PlayerLine.connect(evening.port, self._mirror.team.code, self._figures)
                    await self._sit(line, name)
            except GONE as error:
                self._figures.faults.append(f"{self._mirror.team.id}: {name} was not let in ({error or 'no screen'})")
                await asyncio.sleep(1)
                continue
            self._lines[name] = line
            self._figures.acts["came in"] += 1
            return

    async def _sit(self, line: PlayerLine, name: str) -> None:
        before = len(self._mirror.events)
        is_there = lambda: any(event["by"] == name for event in self._mirror.events[before:])  # noqa: E731
        await line.press(name)  # not counted as keys are: who comes in waits for those who are at work
        if not await self._brings(line.press(ENTER), is_there, self._figures.seats, within=SITS):
            raise TimeoutError("no place at the table")
        await line.press("")  # until the desk is there
        for tries in range(_KNOCKS):  # the introduction, or what went before, comes a little later than the desk
            await line.press(ESCAPE)
            self._mirror.look()
            if tries > 1 and any(paper.is_read for paper in self._mirror.papers()):  # the desk opens the first itself
                break

    async def _come_late(self, name: str) -> None:
        if self._dice.random() < self._habits.late:
            await self._evening.pass_minutes(self._dice.uniform(5, 20))
        await self._come(name)

    async def _come_back(self) -> None:
        for name, line in list(self._lines.items()):
            if not line.is_open:
                del self._lines[name]
                if not self._evening.is_over:
                    self._figures.faults.append(f"{self._mirror.team.id}: the line of {name} was lost")
                    await self._come(name)
        await asyncio.sleep(0.1)

    async def _lose(self, name: str) -> None:
        """Somebody's line goes, and a little later he is back."""
        self._lines.pop(name).hang_up()
        self._figures.acts["lost the line"] += 1
        await self._evening.pass_minutes(self._dice.uniform(0.5, 3))
        await self._come(name)

    # One thing after the other

    async def _go_on(self) -> bool:
        """Do the next thing; True when there is none any more."""
        mirror = self._mirror
        await self._catch_up()
        if mirror.unread():
            await self._read()
        elif mirror.play.status().ended:
            return True
        elif waiting := [decision for decision in mirror.play.decisions() if not decision.chosen]:
            await self._decide(waiting[0])
        elif slips := [lock for lock in mirror.play.locks() if lock.form == "request" and lock.name not in self._drawn]:
            await self._draw(slips[-1])
        elif lock := mirror.in_hand():
            await self._solve(lock)
        else:
            self._figures.dead_ends.append(f"{mirror.team.id}: nothing to do with {len(mirror.events)} events")
            return True
        return False

    async def _catch_up(self) -> None:
        until = perf_counter() + 5
        self._mirror.look()
        while not self._mirror.has_begun and perf_counter() < until:
            await asyncio.sleep(0.05)
            self._mirror.look()

    async def _read(self) -> None:
        line, before = self._anybody(), len(self._mirror.events)
        await line.press("o", paints=True)
        self._figures.acts["opened a paper"] += 1
        if not await self._moves_on(before, 3.0):
            await line.press(ESCAPE)  # something lay over the desk
            return
        await self._evening.pass_minutes(self._dice.expovariate(1 / self._habits.reading) / len(self._names))

    async def _decide(self, decision: DecisionView) -> None:
        """Take one of the ways, whichever: a rehearsal comes to more than one end."""
        await self._evening.pass_minutes(2)
        lines, way = list(self._lines.values()), self._dice.randrange(len(decision.options))
        for line in (*lines, *reversed(lines)):  # whoever is second signs what the first one proposed, and looks twice
            for keys in ("d", DOWN * way + ENTER, DOWN, ENTER):
                await line.press(keys, paints=keys == "d")
            if await self._comes(lambda: self._is_decided(decision.id), 2.0):
                self._figures.acts["decided"] += 1
                return
            await line.press(ESCAPE)
        self._figures.faults.append(f"{self._mirror.team.id}: {decision.id} could not be decided")

    def _is_decided(self, decision: str) -> bool:
        return any(one.id == decision and one.chosen for one in self._mirror.play.decisions())

    async def _draw(self, slip: LockView) -> None:
        """Ask the archive for one paper; others may be drawn at the next slip."""
        self._drawn.add(slip.name)
        answers = self._mirror.sheet.locks[slip.name].answers
        if not answers or self._dice.random() < 0.5:
            return
        line, before = self._anybody(), len(self._mirror.events)
        await line.press("r", paints=True)
        await line.press(self._dice.choice(answers)[0], paints=True)
        await self._enter(line, before, slip.name)
        await line.press(ESCAPE)
        self._figures.acts["asked the archive"] += 1

    # A lock

    async def _solve(self, lock: LockView) -> None:
        evening, habits, dice = self._evening, self._habits, self._dice
        sheet = self._mirror.sheet.locks[lock.name]
        minutes = dice.lognormvariate(0, habits.spread) * sheet.minutes / len(self._names) ** 0.6
        await self._work(minutes * 0.6)
        if dice.random() < habits.lost and self._lines:
            await self._lose(dice.choice(sorted(self._lines)))
        if dice.random() < habits.stuck:
            await self._hints(lock, every=True)
        elif dice.random() < habits.hint:
            await self._hints(lock, every=False)
        elif dice.random() < habits.asks:
            await self._ask_host(lock)
        while dice.random() < habits.wrong and lock.form != "board" and not evening.is_over:
            wrong = [f"wrong {dice.randrange(10_000)}", *sheet.answers[0][1:]]
            if self._mirror.play.lock(lock.name).wait:
                await evening.pass_minutes(0.5)
            await self._try(lock, wrong)
            self._figures.acts["guessed wrong"] += 1
            await self._work(minutes * 0.1)
        await self._work(minutes * 0.3)
        await self._answer(lock, sheet.answers[0])

    async def _work(self, minutes: float) -> None:
        """Think, and leaf through what is there."""
        for _ in range(2):
            await self._evening.pass_minutes(minutes / 2)
            if self._evening.is_over:
                return
            line = self._anybody()
            await line.press(self._dice.choice(("[", " ", "b", TAB)))
        for line in list(self._lines.values()):  # somebody may come in meanwhile
            await line.press(ESCAPE)

    async def _answer(self, lock: LockView, answer: Sequence[str]) -> None:
        for _ in range(3):
            if self._evening.is_over:
                return
            while (wait := self._mirror.play.lock(lock.name).wait) and not self._evening.is_over:
                await self._evening.pass_minutes(wait / 60)
            await self._try(lock, answer)
            if self._mirror.play.lock(lock.name).solved:
                self._figures.acts["opened a lock"] += 1
                return
            await self._evening.pass_minutes(0.5)
            self._mirror.look()
            if self._mirror.play.lock(lock.name).solved:
                return
        if not self._evening.is_over:
            self._figures.faults.append(f"{self._mirror.team.id}: the answer to {lock.name} did not open it")
