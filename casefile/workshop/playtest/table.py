"""All plays of a case in one table: a row a puzzle."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from rich.cells import cell_len, set_cell_size

from casefile.source.case import Case
from casefile.source.hints import RUNGS
from casefile.text import clean
from casefile.workshop.playtests import Played

COMMONEST = 3
"""Wrong answers that are named."""
TITLE = 28


@dataclass(frozen=True, slots=True)
class Row:
    """One puzzle in the hands of everybody who was at it."""

    puzzle: str
    title: str
    players: int
    solved: int
    spoiled: int
    """Lines that say nothing about the puzzle: the player knew it."""
    stated: int
    """Minutes that its file says."""
    median: float | None
    """Of the minutes of those who solved it unspoiled."""
    shortest: float | None
    longest: float | None
    hints: dict[int, int]
    """Rung to how often it was taken."""
    wrong: int
    commonest: tuple[tuple[str, int], ...]
    """Wrong answers that were given most often, with their number."""
    stopped: int
    """Players who stopped here for good."""

    def as_dict(self) -> dict[str, Any]:
        """For a script."""
        said = asdict(self)
        said["commonest"] = [{"answer": answer, "times": times} for answer, times in self.commonest]
        return said


def rows(case: Case, plays: Sequence[Played]) -> Iterator[Row]:
    """A row for every puzzle but the archives, in the order of the story, played or not."""
    for name, puzzle in case.puzzles.items():
        if puzzle.about.form == "request":
            continue
        own = [play for play in plays if play.puzzle == name]
        fair = [play for play in own if not play.spoiled]
        minutes = [play.minutes for play in fair if play.solved]
        rungs = Counter(int(rung.rpartition("/")[2]) for play in fair for rung in play.hints if rung[-1:].isdigit())
        wrong = Counter(" ".join(answer.casefold().split()) for play in own for answer in play.wrong_answers)
        yield Row(
            puzzle=name,
            title=case.catalogues[case.file.language].say(f"puzzle:{name}", puzzle.about.title),
            players=len({play.player for play in own}),
            solved=len({play.player for play in own if play.solved}),
            spoiled=len(own) - len(fair),
            stated=puzzle.about.minutes,
            median=median(minutes) if minutes else None,
            shortest=min(minutes, default=None),
            longest=max(minutes, default=None),
            hints=dict(sorted(rungs.items())),
            wrong=sum(play.wrong for play in own),
            commonest=tuple(wrong.most_common(COMMONEST)),
            stopped=sum(play.stopped for play in own),
        )


def lines(table: Sequence[Row]) -> Iterator[str]:
    """The table for people, within 100 columns."""
    rungs = f"{'hint 1':>8}{'2':>3}{'3':>3}{'4':>3}"
    yield f"{'puzzle':<10}{'':<{TITLE}}{'solved':>8}{'minutes':>14}{'says':>6}{rungs}{'wrong':>7}{'stopped':>9}"
    for row in table:
        yield from _row(row)


def _row(row: Row) -> Iterator[str]:
    title = clean(row.title, lines=False)
    title = set_cell_size(title, TITLE - 2) if cell_len(title) > TITLE - 2 else title
    title += " " * (TITLE - cell_len(title))
    spread = "" if row.median is None or row.solved < 2 else f" ({row.shortest:.0f}–{row.longest:.0f})"
    minutes = "" if row.median is None else f"{row.median:.0f}{spread}"
    rungs = "".join(f"{row.hints.get(rung) or '·':>{8 if rung == 1 else 3}}" for rung in range(1, RUNGS + 1))
    solved = f"{row.solved} of {row.players}" if row.players else "nobody"
    said = f"{row.puzzle:<10}{title}{solved:>8}{minutes:>14}{row.stated or '':>6}"
    yield f"{said}{rungs if row.players else '':<17}{row.wrong or '':>7}{row.stopped or '':>9}".rstrip()
    told = [f"“{clean(answer, lines=False)}”{f' {times}×' if times > 1 else ''}" for answer, times in row.commonest]
    if told:
        yield f"{'':<10}wrong: {', '.join(told)}"[:100]
    if row.spoiled:
        yield f"{'':<10}{row.spoiled} by players who knew it: left out of minutes and hints"
