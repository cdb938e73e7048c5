"""`case.toml`: what the case is called, what it asks, and what opens what."""

from typing import Annotated, Any, Literal

from pydantic import Field

from casefile.source.entries import (
    CardEntry,
    Condition,
    Entry,
    Id,
    Language,
    LiftEntry,
    Minutes,
    Name,
    NodeName,
    Template,
)


class Bank(Entry):
    """A drawer of a board's index."""

    id: Id
    title: Template


class ActEntry(Entry):
    """A folder of the file and the node that opens it."""

    id: Id
    title: Template
    clock: Template = ""
    """The case's own date and hour from its opening on."""
    tools: list[Id] = []


class LineEntry(Entry):
    """A line of a question that lifts fill."""

    id: Id
    label: Template


class QuestionEntry(Entry):
    """What the case is about: a grid of the suspects, or lines."""

    id: Id
    title: Template
    count: Template = ""
    choices: Annotated[str, Field(pattern="^suspects$")] | None = None
    lines: list[LineEntry] = []


class GateEntry(Entry):
    """Opens a node to whoever holds k of others."""

    opens: NodeName
    k: Annotated[int, Field(ge=1)] = 1
    of: Annotated[list[NodeName], Field(min_length=1)]


class LockOverride(Entry):
    """How a profile changes a lock that it keeps."""

    id: Name
    fields: list[Name] = []
    """Only these, in the lock's own order; empty: all."""
    prompt: Template = ""
    minutes: Minutes = 0


class ProfileEntry(Entry):
    """A length at which the case can be played."""

    id: Id
    minutes: Minutes = 0
    """How long it is said to take; nine of ten teams should be done by then."""
    players: Annotated[int, Field(ge=1, le=6)] = 2
    """For how many that is said."""
    drops: list[Name] = []
    """Puzzles whose locks are left out; their papers come with the gate that would have shown them."""
    gates: list[GateEntry] = []
    """Take the place of all gates with the same `opens`."""
    locks: list[LockOverride] = []
    endings: list[Id] = []
    """Only these rows of the table; empty: all."""


class OptionEntry(Entry):
    """One way to decide; with `each = "suspects"` one for every suspect, who is `suspect` in its templates."""

    id: str
    label: Template
    when: list[str] = []
    each: Annotated[str, Field(pattern="^suspects$")] | None = None


class DecisionEntry(Entry):
    """A choice of the player's."""

    id: Name
    title: Template
    text: Template
    node: NodeName = Field(alias="with")
    when: list[Condition] = []
    irrevocable: bool = True
    options: Annotated[list[OptionEntry], Field(min_length=1)]


class EndingEntry(Entry):
    """A row of the table of endings."""

    id: Id
    title: Template
    when: list[Condition] = []


class MessageEntry(Entry):
    """A few lines from somebody."""

    id: Id
    sender: Template
    text: Template
    node: NodeName = Field(alias="with")
    when: list[Condition] = []
    idle: Minutes = 0


class CaseFile(Entry):
    """The whole of `case.toml`."""

    id: Id
    title: Template
    language: Language = "en"
    languages: list[Language] = ["en"]
    rev: Annotated[int, Field(ge=1)] = 1
    seed: str = "story"
    """The story seed: what is dealt when nobody asks for another."""
    release: bool = False
    """It is meant for players: the play-tests must bear it out."""
    factcheck: str = ""
    """Who else has checked the facts, and when."""
    desk: Template
    marking: str = ""
    note: Template
    intro: Template
    clock: Template = ""
    tools: list[Id] = []
    """Tools that are on the workbench from the start."""
    banks: list[Bank] = []
    cards: list[CardEntry] = []
    """Cards that are there before anything is read."""
    acts: Annotated[list[ActEntry], Field(min_length=1)]
    questions: Annotated[list[QuestionEntry], Field(max_length=3)] = []
    gates: list[GateEntry] = []
    profiles: Annotated[list[ProfileEntry], Field(min_length=1)]
    decisions: list[DecisionEntry] = []
    endings_with: NodeName = ""
    """The node whose opening ends the case: it holds the table of endings."""
    endings: list[EndingEntry] = []
    messages: list[MessageEntry] = []
    lifts: list[LiftEntry] = []
    severities: dict[str, Literal["off", "note", "warning", "error"]] = {}
    """Rule to how much it matters in this case, where that is not what it says of itself."""


class CastFile(Entry):
    """`cast.toml`: a table for every person; `name` is needed, the rest is the author's."""

    people: dict[Name, dict[str, Any]]
