"""What `casefile solve` says: a table for each profile, then whatever is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any

from casefile.workshop.solve.by_papers import Proof
from casefile.workshop.solve.run import Solved


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is wrong, or worth a look, and in which deals."""

    sentence: str
    seeds: tuple[str, ...]

    def __str__(self) -> str:
        shown = ", ".join(seed or "story" for seed in self.seeds[:3]) + (", …" if len(self.seeds) > 3 else "")
        return f"{self.sentence}  [{len(self.seeds)} deal(s): {shown}]"


@dataclass(frozen=True, slots=True)
class Row:
    """One lock of one profile in one language, over all seeds."""

    lock: str
    language: str
    ways: tuple[str, ...]
    milliseconds: int
    """Median."""
    slowest: int
    refused: int
    """Wrong answers that its real lock was offered in each deal, at least."""
    near: int
    plan: int
    """Lines of its plan."""


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """One profile over all seeds."""

    profile: str
    deals: int
    plays: int
    rows: tuple[Row, ...]
    faults: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    unseen: tuple[str, ...]
    """What no play of any deal opened."""


def reports(done: Sequence[Solved]) -> list[ProfileReport]:
    """Gather by profile; messages that another profile sends are not missed in this one."""
    profiles = list(dict.fromkeys(solved.profile for solved in done))
    unseen = {name: _unseen([one for one in done if one.profile == name]) for name in profiles}
    nowhere = set.intersection(*unseen.values())
    found = []
    for name in profiles:
        these = [solved for solved in done if solved.profile == name]
        kept = {thing for thing in unseen[name] if thing in nowhere or not thing.startswith("message:")}
        plays = sum(solved.tour.plays for solved in these if solved.tour)
        warnings = _gathered((solved.seed, _said(proof, proof.warning)) for solved in these for proof in solved.proofs)
        faults = _gathered(pair for solved in these for pair in _faults(solved))
        found.append(ProfileReport(name, len(these), plays, tuple(_rows(these)), faults, warnings, tuple(sorted(kept))))
    return found


def _unseen(these: Sequence[Solved]) -> set[str]:
    """What was seen in no deal; where nothing could be dealt, nothing is missed."""
    missing = [set(solved.tour.unseen) for solved in these if solved.tour]
    return set.intersection(*missing) if missing else set()


def _said(proof: Proof, sentence: str) -> str:
    return f"{proof.lock} ({proof.language})  {sentence}" if sentence else ""


def _faults(solved: Solved) -> Iterator[tuple[str, str]]:
    yield from ((solved.seed, line) for line in solved.unsound.split("\n"))
    yield from ((solved.seed, _said(proof, proof.fault)) for proof in solved.proofs)
    if solved.tour:
        yield from ((solved.seed, f"{lock}  {said}".strip()) for lock, said in solved.tour.faults.items())
    for _, failures in (solved.plans or {}).values():
        yield from ((solved.seed, str(failure)) for failure in failures)


def _gathered(pairs: Iterator[tuple[str, str]] | Any) -> tuple[Remark, ...]:
    """The same sentence of several seeds is one remark."""
    found: dict[str, list[str]] = {}
    for seed, sentence in pairs:
        if sentence and seed not in found.setdefault(sentence, []):
            found[sentence].append(seed)
    return tuple(Remark(sentence, tuple(seeds)) for sentence, seeds in found.items())


def _rows(these: Sequence[Solved]) -> Iterator[Row]:
    proofs = [(proof.lock, proof.language, proof) for solved in these for proof in solved.proofs]
    order = list(dict.fromkeys((lock, language) for lock, language, _ in proofs))
    proofs.sort(key=lambda one: order.index(one[:2]))
    tours = [solved.tour.first for solved in these if solved.tour]
    plans = {name: count for solved in these for name, (count, _) in (solved.plans or {}).items()}
    for (lock, language), group in groupby(proofs, key=lambda one: one[:2]):
        own = [proof for _, _, proof in group]
        spans = [1000 * proof.seconds for proof in own]
        yield Row(
            lock,
            language,
            ways=tuple(dict.fromkeys(str(proof.way) for proof in own)),
            milliseconds=round(median(spans)),
            slowest=round(max(spans)),
            refused=min((trip.refused[lock] for trip in tours), default=0),
            near=min((trip.near[lock] for trip in tours), default=0),
            plan=plans.get(lock, 0),
        )


_HEAD = ("lock", "lang", "solved from", "ms", "most", "refused", "near", "plan")


def lines(found: Sequence[ProfileReport]) -> Iterator[str]:
    """The whole report, for a terminal of 80 columns or more."""
    for report in found:
        yield f"{report.profile}: {report.deals} deal(s), {report.plays} plays"
        yield ""
        yield from _table(report.rows)
        yield ""
        yield from (f"fails    {remark}" for remark in report.faults)
        yield from (f"warning  {remark}" for remark in report.warnings)
        if report.unseen:
            yield f"never opened: {', '.join(report.unseen)}"
        if report.faults or report.warnings or report.unseen:
            yield ""
    count = sum(len(report.faults) for report in found)
    yield (
        f"{count} failure(s)." if count else "Every lock opens to what can be read, and to nothing that it must refuse."
    )


def _table(rows: Sequence[Row]) -> Iterator[str]:
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        left = (cell.ljust(width) for cell, width in zip(row[:3], widths[:3], strict=True))
        right = (cell.rjust(width) for cell, width in zip(row[3:], widths[3:], strict=True))
        yield "  " + "  ".join((*left, *right)).rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    counts = (row.milliseconds, row.slowest, row.refused, row.near, row.plan)
    return row.lock, row.language, "; ".join(row.ways), *map(str, counts)
