"""From a seed to the hidden world."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casefile.source.world_file import Drawn, WorldFile
from casefile.world.code import Code, deal_code
from casefile.world.records import register
from casefile.world.stream import stream

Seed = str | bytes


@dataclass(frozen=True, slots=True)
class World:
    """What is true in one deal of a case."""

    mole: str
    decoy: str
    people: dict[str, dict[str, Any]]
    """The suspects in roll order, each with what the cast and the world file say."""
    variables: dict[str, Any]
    code: Code
    clues: dict[str, dict[str, Any]]
    """Clue to its facts; see `casefile.world.records.register`."""

    @property
    def facts(self) -> dict[str, Any]:
        """The world as templates see it."""
        return {
            **self.variables,
            "mole": self.mole,
            "decoy": self.decoy,
            "suspects": list(self.people.values()),
            "suspect": self.people,
            "clues": self.clues,
            "survivors": {act: list(names) for act, names in self.code.survivors.items()},
        }


def deal(world: WorldFile, cast: Mapping[str, Mapping[str, Any]], seed: Seed, *, mole: str = "") -> World:
    """Deal a world.

    Args:
        world: What may vary.
        cast: The people, by id.
        seed: Whatever was dealt from it once is dealt from it always.
        mole: Somebody else instead of whom the seed names; to see what the papers would have looked like.

    Raises:
        NoCode: The numbers leave no clue code.
        BadWindow: A clue's window cannot be used.
    """
    mole, decoy = mole_and_decoy(world, seed, mole=mole)
    people = {name: {"id": name, **cast[name], **world.suspects.get(name, {})} for name in world.roll}
    code = deal_code(world, mole, decoy, stream(seed, "code", mole)) if world.clues else Code({}, {})
    # A register's stream does not depend on the mole, so neither do the window and the places that it draws.
    clues = {
        clue.id: register(clue, code.excluded[clue.id], people, stream(seed, "clue", clue.id)) for clue in world.clues
    }
    return World(mole, decoy, people, _variables(world, seed, {"mole": mole, "decoy": decoy}), code, clues)


def mole_and_decoy(world: WorldFile, seed: Seed, *, mole: str = "") -> tuple[str, str]:
    """Who it is in the deal of a seed, and who only looks like it: told without dealing anything else."""
    mole = mole or stream(seed, "mole").choice(world.roll)
    return mole, stream(seed, "decoy", mole).choice([name for name in world.roll if name != mole])


def _variables(world: WorldFile, seed: Seed, known: dict[str, Any]) -> dict[str, Any]:
    """Every variable from its own stream; those that follow from others once these are there."""
    drawn = dict(known)
    waiting = dict(world.variables)
    while waiting:
        ready = [name for name, spec in waiting.items() if not isinstance(spec, Drawn) or spec.by not in waiting]
        if not ready:
            raise ValueError(f"the variables {', '.join(waiting)} follow from each other in a circle")
        for name in ready:
            drawn[name] = _draw(waiting.pop(name), name, seed, drawn)
    return {name: drawn[name] for name in world.variables}


def _draw(spec: list[Any] | Drawn, name: str, seed: Seed, known: Mapping[str, Any]) -> Any:
    chance = stream(seed, "variable", name)
    if isinstance(spec, list):
        return chance.choice(spec)
    if spec.by:
        value = known[spec.by]
        return spec.table[str(value["id"] if isinstance(value, dict) else value)]
    if spec.low is not None and spec.high is not None:
        return chance.randint(spec.low, spec.high)
    picked = chance.sample(spec.of, spec.count)
    return picked if spec.count > 1 else picked[0]
