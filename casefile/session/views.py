"""What a front end is shown: plain values, texts already in the session's language, nothing that is locked.

The desk, the line mode and anybody else's front end draw these and nothing else.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from casefile.session.hosted_views import ClockView


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper as the file tree lists it."""

    id: str
    title: str
    kind: str
    ref: str
    date: str
    folder: str
    is_read: bool
    is_changed: bool
    """A lift or a correction has come to it since it was last read."""
    optional: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """An act of the file."""

    id: str
    title: str
    papers: tuple[PaperRow, ...]
    shut: int
    """Announced papers that are still shut: one for each open lock of this act that has not been solved."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One thing that a lock asks for."""

    id: str
    label: str
    normal: str
    bank: str
    pattern: str


@dataclass(frozen=True, slots=True)
class LockView:
    """A lock that the player has been shown."""

    name: str
    form: str
    """`answer`, `board` or `request`."""
    title: str
    prompt: str
    fields: tuple[FieldView, ...]
    papers: tuple[str, ...]
    folder: str
    solved: bool
    released: bool
    """Its papers came with a board although it was not solved; it can still be answered."""
    tries: int
    """Wrong answers so far."""
    tried: tuple[tuple[str, ...], ...]
    """The wrong answers themselves, oldest first."""
    answer: tuple[str, ...]
    """What solved it, as the player typed it; empty until then. For cards their labels."""
    rungs: int
    """Hint rungs opened so far."""
    drawn: tuple[tuple[str, ...], ...] = ()
    """For a request: the references that were drawn, as they stand on the papers, oldest first."""
    freed: bool = False
    """A host opened it."""
    wait: int = 0
    """Seconds until it takes another answer; only in a hosted play."""
    warning: str = ""
    """A sentence about the tries that are left, once they are few; only in a hosted play."""


@dataclass(frozen=True, slots=True)
class CardView:
    """A card of a board's index that reading has brought."""

    id: str
    bank: str
    label: str
    papers: tuple[str, ...]
    """Read papers that mention it."""


@dataclass(frozen=True, slots=True)
class RungView:
    """One opened rung of a hint."""

    number: int
    """1 where to look, 2 what kind of thing, 3 how, on a toy example, 4 the answer."""
    text: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a puzzle, with what has been asked for of its hints."""

    lock: str
    step: str
    title: str
    done: bool
    """The session has seen the player do it."""
    rungs: tuple[RungView, ...]
    more: bool
    """There is a further rung."""
    slot: str = ""
    """On a board: the field that it is about."""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A column of a grid question with the player's own mark."""

    id: str
    initial: str
    label: str
    note: str
    mark: str
    """`` (none), `out`, `maybe` or `sure`."""
    reason: str
    paper: str
    """The paper that was open when the mark was made."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a question; `text` is empty until a lift fills it."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One of the case's questions."""

    id: str
    title: str
    count: str
    """`you still suspect 6 of 8`; empty for lines."""
    choices: tuple[ChoiceView, ...]
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of the players'."""

    id: str
    text: str
    paper: str
    by: str
    at: float


@dataclass(frozen=True, slots=True)
class OptionView:
    """One way to decide that is open now."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision that waits, or that was taken (`chosen`)."""

    id: str
    title: str
    text: str
    options: tuple[OptionView, ...]
    chosen: str
    irrevocable: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """A few lines from somebody."""

    id: str
    sender: str
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search found in an opened paper."""

    paper: str
    title: str
    block: int
    """Index of the block in `Page.blocks`."""
    before: str
    """Whole words, with an ellipsis where the passage began earlier."""
    match: str
    after: str
    """Whole words, with an ellipsis where the passage goes on."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log: what happened, when, by whom, in words."""

    seq: int
    at: float
    by: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A place in a play to which one can go back, in a new save."""

    seq: int
    at: float
    words: str


@dataclass(frozen=True, slots=True)
class StretchView:
    """One stretch of the way through a case: up to a lock that was opened, or to a decision."""

    title: str
    option: str = ""
    """For a decision: what was decided."""
    seconds: float = 0.0
    """At the desk, since the stretch before."""
    rungs: int = 0
    tries: int = 0
    freed: bool = False
    """A host opened it."""


@dataclass(frozen=True, slots=True)
class SummaryView:
    """What a play has come to: the way that was taken, and what was left."""

    route: tuple[StretchView, ...]
    shut: tuple[str, ...]
    """Titles of locks that were never opened."""
    unread: tuple[str, ...]
    """Titles of papers that lay in the file and were never read."""


class Style(StrEnum):
    """How a run of text stands on the paper."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    BAR = "bar"
    """A mark whose lift is not held yet; `text` is the fixed-width bar."""
    BLACK = "black"
    """Blacked by its maker, never to be lifted; one character of `text` a cell."""
    LIFTED = "lifted"
    """A lifted passage."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one style."""

    text: str
    style: Style = Style.PLAIN
    mark: str = ""


class Shape(StrEnum):
    """What a block is."""

    HEAD = "head"
    PARAGRAPH = "paragraph"
    ASIDE = "aside"
    """Written by hand on the paper: a marginal remark, a clerk's note."""
    QUESTION = "question"
    """An interviewer's question (`Q.`)."""
    ANSWER = "answer"
    LIST = "list"
    TABLE = "table"
    FIGURE = "figure"
    """Lines that must not be re-flowed, at most 76 columns."""
    RIGHT = "right"
    RULE = "rule"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a paper."""

    shape: Shape
    runs: tuple[Run, ...] = ()
    """For all shapes but tables and figures. In `right` and `signature` blocks a `\\n` parts two lines."""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    """A table's cells, head row first."""
    lines: tuple[str, ...] = ()
    """A figure's lines."""
    wide: tuple[str, ...] = ()
    """A figure's lines where there is room for more than 76 columns; none if it is the same there."""
    level: int = 1
    alt: str = ""
    """A figure in words."""

    @property
    def text(self) -> str:
        """All its text, for search and for copying."""
        if self.rows:
            return "\n".join("  ".join("".join(run.text for run in cell) for cell in row) for row in self.rows)
        return "\n".join(self.lines) if self.lines else "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Page:
    """A paper, parsed, with the lifts that are held in place."""

    id: str
    title: str
    kind: str
    ref: str
    date: str
    marking: str
    folder: str
    blocks: tuple[Block, ...]
    alt: str = ""

    @property
    def text(self) -> str:
        """All its text, a blank line between blocks."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an answer."""

    lock: str
    kind: str
    """`solved`, `near`, `wrong`, `again` (said before, nothing was tried), `held` (solved already) or `proposed` (put
    to the team, nothing was tried)."""
    words: str
    """One sentence for the player."""
    tries: int = 0
    papers: tuple[str, ...] = ()
    """Papers that came with it."""
    locks: tuple[str, ...] = ()
    """Locks that came with it."""
    messages: tuple[MessageView, ...] = ()
    lifted: tuple[tuple[str, str], ...] = ()
    """(paper, mark) pairs that were lifted."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where the play stands."""

    case: str
    title: str
    player: str
    language: str
    desk: str
    marking: str
    clock: str
    """The case's own date and hour."""
    seconds: float
    """At the desk so far, breaks left out; in a hosted play on the host's clock."""
    solved: int
    rungs: int
    tries: int
    ended: str
    """Id of the ending that was reached."""
    notices: tuple[str, ...] = field(default=())
    """Things to tell once: a save that came back from its previous generation, keys that open nothing."""
    note: str = ""
    """Content note, shown before the first paper."""
    intro: str = ""
    """A few lines about the case, for its first screen."""
    ending: str = ""
    """Title of the ending that was reached."""
    freed: int = 0
    """How many of the solved locks a host opened."""
    asked: int = 0
    """Requests to the host that stand against the team."""
    seized: str = ""
    """The host who has taken over a terminal of this team."""
    timing: ClockView | None = None
    """The clock of a hosted play; None where nobody hosts."""
