"""Notes of a round: counts that leave one round, and sites in blocks that have no count."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casefile.kinds.lattice_loops import Block, Round, Town, draw_round
from casefile.kinds.lattice_params import INSIDE, SITES
from casefile.kinds.lattice_reason import reason

_SHARE = 0.5
_LEAST = 0.4
"""Share of the blocks that a round shuts in: about so many, and not fewer."""
_NOUGHTS = 5
"""At most one count in so many is a nought."""
_PICKS = 20
_THREE = 3


@dataclass(frozen=True, slots=True)
class Notes:
    """A round, what somebody noted of it, and the sites."""

    round: Round
    counts: Mapping[Block, int]
    sites: tuple[Block, ...]
    """In the order of their letters: as one reads."""

    @property
    def inside(self) -> tuple[int, ...]:
        """The sites that the round shuts in."""
        return tuple(number for number, site in enumerate(self.sites) if site in self.round.inside)

    @property
    def passed(self) -> tuple[int, ...]:
        """The sites that it goes by."""
        counts = self.round.counts()
        return tuple(number for number, site in enumerate(self.sites) if counts[site])

    @property
    def targets(self) -> tuple[int, ...]:
        """The sites that it passes on three sides."""
        counts = self.round.counts()
        return tuple(number for number, site in enumerate(self.sites) if counts[site] == _THREE)

    @property
    def outside(self) -> tuple[int, ...]:
        """The sites that it leaves out."""
        return tuple(number for number in range(len(self.sites)) if number not in self.inside)

    @property
    def is_fair(self) -> bool:
        """Whether it has one target, and neither too few sites nor those that a slip would name as well."""
        fits = len(self.targets) == 1 and len(self.inside) in INSIDE
        return fits and self.passed not in (self.inside, self.outside)


def draw_notes(town: Town, left: int, stream: random.Random) -> Notes | None:
    """Draw a round, notes that leave it with so many counts, and its sites; None if they are not fair."""
    drawn = draw_round(town, _SHARE, stream)
    counts = drawn.counts()
    threes = [block for block in town.blocks if counts[block] == _THREE]
    if len(drawn.inside) < _LEAST * len(town.blocks) or not threes:
        return None
    target = stream.choice(threes)
    others = [block for block in town.blocks if block != target]
    kept = _thin(town, counts, [target], len(counts) - 1, stream)
    if len(kept) == len(counts):
        return None
    kept = _thin(town, kept, others, left, stream)
    free = [block for block in others if block not in kept and counts[block] != _THREE]
    if len(kept) > left or len(free) < SITES - 1 or _is_dull(kept):
        return None
    for _ in range(_PICKS):
        notes = Notes(drawn, kept, tuple(sorted([target, *stream.sample(free, SITES - 1)])))
        if notes.is_fair:
            return notes
    return None


def draw_another(town: Town, sites: tuple[Block, ...], left: int, stream: random.Random) -> Notes | None:
    """Draw another round among the same sites, and its notes; None if they are not fair."""
    drawn = draw_round(town, _SHARE, stream)
    counts = {block: count for block, count in drawn.counts().items() if block not in sites}
    notes = Notes(drawn, counts, sites)
    if len(drawn.inside) < _LEAST * len(town.blocks) or not notes.is_fair or not reason(town, counts).rounds:
        return None
    kept = _thin(town, counts, list(counts), left, stream)
    return Notes(drawn, kept, sites) if len(kept) == left and not _is_dull(kept) else None


def _is_dull(counts: Mapping[Block, int]) -> bool:
    """Whether so many blocks were not gone by at all that nothing is left to reason about."""
    return list(counts.values()).count(0) * _NOUGHTS > len(counts)


def _thin(
    town: Town, counts: Mapping[Block, int], blocks: Sequence[Block], left: int, stream: random.Random
) -> dict[Block, int]:
    """Strike out counts of such blocks until so many are left, as long as reason alone finds the round."""
    kept = dict(counts)
    for block in stream.sample(blocks, len(blocks)):
        if len(kept) == left:
            break
        fewer = {other: count for other, count in kept.items() if other != block}
        if reason(town, fewer).rounds:
            kept = fewer
    return kept
