"""The timeline: who was where and when, each in the order of the true time, from clocks that do not agree."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import wrap

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool, lines

_TEXT_MAX, _ENTRIES_MAX, _STEPS_MAX = 120_000, 1000, 40
_WIDE, _NAME_MAX = 76, 20
_CLOCK = re.compile(r"(\d\d)[.:]([0-5]\d)(?:[.:][0-5]\d)?")
_BAR, _GAP = re.compile(r"[|│]"), re.compile(r"\s{2,}|\t")
_SET = re.compile(r"(\S.{0,60}?)\s+([+\-−–]?)\s*(\d{1,3})(?:\s*min(?:utes?)?)?")
_EVERY = re.compile(r"every\s+(\d{1,3})(?:\s*min(?:utes?)?)?", re.IGNORECASE)
_DAY, _NIGHT_BEGINS, _NIGHT_ENDS = 24 * 60, 18 * 60, 6 * 60
_NOBODY = "·"


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody was somewhere."""

    minute: int
    """From midnight; of the morning after a night, from the midnight before it."""
    place: str
    who: str


def read_entries(text: str) -> list[Entry]:
    """A line with a clock is an entry; the cell behind the clock is the place and the next is who, others do not count.

    Raises:
        Refusal: `tool-timeline-empty`.
    """
    found = []
    for line in text[:_TEXT_MAX].splitlines():
        bare = line.strip().strip("|│").strip()
        cells = [cell.strip() for cell in (_BAR if _BAR.search(bare) else _GAP).split(bare)]
        clocks = [at for at, cell in enumerate(cells) if _minute(cell) is not None]
        if clocks and len(cells) > 2:
            # behind a clock in the last column it goes on with the first
            place, who = (cells[clocks[0] + 1 :] + cells[: clocks[0]])[:2]
            found.append(Entry(_minute(cells[clocks[0]]) or 0, _short(place), _short(who)))
    if not found:
        raise Refusal("tool-timeline-empty", "Give the timeline a table: a clock, a place and who, a row a line.")
    return _over_midnight(found[:_ENTRIES_MAX])


def put_right(entries: Sequence[Entry], minutes: Mapping[str, int]) -> list[Entry]:
    """Add so many minutes to the clock of each place."""
    return [replace(one, minute=one.minute + minutes.get(one.place.casefold(), 0)) for one in entries]


def by_person(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The entries of everybody in order; people by number or name."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.minute):
        found[entry.who].append(entry)
    return {who: found[who] for who in sorted(found, key=_by_size)}


def list_gaps(people: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    """A line for everybody: places with their clocks, and the minutes between them."""
    margin = max(map(len, people)) + 2
    for who, mine in people.items():
        pieces = [f"{mine[0].place} {_clock(mine[0].minute)}"]
        pieces += [f"+{then.minute - one.minute} {then.place} {_clock(then.minute)}" for one, then in pairwise(mine)]
        line = f"{who:<{margin}}{pieces[0]}"
        for piece in pieces[1:]:
            if len(line) + len(piece) + 2 > _WIDE:
                yield line
                line = " " * (margin - 2)
            line += f"  {piece}"
        yield line


def draw_grid(people: Mapping[str, Sequence[Entry]], every: int) -> Iterator[str]:
    """People by hours: in every cell the places where somebody was in so many minutes.

    Raises:
        Refusal: `tool-timeline-narrow`.
    """
    begins = min(one.minute for mine in people.values() for one in mine) // every
    ends = max(one.minute for mine in people.values() for one in mine) // every
    margin, columns = max(map(len, people)) + 2, ends - begins + 1
    cells: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for who, mine in people.items():
        for one in mine:
            cells[who, one.minute // every - begins].append(one.place)
    said = {at: " ".join(places) for at, places in cells.items()}
    size = min(max(map(len, said.values())), (_WIDE - margin) // columns - 1)
    if size < 1:
        raise Refusal("tool-timeline-narrow", "That is more columns than a paper has; take longer spells.")
    head = " " * margin
    for column in range(columns):
        at = margin + column * (size + 1)
        if at >= len(head) and at + 5 <= _WIDE:
            head = f"{head:<{at}}{_clock((begins + column) * every)} "
    yield head.rstrip()
    for who in people:
        row = (said.get((who, column), _NOBODY) for column in range(columns))
        yield (f"{who:<{margin}}" + " ".join(f"{_cut(cell, size):<{size}}" for cell in row)).rstrip()


def _over_midnight(entries: list[Entry]) -> list[Entry]:
    """Where all is before six and after eighteen, what is before six is of the next morning."""
    early = [one.minute < _NIGHT_ENDS for one in entries]
    late = [one.minute >= _NIGHT_BEGINS for one in entries]
    if not (any(early) and any(late) and all(map(max, early, late))):
        return entries
    return [replace(one, minute=one.minute + _DAY * is_early) for one, is_early in zip(entries, early, strict=True)]


def _minute(cell: str) -> int | None:
    match = _CLOCK.fullmatch(cell)
    return int(match[1]) * 60 + int(match[2]) if match and int(match[1]) < 24 else None


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}.{minute % 60:02d}"


def _short(name: str) -> str:
    return _cut(" ".join(name.split()), _NAME_MAX)


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else f"{text[: size - 1]}…"


def _by_size(name: str) -> tuple[int, int, str]:
    return (0, int(name), "") if name.isascii() and name.isdigit() else (1, 0, name.casefold())


def _read_steps(steps: Sequence[str], entries: Sequence[Entry]) -> tuple[dict[str, int], int]:
    """The minutes to add at each place, and how many a column of the grid has; 0 for no grid."""
    places = {one.place.casefold() for one in entries}
    minutes: dict[str, int] = {}
    every = 0
    for step in steps[:_STEPS_MAX]:
        if spell := _EVERY.fullmatch(step):
            every = int(spell[1])
            continue
        match = _SET.fullmatch(step)
        place = _short(match[1]).casefold() if match else ""
        if match is None or place not in places:
            named = ", ".join(sorted({one.place for one in entries}))
            raise Refusal(
                "tool-timeline-step",
                f"Say a place and the minutes to add to its clock, such as A -3; there are: {named[:200]}.",
            )
        minutes[place] = int(match[3]) * (-1 if match[2] and match[2] != "+" else 1)
    return minutes, every


def _run(args: Mapping[str, str]) -> str:
    entries = read_entries(args.get("entries", ""))
    minutes, every = _read_steps(lines(args.get("clocks", "")[:4000]), entries)
    people = by_person(put_right(entries, minutes))
    places, right = len({one.place for one in entries}), sum(map(bool, minutes.values()))
    counted = [(len(entries), "entry", "entries"), (len(people), "person", "people"), (places, "place", "places")]
    said = ", ".join(f"{count} {one if count == 1 else more}" for count, one, more in counted)
    said += f"; {right} clock{'' if right == 1 else 's'} put right."
    return "\n".join([*wrap(said, _WIDE), "", *(draw_grid(people, every) if every else list_gaps(people))])


TOOL = Tool(
    id="timeline",
    title="Timeline",
    about="Puts clocks right, and shows for everybody where they were, in order, with the minutes between.",
    parameters=(
        Parameter(
            id="entries",
            label="Entries",
            about="A table, a row a line: a clock, a place, and a name or a number.",
            tall=True,
            example="20.00  P  11\n20.08  Q  11\n20.30  Q  12\n20.32  P  12",
        ),
        Parameter(
            id="clocks",
            label="Clocks",
            about="Minutes to add to the clock of a place, `Q -5`; `every 10` draws people by hours instead.",
            tall=True,
            example="Q -5",
        ),
    ),
    run=_run,
)
