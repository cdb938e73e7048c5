"""Check digits of account numbers: the number turned about and divided by 97.

Source: ISO 13616 for the order of the number, ISO 7064 (MOD 97-10) for the division.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool, lines

_TEXT_MAX, _NUMBERS_MAX = 20_000, 60
_WIDE = 76
_LONGEST = 34
_BLACK = re.compile(r"\[\[black (\d{1,2})\]\]|\[black: (\d{1,2})\]")
_CELLS = re.compile(r"[|│\t]|\s{2,}")
_WHOLE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9?]+")
_MOVED = 4
UNREAD = "?"
"""A sign that cannot be read; blots and stops are taken for one, too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that holds a number."""

    number: str
    """Capitals, figures and `UNREAD`, without spaces."""
    label: str
    """What else stands in the line."""

    @property
    def is_whole(self) -> bool:
        """Whether it has the form of an account number: country, two check digits, and the rest."""
        return len(self.number) <= _LONGEST and bool(_WHOLE.fullmatch(self.number))


def moved(number: str) -> str:
    """The number with its first four signs, the country and the check digits, behind all others."""
    return number[_MOVED:] + number[:_MOVED]


def in_figures(number: str) -> str:
    """Two figures for each letter, 10 for A to 35 for Z; all else stays."""
    return "".join(str(ord(sign) - ord("A") + 10) if sign.isalpha() else sign for sign in number)


def remainder(number: str) -> int | None:
    """What 97 leaves of a number as it is written; nothing where a sign cannot be read."""
    return None if UNREAD in number else int(in_figures(moved(number))) % 97


def entries(text: str, front: str = "") -> Iterator[Entry]:
    """The lines of a text that hold a number, with what is to stand before each that has no country."""
    front = _plain(front)
    for line in lines(_BLACK.sub(lambda black: UNREAD * min(int(black[1] or black[2]), _LONGEST), text[:_TEXT_MAX])):
        cells = [cell.strip() for cell in _CELLS.split(line.strip("|│-> ")) if cell.strip()]
        for at, cell in enumerate(cells):
            number = _plain(re.sub(r"^[^:]*:|(?<!\.)\.$", "", cell))
            if not re.fullmatch(r"[A-Z0-9?]+", number) or len(re.findall(r"[0-9?]", number)) < 5:
                continue
            whole = number if _WHOLE.match(number) else front + number
            yield Entry(whole, "  ".join(cells[:at] + cells[at + 1 :]))
            break


def _plain(text: str) -> str:
    """Capitals and figures; whatever stands for a sign that cannot be read as `UNREAD`."""
    return re.sub(r"[█▓■._?]", UNREAD, re.sub(r"\s", "", text)).upper()


def _grouped(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _working(entry: Entry) -> Iterator[str]:
    """One number: what it leaves, then how it came about."""
    turned = moved(entry.number)
    left = remainder(entry.number)
    if left is None:
        yield f"{_grouped(entry.number)} cannot be divided: signs are missing."
        yield "Write the numbers that it may be, one a line."
    else:
        yield f"{_grouped(entry.number)} leaves {left}."
    yield ""
    yield f"turned about  {_grouped(turned[:-_MOVED])} {turned[-_MOVED:]}"
    for at, figures in enumerate(wrap(in_figures(turned), _WIDE - 14)):
        yield f"{'' if at else 'in figures':<14}{figures}"


def _table(found: list[Entry]) -> Iterator[str]:
    """Several numbers, and what each leaves."""
    yield "leaves  number"
    for entry in found:
        left = remainder(entry.number) if entry.is_whole else None
        said = f"{'?' if left is None else left:>6}  {_grouped(entry.number[:_LONGEST])}  {entry.label}".rstrip()
        yield said if len(said) <= _WIDE else said[: _WIDE - 1] + "…"
    if not all(entry.is_whole for entry in found):
        yield ""
        yield "?: it cannot be divided. A number begins with two letters and two check digits."


def _run(args: Mapping[str, str]) -> str:
    found = list(entries(args.get("numbers", ""), args.get("front", "")[:80]))[:_NUMBERS_MAX]
    if not found:
        raise Refusal(
            "tool-checkdigits-empty", "Give it account numbers, one a line, such as XY50 TEST 1234 5698 7654 32."
        )
    if len(found) == 1 and not found[0].is_whole:
        raise Refusal(
            "tool-checkdigits-number",
            f"A number begins with two letters and two check digits, and has {_LONGEST} signs at most.",
        )
    return "\n".join(_working(found[0]) if len(found) == 1 else _table(found))


TOOL = Tool(
    id="checkdigits",
    title="Check digits",
    about="Turns account numbers about, writes their letters as figures, and says what 97 leaves of each.",
    parameters=(
        Parameter(
            id="numbers",
            label="Numbers",
            about="Account numbers, one a line; what else stands in a line does no harm.",
            tall=True,
            example="XY50 TEST 1234 5698 7654 32",
        ),
        Parameter(
            id="front",
            label="In front",
            about="What is to stand before every number that begins with figures, such as `XY50 TEST`.",
            tall=False,
            example="XY50 TEST",
        ),
    ),
    run=_run,
)
