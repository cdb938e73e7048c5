"""`world.toml`: what a seed may change."""

from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from casefile.source.entries import Entry, Id, Name

ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3])[.:][0-5]\d$")]
"""A time of day, `09.15`."""


class Drawn(Entry):
    """A variable that is more than one value out of a list."""

    of: list[Any] = []
    """The domain, when several different values are drawn, or `by` is not used."""
    count: Annotated[int, Field(ge=1)] = 1
    """How many different ones; more than one gives a list."""
    low: int | None = None
    high: int | None = None
    """A whole number between `low` and `high`, both possible."""
    by: str = ""
    """`mole`, `decoy` or another variable: its value picks the row of `table`."""
    table: dict[str, Any] = {}

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [bool(self.of), self.low is not None and self.high is not None, bool(self.by and self.table)]
        if sum(ways) != 1:
            raise ValueError("a variable has either `of`, or `low` and `high`, or `by` and `table`")
        if self.of and self.count > len(self.of):
            raise ValueError(f"{self.count} different values cannot be drawn from {len(self.of)}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("`low` is above `high`")
        return self


class Window(Entry):
    """When and where the leak of a clue must have happened."""

    place: str
    date: str = ""
    start: ClockTime = Field(alias="from")
    end: ClockTime = Field(alias="to")
    shift: Annotated[int, Field(ge=0, le=600)] = 0
    """Minutes by which a seed may move it, either way."""


class Remark(Entry):
    """A remark in a register, for either case."""

    out: str = ""
    """When the row excludes the suspect."""
    within: str = Field(default="", alias="in")
    """When it does not."""


class ClueEntry(Entry):
    """A column of the clue code: one register that tells who cannot have leaked one thing."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*$")]
    act: Id
    family: Id
    """Kind of document; every innocent is excluded by at least two kinds."""
    window: Window
    places: Annotated[list[str], Field(min_length=2)]
    """Where people positively were instead; never the window's own place."""
    notes: dict[Name, Remark] = {}
    """What the keeper of the register wrote beside a suspect's row."""

    @model_validator(mode="after")
    def _elsewhere(self) -> Self:
        if self.window.place in self.places:
            raise ValueError(f'"{self.window.place}" is the place of the window and cannot be elsewhere too')
        return self


class Stage(Entry):
    """How many suspects may still be possible after an act; it may be an act that is not written yet."""

    act: Id
    least: Annotated[int, Field(ge=1)]
    most: Annotated[int, Field(ge=1)]


class WorldFile(Entry):
    """The whole of `world.toml`."""

    roll: Annotated[list[Name], Field(min_length=3)]
    """The suspects, by their ids in `cast.toml`, in the order in which registers list them."""
    suspects: dict[Name, dict[str, Any]] = {}
    """What belongs to a suspect only here: secret, lever, reason. Joined with the person of `cast.toml`."""
    variables: dict[Name, list[Any] | Drawn] = {}
    corridor: list[Stage] = []
    clues: list[ClueEntry] = []
    exclusions: Annotated[int, Field(ge=3)] = 3
    """Least number of clues that exclude an innocent."""
    families: Annotated[int, Field(ge=1)] = 2
    """Least number of families that these are of."""
    column: Annotated[list[int], Field(min_length=2, max_length=2)] = [1, 4]
    """Least and greatest number of suspects that one clue excludes."""
