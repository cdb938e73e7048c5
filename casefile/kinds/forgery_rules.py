"""House rules of a forgery: what each type demands of a document, and how a forger would break it."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casefile.kinds.riddle import clock

Boxes = Sequence[str]
"""What is written in the boxes of a document; box 1 is the first."""

_NEAR = 3
"""Minutes around a limit in which nothing genuine is written, so that nobody has to argue."""
_CLOCK = re.compile(r"([01]\d|2[0-3])\.([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Demand:
    """A rule with everything that it refers to."""

    box: int
    of: tuple[int, ...] = ()
    """Further boxes that it looks at."""
    low: int = 0
    high: int = 0
    """Minutes of the day; of `after` the least minutes between."""
    shape: str = ""
    column: tuple[tuple[str, str], ...] = ()
    """Rows of the printed table: what it is looked up by, what it says."""
    wrong: tuple[str, ...] = ()
    """Texts or shapes that only look right."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type of rule."""

    slots: tuple[str, ...]
    """What its printed sentence names."""
    others: int
    """How many further boxes it looks at."""
    keeps: Callable[[Demand, Boxes], bool]
    forge: Callable[[Demand, Boxes, random.Random], str]
    """What a forger writes in its box; may by chance still keep the rule."""


def minute(text: str) -> int | None:
    """`HH.MM` as minute of the day; None for anything else."""
    match = _CLOCK.fullmatch(text)
    return int(match[1]) * 60 + int(match[2]) if match else None


def fill(shape: str, stream: random.Random) -> str:
    """Each `#` of a shape becomes a figure."""
    return re.sub("#", lambda _: str(stream.randrange(10)), shape)


def fits(shape: str, text: str) -> bool:
    """Whether a text is of a shape."""
    return bool(re.fullmatch(re.escape(shape).replace(r"\#", r"\d"), text))


def due(demand: Demand, boxes: Boxes) -> str:
    """What the table gives for the box that it is looked up by, or nothing."""
    return dict(demand.column).get(boxes[demand.of[0] - 1], "")


def total(demand: Demand, boxes: Boxes) -> int:
    """The sum of the two boxes; -1 where one is no number."""
    parts = [boxes[number - 1] for number in demand.of]
    return sum(map(int, parts)) if all(part.isdigit() for part in parts) else -1


def is_close(rule: str, demand: Demand, boxes: Boxes) -> bool:
    """Whether a time is so near its limit that the rule could be read either way."""
    now = minute(boxes[demand.box - 1])
    if now is None or rule not in {"window", "after"}:
        return False
    limits = [demand.low, demand.high] if rule == "window" else [_gap_end(demand, boxes)]
    return any(abs(now - limit) < _NEAR for limit in limits)


def _gap_end(demand: Demand, boxes: Boxes) -> int:
    return (minute(boxes[demand.of[0] - 1]) or 0) + demand.low


def _within(demand: Demand, boxes: Boxes) -> bool:
    now = minute(boxes[demand.box - 1])
    return now is not None and demand.low <= now <= demand.high


def _late_enough(demand: Demand, boxes: Boxes) -> bool:
    now, before = minute(boxes[demand.box - 1]), minute(boxes[demand.of[0] - 1])
    return now is not None and before is not None and now - before >= demand.low


def _out_of_shape(demand: Demand, boxes: Boxes, stream: random.Random) -> str:  # noqa: ARG001  one call for all types
    return fill(stream.choice(demand.wrong), stream)


def _from_next_row(demand: Demand, boxes: Boxes, stream: random.Random) -> str:
    """What the table gives for the row above or below."""
    keys = [key for key, _ in demand.column]
    key = boxes[demand.of[0] - 1]
    at = keys.index(key) if key in keys else 0
    return demand.column[(at + stream.choice((-1, 1))) % len(keys)][1]


def _not_listed(demand: Demand, boxes: Boxes, stream: random.Random) -> str:  # noqa: ARG001
    return stream.choice(demand.wrong)


def _out_of_hours(demand: Demand, boxes: Boxes, stream: random.Random) -> str:  # noqa: ARG001
    by = stream.randint(5, 50)
    return clock(stream.choice((max(demand.low - by, 0), min(demand.high + by, 24 * 60 - 1))))


def _too_soon(demand: Demand, boxes: Boxes, stream: random.Random) -> str:
    return clock(max(_gap_end(demand, boxes) - stream.randint(_NEAR + 1, _NEAR + 20), 0))


def _wrong_sum(demand: Demand, boxes: Boxes, stream: random.Random) -> str:
    return str(max(total(demand, boxes) + stream.choice((-10, -2, -1, 1, 2, 10)), 0))


TYPES: Mapping[str, Type] = {
    "shape": Type(("box", "shape"), 0, lambda rule, boxes: fits(rule.shape, boxes[rule.box - 1]), _out_of_shape),
    "table": Type(
        ("box", "column", "of"), 1, lambda rule, boxes: due(rule, boxes) == boxes[rule.box - 1], _from_next_row
    ),
    "listed": Type(
        ("box", "column"), 0, lambda rule, boxes: boxes[rule.box - 1] in {said for _, said in rule.column}, _not_listed
    ),
    "window": Type(("box", "low", "high"), 0, _within, _out_of_hours),
    "after": Type(("box", "of", "minutes"), 1, _late_enough, _too_soon),
    "sum": Type(
        ("box", "of", "plus"), 2, lambda rule, boxes: str(total(rule, boxes)) == boxes[rule.box - 1], _wrong_sum
    ),
}
"""Every type of rule, by its name."""
