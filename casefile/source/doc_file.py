"""Front matter of `docs/*.md`: what a paper is, where it comes from and what it says."""

from typing import Annotated

from pydantic import StringConstraints

from casefile.source.entries import CardEntry, Entry, Id, LiftEntry, Name, NodeName, Template


class Evidence(Entry):
    """A paper speaks for, or against, a card in a slot of a board."""

    slot: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
    """`m1.who`, or `who` when only one board has such a slot."""
    card: Template
    given: dict[str, Template] = {}
    """Only if these slots of the same board hold these cards."""


class DocFile(Entry):
    """The front matter of one paper."""

    id: Id
    title: Template
    kind: Id
    ref: Template = ""
    date: Template = ""
    marking: str = ""
    act: Id
    opens_with: NodeName
    order: int = 0
    """Place among the papers of its act: lower numbers first, equal numbers by the path of the file."""
    optional: bool = False
    alt: Template = ""
    cards: list[CardEntry] = []
    lifts: list[LiftEntry] = []
    supports: list[Evidence] = []
    excludes: list[Evidence] = []
    speaks: list[Name] = []
    """Whose own words stand here, beside those who sign it."""
    suspicion: list[Id] = []
    """What speaks against somebody innocent here, each by a name of the author's."""
    herring: Id = ""
    """The false trail that it lays on purpose."""
    explains: list[Id] = []
    """Suspicions and false trails that it puts an end to."""
