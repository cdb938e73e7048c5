"""The console's table: a line a team, a sign a puzzle. Nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.desk import glyphs
from casefile.desk.column import Row
from casefile.desk.notices import minutes_left
from casefile.desk.signs import cells
from casefile.desk.spans import Span, cut, fill
from casefile.host.console.overview import Puzzle, Standing, TeamRow

SIGNS = {
    Standing.SHUT: (glyphs.NONE, "quiet"),
    Standing.OPEN: (glyphs.OPEN, "buff"),
    Standing.SOLVED: (glyphs.DONE, "done"),
    Standing.FREED: ("f", "amber"),
    Standing.RELEASED: ("r", "amber"),
}
PLIGHTS = {"stuck": ("!!", "stamp"), "slow": ("! ", "amber"), "": ("  ", "quiet")}
LEGEND = f"{glyphs.DONE} solved  {glyphs.OPEN} open  {glyphs.NONE} shut  f freed  r handed out  ! slow  !! stuck"
_WIDEST = 5
"""Cells that one puzzle takes at most."""
_HEAD = 3
"""Letters of a puzzle's name that stand one below the other where there is no room beside each other."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the table is laid out for a width."""

    name: int
    cell: int
    puzzles: tuple[str, ...]
    """Those that there is room for."""
    more: int
    """Cells for what is open, in words."""


_FIXED = 3 + 8 + 3 + 7 + 7 + 5 + 5 + 4
"""Cells of the columns that are no name and no puzzle."""


def names_of(rows: Sequence[TeamRow]) -> tuple[str, ...]:
    """Every puzzle that any team knows of, in the order of the case."""
    return tuple(dict.fromkeys(puzzle.lock for row in rows for puzzle in row.puzzles))


def shape(rows: Sequence[TeamRow], width: int) -> Shape:
    """Lay the table out. Where the puzzles do not fit, those that every team has done go first."""
    names = names_of(rows)
    longest = max((cells(row.name) for row in rows), default=4) + 1
    name = min(longest, 25 if width >= 160 else 19 if width >= 100 else 13)
    room = max(4, width - _FIXED - name)
    cell = max(1, min(_WIDEST, room // max(1, len(names))))
    while len(names) * cell > room:
        names = names[1:] if _is_done_by_all(rows, names[0]) else names[:-1]
    return Shape(name, cell, names, max(0, room - len(names) * cell))


def _is_done_by_all(rows: Sequence[TeamRow], lock: str) -> bool:
    return all(puzzle.is_done for row in rows for puzzle in row.puzzles if puzzle.lock == lock)


def table(rows: Sequence[TeamRow], width: int, now: float) -> tuple[list[str], list[Row]]:
    """The lines of the table's head, which stays in sight, and a row for each team."""
    laid = shape(rows, width)
    return _head(laid), [Row(tuple(_line(row, laid, now)), row.id) for row in rows]


def _head(laid: Shape) -> list[str]:
    before = f"   {'team':<{laid.name}}{'left':>6}  {'in':>2} "
    after = f" {'done':>6} {'idle':>6} {'hint':>4} {'miss':>4} {'ask':>3}"
    if laid.cell > _HEAD:
        names = "".join(f" {name[: laid.cell - 1]:<{laid.cell - 1}}" for name in laid.puzzles)
        return [before + names + after]
    high = min(_HEAD, max((len(name) for name in laid.puzzles), default=1))
    letters = ["".join(f"{name[n : n + 1]:>{laid.cell}}" for name in laid.puzzles) for n in range(high)]
    return [*(" " * len(before) + line for line in letters[:-1]), before + letters[-1] + after]


def _line(row: TeamRow, laid: Shape, now: float) -> list[Span]:
    sign, ink = PLIGHTS[row.plight(now)]
    name = fill(cut([Span(row.name, "text-desk", bold=True)], laid.name - 1), laid.name)
    here = str(len(row.present)) if row.present else glyphs.NONE
    line = [Span(f"{sign} ", ink, bold=True), *name, *_clock(row, now), Span(f"{here:>2} ", "text-desk")]
    if not row.has_begun:
        words = row.trouble or "nobody has sat down yet"
        return [*line, Span(f" {words}", "stamp" if row.trouble else "quiet", italic=True)]
    stands = {puzzle.lock: puzzle for puzzle in row.puzzles}
    line += [_sign(stands.get(lock), laid.cell) for lock in laid.puzzles]
    expected = f"/{row.expected}" if row.expected and not row.is_done else ""
    idle = glyphs.NONE if row.is_done else f"{int(row.idle_by(now) / 60)}{expected}"
    asks = f"?{len(row.waiting)}" if row.waiting else glyphs.NONE
    line += [
        Span(f" {f'{row.solved}/{len(row.puzzles)}':>6}", "text-desk"),
        Span(f" {idle:>6}", ink if sign.strip() else "text-desk"),
        Span(f" {row.hints or glyphs.NONE:>4} {row.wrong or glyphs.NONE:>4}", "text-desk"),
        Span(f" {asks:>3}", "amber" if row.waiting else "text-desk", bold=bool(row.waiting)),
    ]
    if laid.more > 24:
        line += cut([Span(f"   {_doing(row)}", "quiet")], laid.more)
    return line


def _sign(puzzle: Puzzle | None, cell: int) -> Span:
    sign, ink = SIGNS[puzzle.standing if puzzle else Standing.SHUT]
    return Span(f" {sign:<{cell - 1}}" if cell > _HEAD else f"{sign:>{cell}}", ink)


def _clock(row: TeamRow, now: float) -> list[Span]:
    """The time that is left, in minutes; what is not minutes is a word."""
    left = row.clock.left_by(now)
    if not row.has_begun:
        words, ink = glyphs.NONE, "quiet"
    elif row.is_done:
        words, ink = "ended", "done"
    elif row.clock.is_held:
        words, ink = "held", "amber"
    elif left is None:
        words, ink = f"+{int(row.clock.spent_by(now) / 60)}", "text-desk"
    elif left == 0:
        words, ink = "up", "stamp"
    else:
        words, ink = f"{int(left / 60)}:{int(left % 60):02d}" if left < 600 else f"{minutes_left(left)} m", "text-desk"
    return [Span(f"{words:>6}  ", ink)]


def _doing(row: TeamRow) -> str:
    """What is in hand, in words."""
    return row.ended or ", ".join(puzzle.title for puzzle in row.open) or "nothing is open"


def detail(row: TeamRow | None, now: float) -> str:
    """A sentence about one team: who is there, what is open."""
    if row is None:
        return ""
    if not row.has_begun:
        return f"{row.name}: {row.trouble or 'nobody has sat down yet; the clock starts with the first player.'}"
    there = ", ".join(row.present) or "nobody is there"
    clock = row.clock
    total = "" if clock.limit is None else f" of {round(clock.limit / 60)}"
    held = ", held" if clock.is_held else ""
    seized = f" {row.seized} has a terminal." if row.seized else ""
    doing = f"Ended: {row.ended}" if row.is_done else f"Open: {_doing(row)}"
    return f"{row.name}: {there}. {int(clock.spent_by(now) / 60)}{total} minutes{held}. {doing}.{seized}"
