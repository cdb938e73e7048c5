"""The Playfair cipher: letters in pairs, through a square of twenty-five.

Source: D. Kahn, The Codebreakers, chapter 6; I and J share a place, X parts two equal letters and fills the last pair.
"""

from collections.abc import Iterator, Mapping

from casefile.errors import Refusal
from casefile.tools.letters import ALPHABET, direction, given, groups, mixed, rows
from casefile.tools.tool import Parameter, Tool

_LETTERS = ALPHABET.replace("J", "")
_SIDE = 5


def square(keyword: str) -> str:
    """The twenty-five letters of a keyword's square, row by row."""
    return mixed(keyword.replace("J", "I"), _LETTERS)


def pairs(text: str) -> list[str]:
    """A text as it is enciphered: X between two letters that are equal and would share a pair, and at an odd end."""
    return list(_pairs(text.replace("J", "I")))


def encipher(text: str, keyword: str) -> str:
    """Write letters with a keyword. Both are letters A to Z and nothing else."""
    swap = _Square(keyword).swap
    return "".join(swap(pair, 1) for pair in pairs(text))


def decipher(text: str, keyword: str) -> str:
    """Read what was written with a keyword, X and all; an odd letter at the end is left out."""
    swap, plain = _Square(keyword).swap, text.replace("J", "I")
    return "".join(swap(plain[at : at + 2], -1) for at in range(0, len(plain) - 1, 2))


def _pairs(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        first, second = text[at], text[at + 1 : at + 2]
        if second and second != first:
            yield first + second
            at += 2
        else:
            yield first + ("Q" if first == "X" else "X")
            at += 1


class _Square:
    def __init__(self, keyword: str) -> None:
        self._letters = square(keyword)
        self._places = {char: divmod(at, _SIDE) for at, char in enumerate(self._letters)}

    def swap(self, pair: str, way: int) -> str:
        (a, b), (c, d) = self._places[pair[0]], self._places[pair[1]]
        if a == c:
            return self._at(a, b + way) + self._at(c, d + way)
        if b == d:
            return self._at(a + way, b) + self._at(c + way, d)
        return self._at(a, d) + self._at(c, b)

    def _at(self, row: int, column: int) -> str:
        return self._letters[row % _SIDE * _SIDE + column % _SIDE]


def _run(args: Mapping[str, str]) -> str:
    text = given(args.get("text", ""), "tool-playfair-empty", "Give the square a text.")
    writes, said = direction(args.get("key", ""))
    key = given(said, "tool-playfair-key", "Give the square a keyword, such as MONARCHY.")
    if not writes and any(pair[0] == pair[1] for pair in groups(text.replace("J", "I"), 2) if len(pair) == 2):
        raise Refusal(
            "tool-playfair-pairs", "Two equal letters share a pair, which no square makes: a letter is missing or over."
        )
    made = encipher(text, key) if writes else decipher(text, key)
    odd = [] if writes or len(text) % 2 == 0 else ["", f"The last letter, {text[-1]}, has no partner and is left out."]
    cells = ["  " + " ".join(row) for row in groups(square(key))]
    return "\n".join([*rows(" ".join(groups(made, 2))), *odd, "", *cells])


TOOL = Tool(
    id="playfair",
    title="Playfair",
    about="Reads a text in pairs through a keyword's square; “write” before the keyword writes one.",
    parameters=(
        Parameter(
            id="text",
            label="Text",
            about="The pairs or groups as the paper shows them; whatever is no letter is passed over.",
            tall=True,
            example="BM OD ZB XD NA BE KU DM UI XM MO UV IF",
        ),
        Parameter(
            id="key",
            label="Keyword",
            about="`MONARCHY` reads the text with this keyword's square, `write MONARCHY` writes it.",
            tall=False,
            example="PLAYFAIR EXAMPLE",
        ),
    ),
    run=_run,
)
