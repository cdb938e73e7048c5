"""What the models of a case's files have in common."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""Lower-case letters, digits, `-` and `_`."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""An id that templates can write after a dot."""
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
NodeName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_/*:-]{0,127}$")]
"""What `casefile.source.names` understands: `p04`, `p04/shown`, `convoy`, `branch:d1/log`, `request:a1`."""
Condition = Annotated[str, StringConstraints(pattern=r"^!?(read|used|solved|held|tried|signed|chose):\S+$")]
Template = str
"""A text that may hold Jinja2 and that is translated; rendered when the case is dealt."""
Minutes = Annotated[int, Field(ge=0, le=1000)]


class Entry(BaseModel):
    """Base of every model: strict, closed, immutable."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CardEntry(Entry):
    """A card of a board's index."""

    id: str
    bank: Id
    label: Template


class LiftEntry(Entry):
    """A block that appears at a mark once a node is held."""

    place: Annotated[str, StringConstraints(pattern=r"^(paper|question):[a-z0-9][a-z0-9_-]*$")]
    mark: Id
    text: Template
    node: NodeName = Field(alias="with")


class FieldEntry(Entry):
    """One thing that a lock asks for."""

    id: Name
    label: Template
    normal: Literal["text", "digits", "code", "words", "card"] = "text"
    pattern: Template = ""
    bank: str = ""
