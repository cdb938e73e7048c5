"""The straddling checkerboard: eight letters have one figure, all others two.

Source: D. Kahn, Number One from Moscow (1961), for the board; the figure shift and the stop close its last row.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casefile.errors import Refusal
from casefile.tools.letters import ALPHABET, LETTERS_MAX, groups, letters, rows
from casefile.tools.tool import Parameter, Tool

SHIFT = "/"
"""Before a figure, which then stands as it is."""
STOP = "."
_WIDTH = 10
_TOP = 8


@dataclass(frozen=True, slots=True)
class Board:
    """A board: what stands in its top row, with spaces for the two gaps."""

    top: str

    @property
    def gaps(self) -> tuple[int, int]:
        """The columns that the top row leaves open: they number the rows below."""
        first, second = (column for column, char in enumerate(self.top) if char == " ")
        return first, second

    @property
    def below(self) -> tuple[str, str]:
        """The two lower rows: the letters that the top row has not, then shift and stop."""
        rest = "".join(char for char in ALPHABET if char not in self.top) + SHIFT + STOP
        return rest[:_WIDTH], rest[_WIDTH:]

    @property
    def codes(self) -> dict[str, str]:
        """Sign to figures."""
        codes = {char: str(column) for column, char in enumerate(self.top) if char != " "}
        for gap, row in zip(self.gaps, self.below, strict=True):
            codes |= {char: f"{gap}{column}" for column, char in enumerate(row)}
        return codes

    def draw(self) -> list[str]:
        """The board as it is drawn."""
        head = "    " + " ".join(map(str, range(_WIDTH)))
        rules = [f"{gap} | {' '.join(row)}" for gap, row in zip(self.gaps, self.below, strict=True)]
        return [head, f"  | {' '.join(self.top)}".rstrip(), *rules]


def board(row: str) -> Board:
    """The board of a top row, such as `AT_ONE_SIR`: eight different letters, and a sign for each gap.

    Raises:
        Refusal: It is no such row.
    """
    top = "".join(letters(char)[:1] or " " for char in re.sub(r"\s+", " ", row.strip()))
    top = top.ljust(_WIDTH) if " " in top else top
    if len(top) != _WIDTH or top.count(" ") != _WIDTH - _TOP or len(set(top)) != _TOP + 1:
        raise Refusal(
            "tool-checkerboard-row",
            "Give the board its top row: eight different letters and two gaps, such as AT_ONE_SIR.",
        )
    return Board(top)


def encipher(text: str, laid: Board) -> str:
    """Write a text in figures. A figure of its own goes after a shift; whatever else has no code is left out."""
    codes = laid.codes
    return "".join(codes[SHIFT] + char if char.isdigit() else codes.get(char, "") for char in text)


def decipher(figures: str, laid: Board) -> str:
    """Read figures; one that is left over at the end stands as `?`."""
    return "".join(_signs(figures, laid))


def _signs(figures: str, laid: Board) -> Iterator[str]:
    signs = {code: sign for sign, code in laid.codes.items()}
    held = ""
    for figure in figures:
        if held == SHIFT:
            yield figure
            held = ""
        elif (sign := signs.get(held + figure)) is None:
            held += figure
        elif sign == SHIFT:
            held = SHIFT
        else:
            yield sign
            held = ""
    if held:
        yield "?"


def _run(args: Mapping[str, str]) -> str:
    text = args.get("text", "")[: 8 * LETTERS_MAX].upper()
    figures = "".join(char for char in text if char in "0123456789")[: 2 * LETTERS_MAX]
    if not figures and not letters(text):
        raise Refusal("tool-checkerboard-empty", "Give the board figures to read, or words to write.")
    laid = board(args.get("key", ""))
    if letters(text):
        plain = "".join(char if char in "0123456789" + STOP else letters(char) for char in text[:LETTERS_MAX])
        made = " ".join(groups(encipher(plain, laid)))
    else:
        made = decipher(figures, laid)
    return "\n".join([*rows(made), "", *laid.draw()])


TOOL = Tool(
    id="checkerboard",
    title="Checkerboard",
    about="Reads figures through a straddling checkerboard; words are written in figures.",
    parameters=(
        Parameter(
            id="text",
            label="Figures or words",
            about="Groups of figures to read, or words to write.",
            tall=True,
            example="31132 12731 22364 5",
        ),
        Parameter(
            id="key",
            label="Top row",
            about="The board's top row with a sign for each gap, such as `ET_AON_RIS`.",
            tall=False,
            example="ET_AON_RIS",
        ),
    ),
    run=_run,
)
