"""The clue code: which clue excludes whom.

Suspects by clues is a 0/1 matrix, 1 for "this clue excludes this suspect".

* The mole's row is empty. Every other row has at least `exclusions` (3) ones, in clues of at least `families` (2)
  families. So the mole's row differs from every other in three places or more: any two clues may be missed and he
  is still the only one whom nothing excludes; and if one clue is misread from top to bottom, he has at most one
  contradiction and everybody else at least two.
* A clue excludes between `column[0]` and `column[1]` suspects (1 to 4 of 8).
* After each act of the corridor the number of those whom nothing excludes yet lies in that act's band
  (5-7, 3-5, 2-3, 1 of 8 after acts I to IV), and the decoy is among them until the last act.

The matrix is built row by row and drawn again until the columns fit: for eight suspects and twelve clues sixteen
tries and about a millisecond a seed, on average.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casefile.source.world_file import ClueEntry, WorldFile

TRIES = 5_000


class NoCode(Exception):  # noqa: N818  it is told to the author as a Problem
    """The numbers of `world.toml` leave no code, or too few to find one."""


@dataclass(frozen=True, slots=True)
class Code:
    """A clue code."""

    excluded: dict[str, tuple[str, ...]]
    """Clue to the suspects whom it excludes, in roll order."""
    survivors: dict[str, tuple[str, ...]]
    """Act to the suspects whom no clue up to its end excludes, in roll order."""


def deal_code(world: WorldFile, mole: str, decoy: str, chance: random.Random) -> Code:
    """Draw a code for this mole and decoy.

    Raises:
        NoCode: None was found in 5,000 tries.
    """
    acts = [stage.act for stage in world.corridor]
    by_act = {act: [clue for clue in world.clues if clue.act == act] for act in acts}
    innocents = [name for name in world.roll if name != mole]
    for _ in range(TRIES):
        exits = _exits(world, innocents, decoy, chance)
        rows = {name: _row(world, acts, by_act, exits[name], chance) for name in innocents if name in exits}
        if len(rows) == len(innocents) and all(rows.values()) and _columns_fit(world, rows):
            return _code(world, rows)
    raise NoCode(f"no clue code was found in {TRIES:,} tries; widen the corridor or the columns, or add clues.")


def _exits(world: WorldFile, innocents: Sequence[str], decoy: str, chance: random.Random) -> Mapping[str, int]:
    """For every innocent the index of the act that first excludes him, so that the corridor holds."""
    others = [name for name in innocents if name != decoy]
    chance.shuffle(others)
    last = len(world.corridor) - 1
    exits = {decoy: last}
    alive = len(world.roll)
    for index, stage in enumerate(world.corridor):
        # Before the last act the mole and the decoy are always among the survivors.
        least = max(stage.least, 1 if index == last else 2)
        most = min(stage.most, alive)
        if least > most:
            return {}
        leaving = alive - chance.randint(least, most)
        if index == last:
            leaving -= 1
        exits |= {others.pop(): index for _ in range(min(leaving, len(others)))}
        alive = len(others) + (1 if index == last else 2)
    return exits


def _row(
    world: WorldFile, acts: Sequence[str], by_act: Mapping[str, list[ClueEntry]], first: int, chance: random.Random
) -> tuple[str, ...]:
    """The clues that exclude somebody, the earliest of them in the act with this index; empty if none fit."""
    start = by_act[acts[first]]
    later = [clue for act in acts[first + 1 :] for clue in by_act[act]]
    weight = world.exclusions + chance.choice((0, 0, 1))
    if not start or len(start) + len(later) < world.exclusions:
        return ()
    sure = chance.choice(start)
    rest = [clue for clue in (*start, *later) if clue is not sure]
    picked = [sure, *chance.sample(rest, min(weight - 1, len(rest)))]
    if len({clue.family for clue in picked}) < world.families:
        return ()
    return tuple(clue.id for clue in picked)


def _columns_fit(world: WorldFile, rows: Mapping[str, tuple[str, ...]]) -> bool:
    least, most = world.column
    counts = {clue.id: 0 for clue in world.clues}
    for row in rows.values():
        for clue in row:
            counts[clue] += 1
    return all(least <= count <= most for count in counts.values())


def _code(world: WorldFile, rows: Mapping[str, tuple[str, ...]]) -> Code:
    excluded = {clue.id: tuple(name for name in world.roll if clue.id in rows.get(name, ())) for clue in world.clues}
    gone: set[str] = set()
    survivors: dict[str, tuple[str, ...]] = {}
    for stage in world.corridor:
        gone.update(*(excluded[clue.id] for clue in world.clues if clue.act == stage.act))
        survivors[stage.act] = tuple(name for name in world.roll if name not in gone)
    return Code(excluded, survivors)
