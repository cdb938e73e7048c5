"""What a chart shows of one profile of a case: its steps, its gates, and what they add up to."""

from dataclasses import dataclass
from typing import Literal

from casefile.source import names

Sort = Literal["puzzle", "board", "archive", "papers", "decision", "ending"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the way: a lock, what is left of a dropped one, a decision, an ending."""

    id: str
    sort: Sort
    title: str
    act: str
    minutes: int = 0
    choke: bool = False
    """Without it the end cannot be reached."""
    critical: bool = False
    """It lies on the critical path."""


@dataclass(frozen=True, slots=True)
class Link:
    """Opens steps or an act to whoever has k of others."""

    sources: tuple[str, ...]
    """Ids of steps and acts; an option of a decision stands as `d1/log`."""
    k: int
    targets: tuple[str, ...]

    @property
    def label(self) -> str:
        """The gate in short, where it asks for more than one thing or leaves a choice."""
        return f"{self.k}/{len(self.sources)}" if len(self.sources) > 1 else ""


@dataclass(frozen=True, slots=True)
class Act:
    """A folder of the file."""

    id: str
    title: str
    minutes: int
    """Of all its locks, one after the other."""
    width: int
    """How many of its locks can be open at once."""
    choke: bool
    opened_by: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Chart:
    """One profile of a case."""

    title: str
    profile: str
    stated: int
    """Minutes that the profile advertises."""
    serial: int
    """Minutes of all its locks together."""
    end: str
    """The step that ends the case; without endings the last of it."""
    quickest: int
    """Minutes of the critical path: what solvers enough for everything at once would need to the end."""
    path: tuple[str, ...]
    steps: dict[str, Step]
    """In the order of the story."""
    acts: tuple[Act, ...]
    links: tuple[Link, ...]
    """Between steps, and from acts to the steps that come with them."""

    @property
    def chokes(self) -> list[str]:
        """Ids of the steps without which the end cannot be reached."""
        return [step.id for step in self.steps.values() if step.choke]


def owner(name: str) -> str:
    """Id of the step, the act or the option that a node belongs to."""
    if name.startswith("branch:"):
        return name.removeprefix("branch:")
    return name.removesuffix("/" + names.SHOWN).removesuffix("/" + names.SOLVED).removesuffix("/" + names.PAPERS)


def step_of(source: str) -> str:
    """Id of the step that a link comes from, without the option."""
    return source.split("/", maxsplit=1)[0]
