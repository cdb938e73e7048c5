"""The code sheet: of each code what can be counted, compared and added up in it, in columns."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool

_CODE = re.compile(r"(?<![\w.])\d{6}(?!\w|\.\d)")
_APART = re.compile(r"(?<![\w.])\d(?: \d){5}(?!\w| \d)")
_BETWEEN = re.compile(r"[\s|│*_]+")
_TEXT_MAX, _CODES_MAX = 20_000, 40
_PLACES = "ABCDEF"
_PAIRS = tuple(combinations(range(len(_PLACES)), 2))
_CODE_WIDE = 8
_COLUMN = 4


def read_codes(text: str) -> list[str]:
    """Every code of six digits in a text, once, in order; its digits may stand apart, or in six cells."""
    found: dict[str, None] = {}
    for line in text[:_TEXT_MAX].splitlines():
        bare = _BETWEEN.sub(" ", line)
        codes = _CODE.findall(bare) or _APART.findall(bare)
        found |= dict.fromkeys(code.replace(" ", "") for code in codes)
    return list(found)[:_CODES_MAX]


def in_order(code: str) -> str:
    """The code with a sign between neighbours: `4>0<1`."""
    signs = ("<" if left < right else ">" if left > right else "=" for left, right in pairwise(code))
    return code[0] + "".join(sign + digit for sign, digit in zip(signs, code[1:], strict=True))


def counts(codes: Sequence[str]) -> list[str]:
    """A table of what is counted: the sum, the odd ones, digits that stand more than once, and which are missing."""
    lines = [f"{'code':<{_CODE_WIDE}}{'in order':<13}{'sum':>4}{'odd':>5}{'even':>6}  {'more than once':<16}not there"]
    for code in codes:
        odd = sum(int(digit) % 2 for digit in code)
        often = [f"{digit}x{code.count(digit)}" for digit in sorted(set(code)) if code.count(digit) > 1]
        missing = "".join(digit for digit in "0123456789" if digit not in code)
        total = sum(map(int, code))
        said = f"{code:<{_CODE_WIDE}}{in_order(code):<13}{total:>4}{odd:>5}{len(code) - odd:>6}"
        lines.append(f"{said}  {' '.join(often) or '-':<16}{missing}")
    return lines


def pairs(codes: Sequence[str], title: str, *, sign: int) -> list[str]:
    """A table of all pairs of places: the second added to the first, or taken from it."""
    head = f"{title:<{_CODE_WIDE}}" + "".join(f"{_PLACES[one] + _PLACES[other]:>{_COLUMN}}" for one, other in _PAIRS)
    return [
        head,
        *(
            f"{code:<{_CODE_WIDE}}"
            + "".join(f"{int(code[one]) + sign * int(code[other]):>{_COLUMN}}" for one, other in _PAIRS)
            for code in codes
        ),
    ]


def _run(args: Mapping[str, str]) -> str:
    codes = read_codes(args.get("codes", ""))
    if not codes:
        raise Refusal("tool-keypad-empty", "Give the sheet codes of six digits, one a line.")
    added, less = pairs(codes, "added", sign=1), pairs(codes, "minus", sign=-1)
    return "\n".join([*counts(codes), "", *added, "", *less])


TOOL = Tool(
    id="keypad",
    title="Code sheet",
    about="Counts, compares and adds up the digits of codes, place by place and two by two.",
    parameters=(
        Parameter(
            id="codes",
            label="Codes",
            about="Codes of six digits, one a line; their places are A to F.",
            tall=True,
            example="419073\n328164",
        ),
    ),
    run=_run,
)
