"""Two copies of one text, blacked in different places, laid over each other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from textwrap import wrap
from typing import NamedTuple

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool

_CELLS_MAX = 400_000
"""Places of the tables of all paragraphs: about two seconds."""

_BLACK = r"\[\[black +\d{1,3}\]\]|\[black: *\d{1,3}\]|[█■▓]+|\[\[mark +[^\]\s]{1,80}\]\]"
_TOKEN = re.compile(rf"(?P<initial>[^\W\d_]?)(?P<black>{_BLACK})|(?:(?![^\W\d_](?:{_BLACK}))[\w'’-])+|\S")
_COUNT = re.compile(r"\d{1,3}(?=\])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text laid together."""

    text: str
    kind: str
    """`both` shown by both, `first` or `second` shown by that one only, `gap` black in both."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A blacking as one copy shows it."""

    width: int
    """Cells; 0 where nothing is known of it."""
    initial: str
    """A letter that it left uncovered, or nothing."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that is black in both copies."""

    number: int
    first: Stroke
    second: Stroke
    before: str
    """A few words before it."""
    after: str

    @property
    def initial(self) -> str:
        """The letter that either copy left uncovered."""
        return self.first.initial or self.second.initial


@dataclass(frozen=True, slots=True)
class Overlay:
    """What two copies say together."""

    text: str
    """The text, each gap as its number in brackets."""
    pieces: tuple[Piece, ...]
    filled: int
    """Blackings that the other copy fills."""
    gaps: tuple[Gap, ...]
    strays: tuple[str, ...]
    """Where the two differ though neither is black."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    space: str
    """The white space before it: nothing, a blank, or an empty line between paragraphs."""
    stroke: Stroke | None = None


class _Move(Enum):
    """What one step through both texts does."""

    SAME = "both"
    BLACKS = "gap"
    FIRST_BLACK = "second"
    """A token of the second lies under a blacking of the first."""
    SECOND_BLACK = "first"
    FIRST_STRAY = "first stray"
    SECOND_STRAY = "second stray"


@dataclass(frozen=True, slots=True)
class _Step:
    """A move, and the token of either text that it takes."""

    move: _Move
    a: _Token | None
    b: _Token | None
    begins: bool
    """Not a further token under a blacking that the step before has begun to fill."""


def lay(first: str, second: str) -> Overlay:
    """Lay two copies of one text over each other.

    Blackings are read as the papers show them: a run of black cells, `[black: 7]` or `[[black 7]]`; a letter that
    stands right before one is its initial, left uncovered.

    Raises:
        Refusal: `tool-overlay-long`.
    """
    return _compose([step for a, b in _parts(first, second) for step in _align(a, b)])


def _parts(first: str, second: str) -> list[tuple[list[_Token], list[_Token]]]:
    """The two texts, paragraph by paragraph where they have equally many, else whole."""
    paragraphs = [re.split(r"\n[ \t]*\n\s*", text.strip()) for text in (first, second)]
    if len(paragraphs[0]) != len(paragraphs[1]):
        paragraphs = [[first], [second]]
    parts = [(_tokens(a, "\n\n"), _tokens(b, "\n\n")) for a, b in zip(*paragraphs, strict=True)]
    if sum((len(a) + 1) * (len(b) + 1) for a, b in parts) > _CELLS_MAX:
        raise Refusal("tool-overlay-long", "These texts are too long to lay over each other. Take a paragraph of each.")
    return parts


def _tokens(text: str, space: str) -> list[_Token]:
    tokens: list[_Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        between = " " if match.start() > end else ""
        stroke = _stroke(match) if match["black"] else None
        tokens.append(_Token(match[0], between if tokens else space, stroke))
        end = match.end()
    return tokens


def _stroke(match: re.Match[str]) -> Stroke:
    black = match["black"]
    counted = _COUNT.search(black) if "black" in black else None
    width = int(counted[0]) if counted else 0 if "[" in black else len(black)
    return Stroke(width, match["initial"])


_STRAY = 20
_BLACKS = 5
_BEGIN, _MORE = 6, 3
"""What it costs a blacking to cover a first token, and each further one."""
_MISFIT = 12
"""Added when the covered word does not begin with the letter that the blacking left uncovered."""

_NONE, _A_OPEN, _B_OPEN = range(3)
"""Whether a blacking of the first or of the second text may go on covering tokens."""
_NEVER = 1 << 30


class _Way(NamedTuple):
    """How one state of one place of the table is reached at the least cost."""

    move: _Move
    came: int
    """The state before the move."""
    more: bool = False
    """The move goes on under a blacking that was open."""


_STRAYS_A, _STRAYS_B, _SAMES, _BOTH_BLACK, _OPENS_A, _OPENS_B = (
    tuple(_Way(move, state) for state in range(3))
    for move in (_Move.FIRST_STRAY, _Move.SECOND_STRAY, _Move.SAME, _Move.BLACKS, _Move.FIRST_BLACK, _Move.SECOND_BLACK)
)
_MORE_A = _Way(_Move.FIRST_BLACK, _A_OPEN, more=True)
_MORE_B = _Way(_Move.SECOND_BLACK, _B_OPEN, more=True)


class _Place(NamedTuple):
    """A place of the table: so many tokens of the first text, so many of the second."""

    costs: tuple[int, int, int]
    ways: tuple[_Way, _Way, _Way]
    best: int
    """The cheapest state."""
    cost: int
    """And what it costs."""


def _align(a: list[_Token], b: list[_Token]) -> list[_Step]:
    """The cheapest way to read both as one text."""
    nothing = _Way(_Move.SAME, _NONE)
    above = [_Place((0, _NEVER, _NEVER), (nothing,) * 3, _NONE, 0)]
    for _ in b:
        above.append(_beside(above[-1]))
    table = [above]
    for one in a:
        row = [_beneath(above[0])]
        for j, other in enumerate(b):
            row.append(_place(one, other, above[j], above[j + 1], row[j]))
        table.append(row)
        above = row
    return _trace(table, a, b)


def _beside(left: _Place) -> _Place:
    cost, way = left.cost + _STRAY, _STRAYS_B[left.best]
    return _Place((cost, _NEVER, _NEVER), (way,) * 3, _NONE, cost)


def _beneath(up: _Place) -> _Place:
    cost, way = up.cost + _STRAY, _STRAYS_A[up.best]
    return _Place((cost, _NEVER, _NEVER), (way,) * 3, _NONE, cost)


def _place(one: _Token, other: _Token, before: _Place, up: _Place, left: _Place) -> _Place:
    """The place after these two tokens, from its neighbours."""
    if up.cost < left.cost:
        cost, way = up.cost + _STRAY, _STRAYS_A[up.best]
    else:
        cost, way = left.cost + _STRAY, _STRAYS_B[left.best]
    if one.stroke:
        if not other.stroke:
            return _covered((cost, way), left, before, _misfit(one.stroke, other), _A_OPEN)
        if before.cost + _BLACKS < cost:
            cost, way = before.cost + _BLACKS, _BOTH_BLACK[before.best]
    elif other.stroke:
        return _covered((cost, way), up, before, _misfit(other.stroke, one), _B_OPEN)
    elif one.text == other.text and before.cost <= cost:
        cost, way = before.cost, _SAMES[before.best]
    return _Place((cost, _NEVER, _NEVER), (way,) * 3, _NONE, cost)


def _covered(stray: tuple[int, _Way], beside: _Place, before: _Place, misfit: int, state: int) -> _Place:
    """The place after a token that lies under a blacking of the other text, if it does not stray."""
    cost, way = stray
    cover, under = before.cost + _BEGIN + misfit, (_OPENS_A if state == _A_OPEN else _OPENS_B)[before.best]
    if beside.costs[state] + _MORE < cover:
        cover, under = beside.costs[state] + _MORE, _MORE_A if state == _A_OPEN else _MORE_B
    best = (state, cover) if cover < cost else (_NONE, cost)
    if state == _A_OPEN:
        return _Place((cost, cover, _NEVER), (way, under, way), *best)
    return _Place((cost, _NEVER, cover), (way, way, under), *best)


def _misfit(stroke: Stroke, word: _Token) -> int:
    return 0 if word.text.startswith(stroke.initial) else _MISFIT


def _trace(table: list[list[_Place]], a: list[_Token], b: list[_Token]) -> list[_Step]:
    i, j = len(a), len(b)
    state = table[i][j].best
    steps: list[_Step] = []
    while i or j:
        way = table[i][j].ways[state]
        takes_a = way.move is not _Move.SECOND_STRAY
        takes_b = way.move is not _Move.FIRST_STRAY
        one, other = a[i - 1] if takes_a else None, b[j - 1] if takes_b else None
        steps.append(_Step(way.move, one, other, begins=not way.more))
        i -= takes_a and not (way.more and state == _A_OPEN)
        j -= takes_b and not (way.more and state == _B_OPEN)
        state = way.came
    return steps[::-1]


def _compose(steps: list[_Step]) -> Overlay:
    pieces: list[Piece] = []
    number = 0
    for step in steps:
        token = step.a if step.a and (step.move is not _Move.FIRST_BLACK or not step.b) else step.b
        if not token:
            continue
        text = token.text
        if step.move is _Move.BLACKS:
            number += 1
            text = f"[{number}]"
        space = _space(step)
        kind = step.move.value.removesuffix(" stray")
        if pieces and pieces[-1].kind == kind != _Move.BLACKS.value:
            pieces[-1] = Piece(pieces[-1].text + space + text, kind)
        else:
            pieces.append(Piece(space + text if pieces else text, kind))
    filled = sum(step.begins and step.move in {_Move.FIRST_BLACK, _Move.SECOND_BLACK} for step in steps)
    text = "".join(piece.text for piece in pieces)
    return Overlay(text, tuple(pieces), filled, tuple(_gaps(steps)), tuple(_strays(steps)))


def _space(step: _Step) -> str:
    """The space before what a step shows: a blacking's own where it begins, the covered word's within it."""
    if step.move is _Move.FIRST_BLACK and step.begins and step.a:
        return step.a.space
    if step.move is _Move.SECOND_BLACK and step.begins and step.b:
        return step.b.space
    shown = (step.b or step.a) if step.move is _Move.FIRST_BLACK else (step.a or step.b)
    return shown.space if shown else ""


_CONTEXT = 4


def _gaps(steps: list[_Step]) -> list[Gap]:
    gaps: list[Gap] = []
    for at, step in enumerate(steps):
        if step.move is not _Move.BLACKS or not step.a or not step.b or not step.a.stroke or not step.b.stroke:
            continue
        before = _words(steps[max(at - _CONTEXT, 0) : at])
        after = _words(steps[at + 1 : at + 1 + _CONTEXT])
        gaps.append(Gap(len(gaps) + 1, step.a.stroke, step.b.stroke, before, after))
    return gaps


def _words(steps: list[_Step]) -> str:
    shown = []
    for step in steps:
        if step.move is _Move.BLACKS:
            shown.append(" [ ]")
        elif token := step.b if step.move is _Move.FIRST_BLACK or not step.a else step.a:
            shown.append(_space(step).replace("\n\n", " ") + token.text)
    return "".join(shown).strip()


def _strays(steps: list[_Step]) -> list[str]:
    strays: list[str] = []
    sides: tuple[list[str], list[str]] = ([], [])
    for step in [*steps, None]:
        if step and step.move in {_Move.FIRST_STRAY, _Move.SECOND_STRAY}:
            side, token = (0, step.a) if step.a else (1, step.b)
            sides[side].append(token.text if token else "")
        elif any(sides):
            strays.append(f"first “{' '.join(sides[0])}”, second “{' '.join(sides[1])}”")
            sides = ([], [])
    return strays


def _run(args: Mapping[str, str]) -> str:
    first, second = args.get("first", ""), args.get("second", "")
    if not first.strip() or not second.strip():
        raise Refusal("tool-overlay-empty", "Give the overlay two copies of one text.")
    overlay = lay(first, second)
    report = [wrapped for paragraph in overlay.text.split("\n\n") for wrapped in [*wrap(paragraph, 76), ""]]
    report.append(f"Filled from the other copy: {overlay.filled}. Black in both: {len(overlay.gaps)}.")
    for gap in overlay.gaps:
        shows = f"[{gap.number}] first copy {_stroke_words(gap.first)}; second copy {_stroke_words(gap.second)}"
        report += wrap(shows, 76, subsequent_indent="    ")
    if overlay.strays:
        report += ["", "The copies differ where neither is black:"]
        report += [line for stray in overlay.strays for line in wrap(stray, 76, subsequent_indent="  ")]
    return "\n".join(report)


def _stroke_words(stroke: Stroke) -> str:
    cells = f"{stroke.width} cells" if stroke.width else "a bar"
    return f"{stroke.initial} and {cells}" if stroke.initial else cells


TOOL = Tool(
    id="overlay",
    title="Overlay",
    about="Lays two copies of one text over each other and fills what one has blacked from the other.",
    parameters=(
        Parameter(
            id="first",
            label="First copy",
            about="A passage with its blackings, as the paper shows it.",
            tall=True,
            example="He asked for the [black: 5].",
        ),
        Parameter(
            id="second",
            label="Second copy",
            about="The same passage from the other copy.",
            tall=True,
            example="He [black: 5] for the files.",
        ),
    ),
    run=_run,
)
