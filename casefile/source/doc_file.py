"""Front matter of `docs/*.md`: what a paper is, where it comes from and what it says."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from casefile.source.entries import CardEntry, Entry, Id, LiftEntry, Name, NodeName, Template


class Evidence(Entry):
    """A paper speaks for, or against, a card in a slot of a board."""

    slot: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
    """`m1.who`, or `who` when only one board has such a slot."""
    card: Template
    given: dict[str, Template] = {}
    """Only if these slots of the same board hold these cards."""


class Assertion(Entry):
    """What a paper states truly, said once more for the rules: where somebody was, or what a column comes to."""

    who: Template = ""
    """A person of `cast.toml`, who was at `where` on `date`, `from` one hour `to` another."""
    where: Template = ""
    date: Template = ""
    start: Template = Field(default="", alias="from")
    end: Template = Field(default="", alias="to")
    column: Template = ""
    """Head of a column of the paper's table, whose numbers come to `total`; the total may stand below them."""
    total: Template = ""

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        told = [all((self.who, self.where, self.date, self.start, self.end)), bool(self.column and self.total)]
        asked = [any((self.who, self.where, self.date, self.start, self.end)), bool(self.column or self.total)]
        if sum(told) != 1 or told != asked:
            raise ValueError("an assertion has either `who where date from to`, or `column` and `total`")
        return self


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
    order: int = 1000
    """Place among the papers of its act: lower numbers first, those without one last, equal numbers by path."""
    optional: bool = False
    alt: Template = ""
    cards: list[CardEntry] = []
    lifts: list[LiftEntry] = []
    supports: list[Evidence] = []
    excludes: list[Evidence] = []
    asserts: list[Assertion] = []
    speaks: list[Name] = []
    """Whose own words stand here, beside those who sign it."""
    suspicion: list[Id] = []
    """What speaks against somebody innocent here, each by a name of the author's."""
    herring: Id = ""
    """The false trail that it lays on purpose."""
    explains: list[Id] = []
    """Suspicions and false trails that it puts an end to."""
