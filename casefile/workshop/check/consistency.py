"""The rule for what the papers state as true: nobody is in two places at once, and sums are right."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations

from casefile.kinds.tables import rows as rows_of
from casefile.source.case import Document
from casefile.source.problems import Problem, did_you_mean
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.world.records import minute

_CLOCK = re.compile(r"([01]\d|2[0-3])[.:][0-5]\d")


@dataclass(frozen=True, slots=True)
class _Stay:
    """Where somebody was, and who says so."""

    who: str
    where: str
    date: str
    start: int
    end: int
    path: str
    place: tuple[str | int, ...]

    def contradicts(self, other: "_Stay") -> bool:
        """Whether nobody can have done both."""
        at_once = self.start < other.end and other.start < self.end
        return (self.who, self.date) == (other.who, other.date) and at_once and self.where != other.where


def the_world_is_consistent(deal: Deal) -> Iterator[Problem]:
    """People in two places at once, and columns that do not come to their totals."""
    stays = list(_registered(deal))
    for doc in deal.case.docs.values():
        for number, entry in enumerate(doc.about.asserts):
            place = ("asserts", number)
            said = {
                key: deal.dealt.rendering.string(
                    f"doc:{doc.about.id}", value, deal.dealt.rendering.at(doc.path, *place)
                )
                for key, value in entry.model_dump().items()
            }
            if entry.column:
                wrong = _wrong_total(deal, doc, said["column"], said["total"])
            else:
                wrong = _wrong_stay(deal, said)
                if not wrong:
                    stays.append(_stay(said, doc.path, place))
            if wrong:
                yield deal.problem("CF-U09", doc.path, place, wrong)
    for first, second in combinations(stays, 2):
        if first.contradicts(second):
            sentence = f"{second.who} is at {second.where} here, and at {first.where} in {first.path} at the same time."
            yield deal.problem(
                "CF-U09", second.path, second.place, sentence, "Change the hour or the place in one of them."
            )


def _registered(deal: Deal) -> Iterator[_Stay]:
    """What the registers of the clues say; a clue without a date is on a day of its own."""
    for number, (name, facts) in enumerate(deal.dealt.world.clues.items() if deal.dealt.world else ()):
        for row in facts["rows"]:
            said = {"who": row["id"], "where": row["place"], "date": facts["window"]["date"] or name}
            yield _stay(said | {"start": row["since"], "end": row["until"]}, "world.toml", ("clues", number))


def _stay(said: Mapping[str, str], path: str, place: tuple[str | int, ...]) -> _Stay:
    where, date = (" ".join(said[key].casefold().split()) for key in ("where", "date"))
    return _Stay(said["who"], where, date, minute(said["start"]), minute(said["end"]), path, place)


def _wrong_stay(deal: Deal, said: Mapping[str, str]) -> str:
    if said["who"] not in deal.case.cast:
        return f'there is nobody called "{said["who"]}" in cast.toml.{did_you_mean(said["who"], deal.case.cast)}'
    for key in ("start", "end"):
        if not _CLOCK.fullmatch(said[key]):
            return f'"{said[key]}" is no clock; write it as 21.05.'
    return "" if said["start"] < said["end"] else f"{said['start']} to {said['end']} ends before it begins."


def _wrong_total(deal: Deal, doc: Document, column: str, total: str) -> str:
    """What is wrong with a column; nothing if its numbers come to the total, with or without the total's own row."""
    body = next(paper.body for paper in deal.dealt.papers if paper.source is doc)[deal.dealt.rendering.language]
    head: list[str] = []
    numbers: list[Decimal] = []
    for cells in rows_of(body):
        if column in cells:
            head = cells
        elif head and len(cells) == len(head):
            numbers += _number(cells[head.index(column)])
    if not head or not _number(total):
        return f'there is no column "{column}" in its tables.' if not head else f'"{total}" is no number.'
    wanted = _number(total)[0]
    came = sum(numbers, Decimal(0))
    if came == wanted or (wanted in numbers and came == 2 * wanted):
        return ""
    return f'the column "{column}" comes to {came - wanted if wanted in numbers else came}, not to {wanted}.'


def _number(text: str) -> list[Decimal]:
    try:
        return [Decimal(text.replace(",", "").strip())]
    except InvalidOperation:
        return []


RULES = (
    Rule(
        "CF-U09",
        Severity.ERROR,
        "Nobody is in two places at once, and what is added up is right",
        "deal",
        the_world_is_consistent,
    ),
)
"""What is asked of the facts."""
