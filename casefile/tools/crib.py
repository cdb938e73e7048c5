"""Crib dragging: two texts under one pad, and a word that one of them may hold.

What was added to both falls out when one is taken from the other. So a word that stands in the first at some place
says what stands there in the second; if that is language, both are found.

Source: FM 34-40-2, Basic Cryptanalysis, on depths; letters are added by their numbers, A being 0.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casefile.errors import Refusal
from casefile.tools.letters import ALPHABET, groups, letters
from casefile.tools.tool import Parameter, Tool, lines

LONGEST = 600
"""Letters of a text that are looked at."""
UNKNOWN = "·"
_CRIB = 40
_PLACES = 400
_WIDE = 76
_GROUPS_A_ROW = 11
_AT = re.compile(r"(?P<crib>.*?)(?:@\s*(?:(?P<line>[12])\s*[.:])?\s*(?P<at>\d{1,4})\s*)?")
_GROUPS = re.compile(r"[\s>|│]*[A-Z]{1,5}(?:\s+[A-Z]{1,5})+[\s|│]*")
_VOWELS = "AEIOUY"
_HARSH = re.compile(
    rf"[{_VOWELS}]{{4}}|[^{_VOWELS}]{{4}}|Q[^U]|[JQVXZ][JQVXZ]|(.)\1\1|^[^{_VOWELS}]{{3}}$|^[{_VOWELS}]{{3}}$"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A crib at one place."""

    at: int
    """Letters before it."""
    gives: str
    """What the other text says there."""
    is_likely: bool


@dataclass(frozen=True, slots=True)
class Fixed:
    """A crib that is taken to be right."""

    line: int
    """1 or 2: the text that it stands in."""
    at: int
    crib: str


def encipher(text: str, pad: str) -> str:
    """Add a pad to a text, letter by letter."""
    return "".join(_letter(_number(char) + _number(over)) for char, over in zip(text, pad, strict=False))


def difference(first: str, second: str) -> str:
    """Take the second text from the first, as far as both go: a pad that was added to both is gone."""
    return "".join(_letter(_number(one) - _number(other)) for one, other in zip(first, second, strict=False))


def drag(crib: str, first: str, second: str) -> list[Placed]:
    """What a crib at every place of the first text makes of the second."""
    apart = difference(second, first)
    spans = (apart[at : at + len(crib)] for at in range(len(apart) - len(crib) + 1))
    said = (encipher(span, crib) for span in spans)
    return [Placed(at, gives, is_likely(gives)) for at, gives in enumerate(said)]


def grow(first: str, second: str, fixed: Iterable[Fixed]) -> tuple[str, str]:
    """Both texts as far as the cribs say them; where two cribs disagree the later one holds."""
    texts = first, second
    said = [[UNKNOWN] * len(text) for text in texts]
    both = min(map(len, texts))
    for one in fixed:
        own, other = one.line - 1, 2 - one.line
        for at, char in enumerate(one.crib, one.at):
            if 0 <= at < both and char in ALPHABET:
                said[own][at] = char
                said[other][at] = encipher(difference(texts[other][at], texts[own][at]), char)
    return "".join(said[0]), "".join(said[1])


def is_likely(text: str) -> bool:
    """Whether letters could be language, by their sound alone.

    They are not where four vowels or four consonants stand together, Q has no U behind it, two of J Q V X Z stand
    side by side, a letter stands three times over, or three letters are all there is and all of one sort.
    """
    return not _HARSH.search(text)


def cipher_letters(text: str) -> str:
    """The letters of a text; where it has lines of groups, those of these lines, and not those of its head.

    Lines with a crib that holds, such as `HELLO @1.1`, are none of it.
    """
    written = [line for line in text[: 20 * LONGEST].splitlines() if "@" not in line]
    held = [line for line in written if _GROUPS.fullmatch(line)]
    return letters("\n".join(held or written))[:LONGEST]


def cribs_of(text: str) -> list[tuple[str, Fixed | None]]:
    """Every crib that is written down, and where it is fixed if it is."""
    found: list[tuple[str, Fixed | None]] = []
    for entry in lines(text[: 20 * LONGEST]):
        match = _AT.fullmatch(entry)
        crib = letters(match["crib"] if match else entry)[:_CRIB]
        if crib and match and match["at"]:
            found.append((crib, Fixed(int(match["line"] or 1), max(int(match["at"]) - 1, 0), crib)))
        elif crib:
            found.append((crib, None))
    return found


def _number(char: str) -> int:
    return ord(char) - ord("A")


def _letter(number: int) -> str:
    return ALPHABET[number % 26]


def _run(args: Mapping[str, str]) -> str:
    first, second = (cipher_letters(args.get(name, "")) for name in ("first", "second"))
    if not first or not second:
        raise Refusal("tool-crib-empty", "Give the dragger two texts that went out under one pad.")
    holding = [line for name in ("first", "second") for line in args.get(name, "").splitlines() if "@" in line]
    cribs = cribs_of("\n".join([*holding, args.get("crib", "")]))
    grown = grow(first, second, [fixed for _, fixed in cribs if fixed])
    shown = _in_rows(first, second, grown)
    loose = [crib for crib, fixed in cribs if not fixed]
    for crib in loose[-1:]:
        for title, one, other in (("first", first, second), ("second", second, first)):
            shown += ["", f"{crib} in the {title}: the other says there (* may be language)"]
            shown += _places(drag(crib, one, other))
    if not cribs:
        shown += ["", "First minus second:", *_rows(difference(first, second))]
    return "\n".join(shown)


def _in_rows(first: str, second: str, grown: tuple[str, str]) -> list[str]:
    """The texts over what is known of them; the second's are indented no deeper, so that letters stand in columns."""
    cut = [_rows(text) for text in (first, grown[0], second, grown[1])]
    deep = max(map(len, cut))
    shown: list[str] = []
    for row in range(deep):
        at = row * _GROUPS_A_ROW * 5 + 1
        heads = (f"{at:<4} 1  ", " " * 8, "     2  ", " " * 8)
        parts = [head + rows[row] for head, rows in zip(heads, cut, strict=True) if row < len(rows)]
        shown += [*([""] if row else []), *parts]
    return shown


def _rows(text: str) -> list[str]:
    split = groups(text)
    return [" ".join(split[at : at + _GROUPS_A_ROW]) for at in range(0, len(split), _GROUPS_A_ROW)]


def _places(places: list[Placed]) -> list[str]:
    if not places:
        return ["it is longer than what the texts have in common"]
    cells = [f"{one.at + 1:>3} {one.gives}{'*' if one.is_likely else ' '}" for one in places[:_PLACES]]
    a_row = max(_WIDE // (len(cells[0]) + 2), 1)
    shown = ["  ".join(cells[at : at + a_row]).rstrip() for at in range(0, len(cells), a_row)]
    return [*shown, *([f"… and {len(places) - _PLACES} places more"] if len(places) > _PLACES else [])]


TOOL = Tool(
    id="crib",
    title="Cribs",
    about="Slides a word under two texts that have one pad, and shows what it makes of the other.",
    parameters=(
        Parameter(
            id="first",
            label="First text",
            about="The groups as the paper shows them.",
            tall=True,
            example="EQNVZ",
        ),
        Parameter(
            id="second",
            label="Second text",
            about="The groups of the other text under the same pad.",
            tall=True,
            example="IMVOC",
        ),
        Parameter(
            id="crib",
            label="Cribs",
            about="`HELLO` is tried everywhere; `HELLO @1.1` stands in text 1 from letter 1. One a line.",
            tall=True,
            example="HELLO @1.1",
        ),
    ),
    run=_run,
)
