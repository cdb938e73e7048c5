"""Shares of shares: from a register of holdings what each holder has of one company, path by path."""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool, lines

Register = Mapping[str, Mapping[str, Decimal]]
"""Company to holder to per cent of it."""

_TEXT_MAX, _LINES_MAX, _DEEPEST = 60_000, 300, 12
_WIDE = 76
_CELLS = re.compile(r"[|│\t]|\s{2,}")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|per cent)?")


def read_register(text: str) -> dict[str, dict[str, Decimal]]:
    """The rows of a text that name a company, a holder and a per cent; all others are left out."""
    register: dict[str, dict[str, Decimal]] = {}
    for company, holder, percent in _rows(text[:_TEXT_MAX]):
        if match := _PERCENT.fullmatch(percent):
            held = register.setdefault(company, {})
            held[holder] = held.get(holder, Decimal(0)) + Decimal(match[1].replace(",", "."))
    return register


def tree(register: Register, company: str) -> Iterator[tuple[int, str, Decimal, Decimal]]:
    """Everybody who holds something of a company, holders below what they hold.

    Yields:
        How deep it stands, who it is, the per cent that they hold of the one above, and of the company.

    Raises:
        Refusal: `tool-shares-circle`.
    """
    waiting: list[tuple[tuple[str, ...], Decimal, Decimal]] = [((company,), Decimal(100), Decimal(100))]
    while waiting:
        way, held, whole = waiting.pop()
        yield len(way) - 1, way[-1], held, whole
        below = register.get(way[-1], {})
        if circle := next((holder for holder in below if holder in way), ""):
            raise Refusal("tool-shares-circle", f"By these rows “{circle[:40]}” holds a part of itself.")
        if len(way) > _DEEPEST:
            raise Refusal("tool-shares-deep", f"That goes through more than {_DEEPEST} companies.")
        below_it = [((*way, holder), part, whole * part / 100) for holder, part in below.items()]
        waiting += reversed(below_it)


def _rows(text: str) -> Iterator[tuple[str, str, str]]:
    for line in text.splitlines():
        # a table for the ear has its row in one line, with semicolons between the cells
        spoken = [cell.partition(": ")[2] for cell in line.strip().removeprefix("- ").removesuffix(".").split("; ")]
        if len(spoken) >= 3 and all(spoken):
            yield spoken[0].strip(), spoken[1].strip(), spoken[2].strip()
            continue
        for entry in lines(line):
            cells = [cell.strip() for cell in _CELLS.split(entry.strip("|│ ")) if cell.strip()]
            if len(cells) >= 3:
                yield cells[0], cells[1], cells[2]


def _named(register: Register, words: str) -> str:
    """The company of that name, or the only one that begins so.

    Raises:
        Refusal: `tool-shares-company`.
    """
    wanted = " ".join(words.split()).casefold()
    exact = [company for company in register if company.casefold() == wanted]
    found = exact or [company for company in register if wanted and company.casefold().startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(sorted(register))
        raise Refusal("tool-shares-company", f"Say of which company; there are: {known[:400]}.")
    return found[0]


def _number(share: Decimal) -> str:
    """Three places at most, half up, and one at least, so that columns stand under each other."""
    text = f"{share.quantize(Decimal('0.001'), ROUND_HALF_UP):f}".rstrip("0")
    return f"{text}0" if text.endswith(".") else text


def _aligned(share: Decimal) -> str:
    before, _, after = _number(share).partition(".")
    return f"{before:>4}.{after:<3}"


def _run(args: Mapping[str, str]) -> str:
    register = read_register(args.get("register", ""))
    if not register:
        raise Refusal(
            "tool-shares-empty", "Give it a register: company, holder and per cent, apart by bars or two spaces."
        )
    company = _named(register, args.get("company", ""))
    shown = [f"Per cent of {company}, and of the one above:"]
    for deep, name, held, whole in tree(register, company):
        if len(shown) > _LINES_MAX:
            shown.append("… and more.")
            break
        part = f"{f'{held:f}'.rstrip('0').rstrip('.') if '.' in f'{held:f}' else held} % " if deep else ""
        end = "" if name in register else " *"
        shown.append(f"{_aligned(whole)}  {'. ' * deep}{part}{name}{end}")
    shown += ["", "* is no company of the register."]
    return "\n".join(line if len(line) <= _WIDE else line[: _WIDE - 1] + "…" for line in shown)


TOOL = Tool(
    id="shares",
    title="Shares",
    about="Follows a register of holdings from one company, and multiplies along each path; it adds nothing up.",
    parameters=(
        Parameter(
            id="register",
            label="Register",
            about="A row a line: company, holder, per cent, apart by bars or two spaces.",
            tall=True,
            example="Kite  Lark  50\nKite  Ann  20\nKite  Bob  30\nLark  Ann  60\nLark  Cay  40",
        ),
        Parameter(
            id="company",
            label="Of",
            about="The company to begin with, or the first letters of its name.",
            tall=False,
            example="Kite",
        ),
    ),
    run=_run,
)
