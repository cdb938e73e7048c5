"""What a node says to whoever holds its key.

A manifest is the strict JSON in a node's manifest blob (`docs/pack-format.md`, section *Manifests*). It is
written by the workshop, read by the session, and means nothing to the vault but its locks, gates and refs.
"""

from typing import Literal

import msgspec

Text = dict[str, str]
"""A text in several languages: language tag to text. Never empty."""

Condition = str
"""One fact about a play, as `word:argument`, negated by a leading `!`. Several in a list must all hold.

`read:PAPER`, `used:TOOL`, `solved:LOCK`, `held:NODE`, `tried:LOCK` (a wrong answer was given),
`signed:LOCK.FIELD=CARD` (the last refused form had that card there), `chose:DECISION=OPTION`, where `*` is any option.
"""


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything in a manifest: immutable, strict, written without its defaults."""


class Ref(Part, frozen=True, kw_only=True):
    """A node's id and key: whoever has read a ref holds the node."""

    node: bytes
    """16 bytes."""
    key: bytes
    """32 bytes."""


class Paper(Part, frozen=True, kw_only=True):
    """A paper of this node; its text is a blob of the same node, one for each language."""

    id: str
    title: Text
    kind: str
    """How it is printed: `minute`, `log`, `letter`, … (see the author's guide); an unknown kind prints plainly."""
    ref: str = ""
    date: str = ""
    marking: str = ""
    folder: str = ""
    """Id of the act under which the file tree lists it."""
    optional: bool = False
    alt: Text = {}
    """What is drawn on it, in words, where it draws something."""


class Field(Part, frozen=True, kw_only=True):
    """One thing that a lock asks for."""

    id: str
    label: Text
    normal: Literal["text", "digits", "code", "words", "card"] = "text"
    """Which normal form is taken (`vault.normal`). `card`: the answer is the id of a card of `bank`."""
    bank: str = ""
    pattern: str = ""
    """Public shape of the answer, such as `(3 5)`; never computed from a hidden answer by the desk."""


class Lock(Part, frozen=True, kw_only=True):
    """A question whose answers are keys."""

    id: bytes
    """16 bytes."""
    name: str
    form: Literal["answer", "board", "request"] = "answer"
    """`request`: every row is a solve of its own and the lock stays open (the archive)."""
    title: Text
    prompt: Text
    """For a board the sentence with a `{field}` for each slot."""
    fields: list[Field]
    papers: list[str] = []
    """Papers that belong to the question, in reading order."""
    minutes: int = 0
    salt: bytes
    """16 bytes."""
    rows: bytes
    """Concatenated rows, sorted by tag; see `docs/pack-format.md`."""


class Gate(Part, frozen=True, kw_only=True):
    """Opens `target` to whoever holds `k` of `inputs`."""

    k: int
    inputs: list[bytes]
    """Node ids."""
    target: bytes
    id: bytes
    wraps: bytes
    """One wrapped key for each subset of size k, in lexicographic order of the indices."""


class Hint(Part, frozen=True, kw_only=True):
    """One step of a puzzle; its four rungs are nodes, each but the first named in the one before."""

    lock: str
    step: str
    title: Text
    seen_if: list[Condition] = []
    """When all hold, the player has done this step already. Empty: it never counts as done."""
    slot: str = ""
    """On a board: the field that this step is about."""
    first: Ref


class Lift(Part, frozen=True, kw_only=True):
    """A block of text that appears at a mark of a paper, or on a line of a question."""

    place: str
    """`paper:ID` or `question:ID`."""
    mark: str
    text: Text


class Card(Part, frozen=True, kw_only=True):
    """A card of a board's index; it can be used as soon as one of its papers has been read."""

    id: str
    bank: str
    label: Text
    papers: list[str] = []
    """Papers that mention it; with none it is there from the start."""


class Option(Part, frozen=True, kw_only=True):
    """One way to decide."""

    id: str
    label: Text
    when: list[Condition] = []
    ref: Ref


class Decision(Part, frozen=True, kw_only=True):
    """A choice of the player's; each option carries the key of its branch."""

    id: str
    title: Text
    text: Text
    when: list[Condition] = []
    options: list[Option]
    irrevocable: bool = True


class Message(Part, frozen=True, kw_only=True):
    """A few lines from somebody, on the desk beside the paper."""

    id: str
    sender: Text
    text: Text
    when: list[Condition] = []
    idle: int = 0
    """Minutes at the desk without progress before it is sent; 0: at once."""


class Choice(Part, frozen=True, kw_only=True):
    """A column of a grid question."""

    id: str
    initial: str
    label: Text
    note: Text = {}


class Line(Part, frozen=True, kw_only=True):
    """A line of a question that lifts fill."""

    id: str
    label: Text


class Question(Part, frozen=True, kw_only=True):
    """What the case is about; always in sight on the desk."""

    id: str
    title: Text
    count: Text = {}
    """For a grid, with `{n}` and `{all}`: how many the player's own marks still leave."""
    choices: list[Choice] = []
    lines: list[Line] = []


class Ending(Part, frozen=True, kw_only=True):
    """A row of the table of endings; the first row whose conditions hold is the one."""

    id: str
    title: Text
    when: list[Condition]
    ref: Ref | None = None
    """The node (of kind `ending`) with its papers, taken up when this row is the one."""


class Act(Part, frozen=True, kw_only=True):
    """A folder of the file."""

    id: str
    title: Text


class Opening(Part, frozen=True, kw_only=True):
    """What the start node says about the whole case."""

    desk: Text
    """Where the player sits, for the head of the screen."""
    marking: str
    note: Text
    """Content note, shown before the first paper."""
    intro: Text


class Manifest(Part, frozen=True, kw_only=True):
    """All that a node holds but the texts of its papers."""

    kind: Literal["start", "act", "shown", "solved", "papers", "branch", "rung", "near", "ending", "node"]
    name: str
    """The author's name of the node, such as `p01/solved`."""
    title: Text = {}
    text: Text = {}
    """A rung's or near miss's words; for a solved puzzle the line that the desk files it with."""
    clock: Text = {}
    """The case's own date and hour from now on."""
    opening: Opening | None = None
    acts: list[Act] = []
    questions: list[Question] = []
    papers: list[Paper] = []
    locks: list[Lock] = []
    hints: list[Hint] = []
    gates: list[Gate] = []
    grants: list[Ref] = []
    """Nodes that come with this one."""
    lifts: list[Lift] = []
    cards: list[Card] = []
    tools: list[str] = []
    decisions: list[Decision] = []
    messages: list[Message] = []
    endings: list[Ending] = []
    next: Ref | None = None
    """A rung's next rung."""


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Manifest)


def dump(manifest: Manifest) -> bytes:
    """Write a manifest as JSON; equal manifests give equal bytes."""
    return _encoder.encode(manifest)


def load(data: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        msgspec.DecodeError: It is not strict JSON of the right shape.
    """
    return _decoder.decode(data)


def say(text: Text, language: str, fallback: str = "en") -> str:
    """Pick a language, then the fallback, then whatever there is; never an error in the middle of a play."""
    return text.get(language) or text.get(fallback) or next(iter(text.values()), "")
