"""Two sets that hop from channel to channel by a rule, what else was heard meanwhile, and where they meet."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

LEVELS = (1, 2, 3, 4, 5)
_GAPS = 5
"""Slots of the chart of which there is no record."""
_SOON = 3
"""Slots after the chart in which they do not meet yet."""
_LONG = 1000
"""Slots after which nobody looks for a meeting."""
_BLIPS = (3, 4)
"""Signals in a slot that belong to nothing, at the least and at the most."""


@dataclass(frozen=True, slots=True)
class Hopper:
    """A set: where it begins, and the steps that it takes by turns."""

    first: int
    """Channel in the first slot, from 0."""
    steps: tuple[int, int]
    """Channels up, from 1 to one less than there are; twice the same, or by turns."""
    level: int = 0

    def at(self, slot: int, channels: int) -> int:
        """The channel in a slot; after the last channel comes the first."""
        return (self.first + (slot + 1) // 2 * self.steps[0] + slot // 2 * self.steps[1]) % channels


@dataclass(frozen=True, slots=True)
class Watch:
    """A chart and what is behind it."""

    channels: int
    slots: int
    heard: Mapping[int, Mapping[int, int]]
    """Of each slot of which there is a record: the level on each channel on which something was heard."""
    sets: tuple[Hopper, Hopper]
    steady: tuple[int, int]
    """Channel and level of what never hops."""

    @property
    def meetings(self) -> Iterator[tuple[int, int]]:
        """Slots and channels in which both are in one place."""
        one, other = self.sets
        for slot in range(_LONG):
            if one.at(slot, self.channels) == other.at(slot, self.channels):
                yield slot, one.at(slot, self.channels)

    def meeting_past_nought(self) -> tuple[int, int] | None:
        """Where they meet for whoever counts a channel 0 between the last and the first."""
        last, around = self.slots - 1, self.channels + 1
        at = [one.at(last, self.channels) + 1 for one in self.sets]
        for slot in range(last, last + 2 * around):
            at = [
                (here + signed(one.steps[slot % 2], self.channels)) % around
                for here, one in zip(at, self.sets, strict=True)
            ]
            if at[0] == at[1]:
                return (slot + 1, at[0] - 1) if at[0] else None
        return None


def signed(step: int, channels: int) -> int:
    """A step the shorter way round: upwards, or downwards if negative."""
    return step if 2 * step <= channels else step - channels


def draw_watch(channels: int, slots: int, ahead: int, *, alternates: bool, stream: random.Random) -> Watch | None:
    """Draw two sets that meet within so many slots after the chart, and not before; None if nothing fair comes out."""
    levels = stream.sample(LEVELS, 3)
    sets = (_draw_set(channels, levels[0], 2 if alternates else 1, stream), _draw_set(channels, levels[1], 1, stream))
    records = _records(slots, stream)
    steady = (stream.randrange(channels), levels[2])
    if len({steps for one in sets for steps in one.steps}) < (3 if alternates else 2):
        return None
    heard = {slot: _heard(channels, sets, steady, slot, stream) for slot in records}
    watch = Watch(channels, slots, heard, sets, steady)
    meetings = [slot for slot, _ in watch.meetings][:2]
    if len(meetings) < 2 or not slots + _SOON <= meetings[0] < slots + ahead:
        return None
    return watch


def _draw_set(channels: int, level: int, steps: int, stream: random.Random) -> Hopper:
    drawn = stream.sample(range(2, channels - 1), steps)
    return Hopper(stream.randrange(channels), (drawn[0], drawn[-1]), level)


def _records(slots: int, stream: random.Random) -> list[int]:
    """Slots of which there is a record; the first two and the last two are among them."""
    gaps = stream.sample(range(2, slots - 2), _GAPS)
    return [slot for slot in range(slots) if slot not in gaps]


def _heard(
    channels: int, sets: Sequence[Hopper], steady: tuple[int, int], slot: int, stream: random.Random
) -> dict[int, int]:
    """Levels by channel; a set is heard even where something else is."""
    free = stream.sample(range(channels), stream.randint(*_BLIPS))
    heard = {channel: stream.choice(LEVELS) for channel in free} | {steady[0]: steady[1]}
    heard |= {one.at(slot, channels): one.level for one in sets}
    return dict(sorted(heard.items()))


def fitting(watch: Watch, *, alternates: bool) -> tuple[list[Hopper], int]:
    """Every rule whose channel is heard in every slot of which there is a record, at whatever level, and the tries."""
    channels, found, tried = watch.channels, [], 0
    for first, step in product(range(channels), repeat=2):
        for second in range(channels) if alternates else (step,):
            tried += 1
            rule = Hopper(first, (step, second))
            if any(rule.steps) and all(rule.at(slot, channels) in heard for slot, heard in watch.heard.items()):
                found.append(rule)
    return found, tried
