"""A list of calls with one habit hidden in it: after every call of one pair another follows at once."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

WITHIN = 3
"""Minutes within which the cut-out rings."""
LEAST = 4
"""Calls of a pair from which on they are a habit."""
FEWEST, MOST = 4, 6
"""How often the known lines talk."""
_GAP = 25
"""Minutes between two of their calls, at the least."""
_NUMBERS = 34
_KNOWN_BEFORE = 3
"""Known lines that have a part: one that rings too early, one that rings too late, one that the first rings."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Call:
    """A line of the list."""

    minute: int
    caller: str
    called: str
    seconds: int

    @property
    def pair(self) -> Pair:
        """Who rang whom."""
        return self.caller, self.called


@dataclass(frozen=True, slots=True)
class Calls:
    """The list, and who is who in it."""

    records: tuple[Call, ...]
    numbers: tuple[str, ...]
    caller: str
    called: str
    cutout: str
    rung: str
    before: str
    """Rings somebody before every call of the known lines, and at other times."""
    late: str
    """Rings the same number as the cut-out, after some minutes more."""
    known: tuple[str, ...]
    """Numbers with a name, beside the two known lines."""
    bells: tuple[tuple[int, int], ...]
    """When the known lines talked, and when the cut-out rang."""

    @property
    def frequent(self) -> tuple[str, ...]:
        """Those who ring most often, none of those who have a part."""
        parts = {self.caller, self.called, self.cutout, self.rung, self.before, self.late}
        often = Counter(call.caller for call in self.records if call.caller not in parts)
        return tuple(number for number, _ in often.most_common(2))


def draw_calls(count: int, span: tuple[int, int], known: int, stream: random.Random) -> Calls | None:
    """Draw a list of so many calls; None where chance has made a second habit."""
    numbers = _draw_numbers(stream)
    caller, called, cutout, rung, before, late, friend, *others = numbers
    bells = _draw_bells(span, stream)
    if bells is None:
        return None
    records = []
    for at, after in bells:
        records += [
            Call(at, caller, called, stream.randint(50, 400)),
            Call(after, cutout, rung, stream.randint(3, 9)),
            Call(at - stream.randint(1, 2), before, friend, _seconds(stream)),
            Call(at + stream.randint(WITHIN + 4, WITHIN + 7), late, rung, _seconds(stream)),
        ]
    near = {at + by for at, _ in bells for by in range(-4, 9)}
    apart = [minute for minute in range(*span) if minute not in near]
    records += [Call(minute, before, friend, _seconds(stream)) for minute in stream.sample(apart, 2)]
    records += _chatter(count - len(records), span, numbers, (caller, called, cutout, rung), stream)
    records.sort(key=lambda call: (call.minute, call.caller))
    calls = Calls(
        tuple(records), numbers, caller, called, cutout, rung, before, late,
        (before, late, friend, *others[: known - _KNOWN_BEFORE]), bells,
    )  # fmt: skip
    return calls if _is_clean(calls) else None


def motifs(records: Sequence[Call], within: int) -> tuple[set[str], int]:
    """Who rings one number after every call of some pair; and how many pairs of pairs were tried."""
    often = Counter(call.pair for call in records)
    found, tried = set(), 0
    for pair, times in often.items():
        if times >= LEAST:
            answered = Counter(
                answer for call in records if call.pair == pair for answer in _after(records, call, within)
            )
            found |= {caller for (caller, _), count in answered.items() if count == times}
            tried += len(often) - 1
    return found, tried


def _after(records: Sequence[Call], call: Call, within: int) -> set[Pair]:
    """Other pairs that talk within so many minutes of a call, in the same minute too."""
    return {other.pair for other in records if 0 <= other.minute - call.minute <= within and other.pair != call.pair}


def _is_clean(calls: Calls) -> bool:
    """Whether nobody else follows the known lines more than once, or stands on the list as often in another way."""
    pair = (calls.caller, calls.called)
    followed = Counter(
        answer for call in calls.records if call.pair == pair for answer in _after(calls.records, call, WITHIN + 1)
    )
    others = [count for answer, count in followed.items() if answer != (calls.cutout, calls.rung)]
    own = Counter(call.pair for call in calls.records)
    return (
        max(others, default=0) <= 1
        and own[pair] == own[calls.cutout, calls.rung] == own[calls.late, calls.rung] == len(calls.bells)
        and motifs(calls.records, WITHIN + 1)[0] == {calls.cutout}
    )


def _draw_numbers(stream: random.Random) -> tuple[str, ...]:
    """Numbers of which no two differ in one figure only."""
    numbers: list[str] = []
    while len(numbers) < _NUMBERS:
        number = str(stream.randint(2_000_000, 9_999_999))
        if all(sum(one != other for one, other in zip(number, known, strict=True)) > 1 for known in numbers):
            numbers.append(number)
    return tuple(numbers)


def _draw_bells(span: tuple[int, int], stream: random.Random) -> tuple[tuple[int, int], ...] | None:
    """When the known lines talk, well apart, and when the cut-out rings; never at the end of the limit."""
    times = sorted(stream.sample(range(span[0] + 5, span[1] - 15), stream.randint(FEWEST, MOST)))
    if any(after - before < _GAP for before, after in pairwise(times)):
        return None
    return tuple((at, at + stream.randint(1, WITHIN - 1)) for at in times)


def _chatter(
    count: int, span: tuple[int, int], numbers: Sequence[str], parts: Sequence[str], stream: random.Random
) -> Iterator[Call]:
    """Everybody else's calls: habits of a few pairs, some calls of those who have a part, and chance."""
    caller, called, cutout, rung = parts
    others = list(numbers[7:])
    pairs = [tuple(stream.sample(others, 2)) for _ in range(3)]
    pairs = [pair for pair in pairs for _ in range(stream.randint(4, 6))]
    for one, other in (
        (cutout, ""),
        (cutout, ""),
        (caller, ""),
        (caller, ""),
        ("", called),
        ("", rung),
        (called, caller),
    ):
        pairs.append((one or stream.choice(others), other or stream.choice(others)))
    while len(pairs) < count:
        pairs.append(tuple(stream.sample(numbers if len(pairs) % 4 else others[:8], 2)))
    stream.shuffle(pairs)
    for one, other in pairs[:count]:
        yield Call(stream.randrange(*span), one, other, _seconds(stream))


def _seconds(stream: random.Random) -> int:
    """How long people talk; now and then nobody answers."""
    return stream.randint(3, 12) if stream.random() < 0.15 else round(stream.triangular(20, 700, 70))
