"""Rules for what must look the same whoever it was: sizes, the order of names, what is blacked out."""

import re
from collections.abc import Iterator, Mapping, Sequence

from casefile.session.views import Block, Shape
from casefile.source.document import blocks as cut
from casefile.source.problems import Problem
from casefile.vault import SealKey
from casefile.workshop.check.prose import blocks, spelled
from casefile.workshop.check.rule import Deal, Rule, Severity
from casefile.workshop.deal import Dealt, DealtPaper
from casefile.workshop.locks import blank

_BLACK = re.compile(r"\w?\[\[black +\d+\]\]\w?")
"""Something blacked out, with a letter that is left on either side."""


def sizes_do_not_tell(deal: Deal) -> Iterator[Problem]:
    """Locks that show more rows for one culprit than for another. All other sizes are padded by the seal."""
    for lock in deal.dealt.solutions:
        rows: dict[int, list[str]] = {}
        for mole, variant in deal.variants.items():
            keys = SealKey(bytes(32)).deal(deal.case.file.id, deal.dealt.seed, deal.profile.id)
            rows.setdefault(len(blank(variant, lock, keys).rows), []).append(mole)
        if len(rows) > 1:
            few, many = min(rows), max(rows)
            sentence = f"shows fewer rows with {_or(rows[few])} as the culprit than with {_or(rows[many])}."
            advice = "Write as many answers in `accept` and `near` whoever it is."
            yield deal.problem("CF-L03", deal.case.puzzles[lock].path, ("accept",), sentence, advice)


def _or(moles: Sequence[str]) -> str:
    return " or ".join(moles)


def orders_do_not_tell(deal: Deal) -> Iterator[Problem]:
    """Lists in which the culprit has one place whoever it is, and which follow from nothing that can be seen."""
    if len(deal.variants) < 3:
        return
    by_mole = {mole: list(_orders(variant)) for mole, variant in deal.variants.items()}
    for number, (paper, _, _) in enumerate(by_mole[deal.dealt.mole]):
        found = {mole: orders[number] for mole, orders in by_mole.items() if number < len(orders)}
        places = {order.index(mole) for mole, (_, order, _) in found.items()}
        if len(found) == len(by_mole) and len(places) == 1 and not all(seen for _, _, seen in found.values()):
            doc = paper.source
            sentence = f"names the culprit as number {places.pop() + 1} of {len(by_mole)}, whoever it is."
            advice = "Go through `world.suspects`, or sort by something that is printed."
            yield Problem(doc.path, doc.line, "CF-L04", sentence, advice)


def _orders(dealt: Dealt) -> Iterator[tuple[DealtPaper, list[str], bool]]:
    """Where all suspects stand in one list or table, each once: their order, and whether a column explains it."""
    called = _called(dealt)
    for paper in dealt.papers:
        body = paper.body[dealt.rendering.language]
        if not all(any(word in spelled(body) for word in words) for words in called.values()):
            continue
        for rows in _lists(blocks(body)):
            order = [_who(row, called) for row in rows]
            named = [one for one in order if one]
            if sorted(named) == sorted(called):
                told = [row for row, one in zip(rows, order, strict=True) if one]
                yield paper, named, named == list(called) or any(map(_is_sorted, zip(*told, strict=False)))


def _called(dealt: Dealt) -> dict[str, set[str]]:
    """What each suspect can be called, spelled."""
    people = dealt.world.people if dealt.world else {}
    return {
        name: {spelled(str(person[key])) for key in ("name", "surname") if key in person}
        | {spelled(str(person["name"]).split()[-1])}
        for name, person in people.items()
    }


def _lists(all_blocks: Sequence[Block]) -> Iterator[list[tuple[str, ...]]]:
    """Tables and runs of list items, row by row."""
    items: list[tuple[str, ...]] = []
    for block in all_blocks:
        if block.shape is Shape.LIST:
            items.append((block.text,))
            continue
        if items:
            yield items
            items = []
        if block.shape is Shape.TABLE:
            yield [tuple("".join(run.text for run in cell) for cell in row) for row in block.rows]
    if items:
        yield items


def _who(row: tuple[str, ...], called: Mapping[str, set[str]]) -> str:
    """The one suspect whom a row names."""
    text = spelled(" ".join(row))
    named = [name for name, words in called.items() if any(word in text for word in words)]
    return named[0] if len(named) == 1 else ""


def _is_sorted(column: tuple[str, ...]) -> bool:
    """Whether a column goes up or down; one that only counts the rows, or never changes, does neither."""
    keys = [[int(part) if part.isdigit() else part for part in re.findall(r"\d+|\D+", cell)] for cell in column]
    if len(set(column)) == 1 or [key[:1] for key in keys] == [[number] for number in range(1, len(keys) + 1)]:
        return False
    try:
        return keys in (sorted(keys), sorted(keys, reverse=True))
    except TypeError:
        return list(column) in (sorted(column), sorted(column, reverse=True))


def blacks_do_not_tell(deal: Deal) -> Iterator[Problem]:
    """Passages that differ, from one culprit to another, in nothing but the width of what is blacked out."""
    bodies: dict[str, list[str]] = {}
    for variant in deal.variants.values():
        for paper in variant.papers:
            bodies.setdefault(paper.source.about.id, []).extend(paper.body.values())
    for name, texts in bodies.items():
        doc = deal.case.docs[name]
        shapes: dict[str, set[str]] = {}
        for block in {block for text in texts if "[[black" in text for block in cut(text)}:
            if _BLACK.search(block):
                shapes.setdefault(_BLACK.sub("■", block), set()).add(block)
        if any(len(blocks) > 1 for blocks in shapes.values()):
            sentence = "blacks a name out so that its width, or a letter left beside it, depends on who the culprit is."
            advice = "Give it one width, [[black 24]], and nothing before or behind it."
            yield Problem(doc.path, doc.line, "CF-L05", sentence, advice)


RULES = (
    Rule("CF-L03", Severity.ERROR, "No size depends on who it was", "deal", sizes_do_not_tell),
    Rule("CF-L04", Severity.WARNING, "No order of names gives away who it was", "deal", orders_do_not_tell),
    Rule("CF-L05", Severity.ERROR, "Names are blacked out at one width", "deal", blacks_do_not_tell),
)
"""What must be the same for every culprit."""
