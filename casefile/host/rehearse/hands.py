"""What the hands of a team of bots do: by keys, over SSH, and looking at the save for what came of it."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import asyncssh

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from casefile.host.rehearse.figures import Figures, Spans
    from casefile.host.rehearse.mirror import Mirror
    from casefile.host.rehearse.player_line import PlayerLine
    from casefile.session.views import LockView

NAMES = ("Ada", "Ben", "Cora", "Dev", "Ema", "Finn")
ENTER, ESCAPE, TAB, HOME, DOWN, RIGHT, DELETE, EMPTY = (
    *("\r", "\x1b[27u", "\t", "\x1b[H", "\x1b[B", "\x1b[C", "\x7f", "\x15"),
)
"""Escape is sent as terminals with Kitty's keys send it: a bare one and the next key in one packet are another key."""
GONE = (OSError, asyncssh.Error, TimeoutError)
"""What a lost or refused connection looks like."""
_ON_DISK = 10.0
"""Seconds within which an answer must be on disk."""
SITS = 20.0
"""Seconds within which whoever has given his name sits at his desk."""
_RUNGS = 4


@dataclass(frozen=True, slots=True)
class Habits:
    """How bots play."""

    spread: float = 0.45
    """Sigma of the lognormal that a lock's minutes are drawn from."""
    reading: float = 0.7
    """Minutes at a paper."""
    wrong: float = 0.5
    """Chance of one more wrong answer, before each right one."""
    hint: float = 0.25
    """Chance that a hint is asked for, at each lock."""
    asks: float = 0.15
    """Chance that the game master is asked, at each lock."""
    stuck: float = 0.08
    """Chance that every hint is, and the lock opened only if they give the answer."""
    lost: float = 0.1
    """Chance that a player's line is lost, at each lock."""
    late: float = 0.15
    """Share of players who come later, up to twenty minutes."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What all teams share."""

    port: int
    speed: float
    until: float
    """By `perf_counter`."""
    players: int
    figures: Figures
    door: asyncio.Semaphore
    """Who is on the way in; a host lets so many come at once, and a rehearsal is in a hurry."""
    habits: Habits = Habits()

    async def pass_minutes(self, minutes: float) -> None:
        """Let so many minutes of the play go by, or what is left of it."""
        await asyncio.sleep(max(0.0, min(60 * minutes / self.speed, self.until - perf_counter())))

    @property
    def is_over(self) -> bool:
        """The time is up."""
        return perf_counter() >= self.until


async def comes(has_come: Callable[[], bool], seconds: float) -> bool:
    """Look until something has come; whether it has, within that time."""
    until = perf_counter() + seconds
    while perf_counter() < until:
        if has_come():
            return True
        await asyncio.sleep(0.005)
    return False


class Hands:
    """What a team can do at its terminals."""

    def __init__(self, evening: Evening, mirror: Mirror, seed: str) -> None:
        self._evening, self._mirror = evening, mirror
        self._figures, self._habits = evening.figures, evening.habits
        self._dice = random.Random(seed)  # noqa: S311  dice, not secrets
        self._lines: dict[str, PlayerLine] = {}
        self._names = NAMES[: evening.players]
        self._drawn: set[str] = set()
        self._done: set[tuple[str, ...]] = set()

    # Lines and the save

    def _anybody(self) -> PlayerLine:
        if not self._lines:
            raise ConnectionResetError("nobody is at the table")
        return self._lines[self._dice.choice(sorted(self._lines))]

    async def _comes(self, has_come: Callable[[], bool], seconds: float) -> bool:
        """Watch the save until something is there."""
        seen = -1

        def has_changed() -> bool:
            nonlocal seen
            self._mirror.look()
            before, seen = seen, len(self._mirror.events)
            return seen != before

        return await comes(lambda: has_changed() and has_come(), seconds)

    async def _moves_on(self, before: int, seconds: float) -> bool:
        """Watch the save until it has more events than before."""
        return await self._comes(self._has_more(before), seconds)

    def _has_more(self, before: int) -> Callable[[], bool]:
        return lambda: len(self._mirror.events) > before

    # Answers

    async def _try(self, lock: LockView, answer: Sequence[str]) -> None:
        if lock.form == "board":
            await self._sign(lock, answer)
            return
        line, before = self._anybody(), len(self._mirror.events)
        await line.press(ESCAPE)
        await line.press("a", paints=True)
        for at, text in enumerate(answer):
            await line.press((EMPTY if at == 0 else TAB + EMPTY) + text, paints=True)
        await self._enter(line, before, lock.name)
        await line.press(ESCAPE)

    async def _enter(self, line: PlayerLine, before: int, lock: str) -> None:
        """Hand an answer in, and see how soon it is on disk."""
        is_there = lambda: any(event.get("lock") == lock for event in self._mirror.events[before:])  # noqa: E731
        await self._brings(line.press(ENTER, paints=True), is_there, self._figures.guesses)

    async def _brings(
        self,
        press: Coroutine[None, None, None],
        is_there: Callable[[], bool],
        spans: Spans,
        *,
        within: float = _ON_DISK,
    ) -> bool:
        """Press a key and write down how soon what it brings is in the save; whether it came within the time."""
        began = perf_counter()
        pressed = asyncio.create_task(press)
        if has_come := await self._comes(is_there, within):
            spans.add((perf_counter() - began) * 1000)
        await pressed
        return has_come

    async def _sign(self, lock: LockView, answer: Sequence[str]) -> None:
        """Fill a form from the card index and sign it; where there is company, two of them do."""
        for line in list(self._lines.values()):
            view, cards = self._mirror.play.lock(lock.name), self._mirror.play.cards(lock.name)
            await line.press(ESCAPE)
            await line.press("a", paints=True)
            for _ in view.fields:
                await line.press(DELETE)
                await line.press(RIGHT)
            for field, wanted in zip(view.fields, answer, strict=True):
                bank = [card.id for card in cards if card.bank == field.bank]
                if wanted not in bank:  # it would have come with a paper that nobody has read
                    break
                await line.press(HOME + DOWN * bank.index(wanted))
                await line.press(ENTER)
            is_there = self._has_more(len(self._mirror.events))
            await self._brings(line.press("s", paints=True), is_there, self._figures.guesses)
            await line.press(ESCAPE)
            if self._mirror.play.lock(lock.name).solved:
                return

    # Hints

    async def _hints(self, lock: LockView, *, every: bool) -> None:
        """Ask for a hint, or for all that there are; a team that is stuck with all of them was starved."""
        line = self._anybody()
        await line.press(ESCAPE)
        await line.press("h", paints=True)
        for _ in range(40 if every else 1):
            open_steps = [step for step in self._mirror.play.steps(lock.name) if step.more]
            if not open_steps or self._evening.is_over:
                break
            before = len(self._mirror.events)
            is_last = len(open_steps[0].rungs) >= _RUNGS - 1
            await line.press(ENTER)
            await line.press(DOWN + ENTER if is_last else ENTER)
            if not await self._moves_on(before, 3.0):
                break
            self._figures.acts["took a hint"] += 1
        await line.press(ESCAPE)
        steps = self._mirror.play.steps(lock.name)
        is_spent = all(not step.more for step in steps)
        if every and is_spent and not any(step.done or len(step.rungs) == _RUNGS for step in steps):
            self._figures.starved[lock.name] += 1

    async def _ask_host(self, lock: LockView) -> None:
        """Ask the game master, and go on; what comes of it is seen in the save."""
        line, before = self._anybody(), len(self._mirror.events)
        await line.press(ESCAPE)
        await line.press("h", paints=True)
        await line.press("t", paints=True)
        await line.press(f"What are we missing in {lock.title}?"[:60], paints=True)
        await line.press(ENTER)  # to what it is about, which is right as it is
        await line.press(ENTER)
        self._figures.acts["asked the game master"] += await self._moves_on(before, 3.0)
        await line.press(ESCAPE)
