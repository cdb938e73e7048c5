"""A log of turnstiles whose clocks do not agree: one pass cannot have been at both of two doors in time."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from casefile.kinds.alibi_building import Building, draw_building
from casefile.kinds.alibi_params import FASTEST, AlibiParams
from casefile.kinds.riddle import minute_of

UNCORRECTED, TIGHT = 3, 2
"""Steps that only the clocks make impossible, and steps that take just the minutes that there are."""
_ENOUGH = 12
"""Minutes to spare on a step that nobody would look at twice."""
_FAR = 6
"""Minutes that the impossible step would take, at the least: two doors that are not beside each other."""
_BRISK = 4
"""Every so many steps one is brisk, and possible either way."""
_TRIES = 40


class Step(Enum):
    """How somebody goes from one turnstile to the next."""

    EASY = auto()
    BRISK = auto()
    TIGHT = auto()
    UNCORRECTED = auto()
    """Looks impossible by the clocks as they stand."""
    DIRECT = auto()
    """Looks impossible to whoever takes the lift."""
    TWICE = auto()
    """Is impossible, and does not look it by the clocks as they stand."""


_FITS: Mapping[Step, Callable[[int, int, int, int], bool]] = {
    Step.EASY: lambda gap, shown, need, direct: min(gap, shown) >= max(need, direct) + _ENOUGH,
    Step.BRISK: lambda gap, shown, need, direct: min(gap, shown) > need and gap >= direct,
    Step.TIGHT: lambda gap, shown, need, direct: gap == need == direct and shown >= need,
    Step.UNCORRECTED: lambda gap, shown, need, direct: shown < need < gap and shown != 0 and gap >= direct,
    Step.DIRECT: lambda gap, shown, need, direct: need < min(gap, shown) and gap < direct,
    Step.TWICE: lambda gap, shown, need, direct: 2 <= gap <= need - 2 and shown > need == direct >= _FAR,
}
"""Which minutes make a step, by the minutes that it takes, that the clocks show and that the plan asks for."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody goes through a turnstile."""

    holder: int
    minute: int
    """Of the day, in truth."""
    door: int


Pair = tuple[Passage, Passage]
"""Two passages of one pass, the earlier one first."""


@dataclass(frozen=True, slots=True)
class Log:
    """All passages, and what is to be found in them."""

    building: Building
    fast: tuple[int, ...]
    """Minutes by which the clock of each door is ahead."""
    passages: tuple[Passage, ...]
    twice: Pair
    tight: tuple[Pair, ...]
    direct: Pair

    def shown(self, passage: Passage) -> int:
        """The minute that the turnstile noted."""
        return passage.minute + self.fast[passage.door]

    @property
    def uncorrected(self) -> tuple[Pair, ...]:
        """What looks impossible by the clocks as they stand, in the order in which they note it."""
        walk = self.building.walk
        pairs = consecutive(self.passages, self.shown)
        return tuple(
            (one, other) for one, other in pairs if self.shown(other) - self.shown(one) < walk[one.door][other.door]
        )

    @property
    def is_fair(self) -> bool:
        """Whether nothing else is impossible, by whichever clocks and however the passages of a pass are paired."""
        walk = self.building.walk
        lasting = [
            (one, other)
            for mine in by_holder(self.passages)
            for at, one in enumerate(mine)
            for other in mine[at + 1 :]
            if other.minute - one.minute < walk[one.door][other.door]
        ]
        clocks = {(passage.holder, self.shown(passage)) for passage in self.passages}
        told = [self.twice, self.twice[::-1], self.direct, *self.tight, *self.uncorrected]
        return (
            lasting == [self.twice]
            and len(clocks) == len(self.passages)
            and len(self.uncorrected) == UNCORRECTED
            and self.twice in consecutive(self.passages, self.shown)
            and len({(one.holder, one.door, other.door) for one, other in told}) == len(told)
        )


def by_holder(passages: Iterable[Passage]) -> list[list[Passage]]:
    """The passages of each pass, in the order in which they are given."""
    found: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        found[passage.holder].append(passage)
    return list(found.values())


def consecutive(passages: Iterable[Passage], clock: Callable[[Passage], int]) -> list[Pair]:
    """Passages of one pass that follow each other by some clock."""
    return [pair for mine in by_holder(passages) for pair in pairwise(sorted(mine, key=clock))]


def draw_log(listed: AlibiParams, guilty: int, stream: random.Random) -> Log | None:
    """Draw a building, its clocks and what they noted; None where chance has made it unfair.

    Args:
        listed: What was asked for.
        guilty: The holder, by number, whose pass is in two hands.
        stream: Whatever is drawn.
    """
    building = draw_building(len(listed.doors), stream)
    if building is None:
        return None
    fast = _draw_clocks(len(listed.doors), stream)
    steps = list(_draw_steps(len(listed.passes), listed.passages, guilty, stream))
    span = (minute_of(listed.hours[0]), minute_of(listed.hours[1]))
    walks = [_Walker(building, fast, span, holder, stream).walk(mine) for holder, mine in enumerate(steps)]
    if not all(walks):
        return None
    kinds: defaultdict[Step, list[Pair]] = defaultdict(list)
    for mine, walk in zip(steps, walks, strict=True):
        for step, pair in zip(mine, pairwise(walk), strict=True):
            kinds[step].append(pair)
    log = Log(
        building,
        fast,
        tuple(passage for walk in walks for passage in walk),
        kinds[Step.TWICE][0],
        tuple(kinds[Step.TIGHT]),
        kinds[Step.DIRECT][0],
    )
    return log if log.is_fair else None


def _draw_clocks(doors: int, stream: random.Random) -> tuple[int, ...]:
    """Two clocks are right; of the others half are fast."""
    wrong = [stream.randint(2, FASTEST) * (-1 if at % 2 else 1) for at in range(doors - 2)]
    return tuple(stream.sample([0, 0, *wrong], doors))


def _draw_steps(holders: int, passages: int, guilty: int, stream: random.Random) -> Iterator[list[Step]]:
    """The steps of each holder; on either side of the impossible one there is time enough."""
    each, more = divmod(passages, holders)
    others = [holder for holder in range(holders) if holder != guilty]
    longer = {guilty, *stream.sample(others, more - 1 if more else 0)}
    counts = [each - 1 + (holder in longer and bool(more)) for holder in range(holders)]
    planted = [*[Step.UNCORRECTED] * UNCORRECTED, *[Step.TIGHT] * TIGHT, Step.DIRECT]
    planted += [Step.BRISK] * (sum(counts) // _BRISK)
    rest = [*planted, *[Step.EASY] * (sum(counts) - 3 - len(planted))]
    stream.shuffle(rest)
    for holder, count in enumerate(counts):
        own = 3 if holder == guilty else 0
        mine = [rest.pop() for _ in range(count - own)]
        at = stream.randint(0, len(mine))
        yield [*mine[:at], *[Step.EASY, Step.TWICE, Step.EASY][:own], *mine[at:]]


@dataclass(frozen=True, slots=True)
class _Walker:
    """Somebody who has to get through an evening of steps."""

    building: Building
    fast: Sequence[int]
    span: tuple[int, int]
    holder: int
    stream: random.Random

    def walk(self, steps: Sequence[Step]) -> list[Passage]:
        """Passages with such steps between them; none where the doors or the hours do not allow it."""
        begins, ends = self.span
        for _ in range(_TRIES):
            way = self._way(steps)
            if way and way[-1][0] <= ends - begins:
                start = self.stream.randint(begins, ends - way[-1][0])
                return [Passage(self.holder, start + minute, door) for minute, door in way]
        return []

    def _way(self, steps: Sequence[Step]) -> list[tuple[int, int]]:
        """Minutes from the first passage on, and doors."""
        doors = range(len(self.fast))
        way = [(0, self.stream.choice(doors))]
        longest = (self.span[1] - self.span[0]) // max(len(steps), 1)
        for step in steps:
            minute, door = way[-1]
            found = [(gap, other) for other in doors if other != door for gap in self._gaps(step, door, other, longest)]
            if not found:
                return []
            gap, other = self.stream.choice(found)
            way.append((minute + gap, other))
        return way

    def _gaps(self, step: Step, one: int, other: int, longest: int) -> list[int]:
        """The minutes that such a step may take between two doors."""
        need, direct = self.building.walk[one][other], self.building.direct(one, other)
        gaps = range(1, need + _ENOUGH + longest if step is Step.EASY else need + FASTEST)
        later = self.fast[other] - self.fast[one]
        return [gap for gap in gaps if _FITS[step](gap, gap + later, need, direct)]
