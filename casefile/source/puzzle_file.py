"""`puzzles/*/puzzle.toml`: a question, what it takes and what it gives."""

from typing import Annotated, Any, Literal, Self, cast

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from casefile.source.entries import CardEntry, Entry, FieldEntry, Id, Minutes, Name, NodeName, Template


class NearEntry(Entry):
    """An answer that is on the way, and what the desk says to it."""

    answer: Annotated[list[Template], Field(min_length=1)]
    text: Template


class RowEntry(Entry):
    """What one reference draws from the archive."""

    answer: Annotated[list[Template], Field(min_length=1)]
    opens: NodeName


class PuzzleFile(Entry):
    """The whole of `puzzle.toml`."""

    id: Name
    title: Template
    act: Id
    kind: str = ""
    form: Literal["answer", "board", "request", "part"] = "answer"
    of: Name = ""
    """For a part: the puzzle that needs what it gives."""
    minutes: Minutes = 0
    prompt: Template
    solved: Template = ""
    """The line with which the desk files it."""
    clock: Template = ""
    """The case's own date and hour once it is solved."""
    made_by: str = ""
    against: str = ""
    found_because: str = ""
    confirmer: str = ""
    """How a solver can tell, before submitting, that the answer is right."""
    papers: list[Id] = []
    requires: list[Id] = []
    """Papers with the tables that nobody has to know by heart."""
    family: Literal["", "cipher", "table", "map", "document", "abstract"] = ""
    """What it feels like to solve, in the place of what its kind says."""
    fields: Annotated[list[FieldEntry], Field(min_length=1)]
    tools: list[Id] = []
    """Tools that come when it is shown."""
    tools_solved: list[Id] = []
    """Tools that come with its papers."""
    cards: list[CardEntry] = []
    """Cards of a board that no paper brings."""
    accept: list[list[Template]] = []
    near: list[NearEntry] = []
    refuse: list[list[Template]] = []
    rows: list[RowEntry] = []
    """For the archive: a reference and what it draws."""
    releases: list[Name] | None = None
    """Puzzles whose papers a solved board hands out; without it: all of its act. Other forms release nothing."""
    params: dict[str, Any] = {}

    @model_validator(mode="wrap")
    @classmethod
    def _as_part(cls, data: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        """A part is asked for less."""
        is_part = cls is PuzzleFile and isinstance(data, dict) and data.get("form") == "part"
        return cast(Self, PartFile.model_validate(data)) if is_part else read(data)

    @model_validator(mode="after")
    def _form_fits(self) -> Self:
        if (self.form == "request") != bool(self.rows):
            raise ValueError('`rows` belong to form "request", and a request has at least one')
        if self.form != "request" and not self.kind:
            raise ValueError("`kind` is missing: it says who makes and proves the puzzle")
        if (self.form == "part") != bool(self.of):
            raise ValueError('`of` belongs to form "part": it names the puzzle that needs what the part gives')
        if self.form == "board" and self.near:
            raise ValueError("a board has no near misses: they would tell which slots are right")
        given = [*self.accept, *self.refuse, *(entry.answer for entry in self.near), *(row.answer for row in self.rows)]
        widths = {len(answer) for answer in given}
        if widths - {len(self.fields)}:
            raise ValueError(f"every answer has {len(self.fields)} part(s), one for each field")
        return self


class PartFile(PuzzleFile):
    """`puzzle.toml` of a part: what is dealt and proved for another puzzle, and has no lock of its own."""

    prompt: Template = ""
    fields: list[FieldEntry] = []

    @model_validator(mode="after")
    def _has_no_lock(self) -> Self:
        if further := sorted(self.model_fields_set - _OF_A_PART):
            raise ValueError(f"a part has no lock, and so no `{further[0]}`; it has a kind, its params and its papers")
        return self


_OF_A_PART = frozenset(
    {"id", "title", "act", "kind", "form", "of", "papers", "family", "params", "made_by", "against", "found_because"}
)
