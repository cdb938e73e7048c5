"""The collator: several copies of one text side by side, where they differ, and what a quotation has of it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from textwrap import wrap

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool

Words = tuple[str, ...]

_TEXT_MAX = 60_000
_PASSAGES_MAX, _WORDS_MAX = 80, 500
_COPIES_MAX, _PLACES_MAX = 12, 60
_ALIKE = 0.6
"""Of two copies so much is the same, as a part of their words."""
_LEAST = 4
"""Words of the shortest text that is taken for a copy."""
_HEAD = 4
"""Words of the longest heading, and of what stands before a copy's number."""
_WIDE = 76
_GLUE = "\N{NO-BREAK SPACE}"
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_PASSAGES = (
    re.compile(r"\n[ \t]*\n"),
    re.compile(r"\n[ \t]*\n|\n(?=[ |│]{0,4}\d{1,3}(?:[.:)]| {0,8}[|│]| {2})|- )"),
    re.compile(r"\n"),
)
"""What may part one passage from the next: a blank line; also a number or a dash at a line's beginning; any line."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the text."""

    number: str
    """As it is written on it, else as it comes."""
    words: Words


@dataclass(frozen=True, slots=True)
class Place:
    """A place at which the copies differ."""

    before: Words
    """Words before it in all of them."""
    after: Words
    variants: tuple[Words, ...]
    """What stands there in some copy, each once, in the order of the copies."""
    has: tuple[int, ...]
    """For each copy, which of the variants."""


def passages(text: str) -> list[list[str]]:
    """A text cut up in every way that copies could be parted in."""
    cut = text.replace("\r", "")[:_TEXT_MAX].strip("\n")
    return [list(filter(str.strip, parted.split(cut)))[:_PASSAGES_MAX] for parted in _PASSAGES]


def copies(text: str) -> list[Copy]:
    """The copies in a text: the largest number of its passages that are much alike; nothing where no two are."""
    found = max((_alike(parts) for parts in passages(text)), key=len)
    return _numbered(found)[:_COPIES_MAX]


def words(text: str) -> Words:
    """The words of a text; an apostrophe or a hyphen parts none."""
    return tuple(_WORD.findall(text)[:_WORDS_MAX])


def _alike(parts: Sequence[str]) -> list[tuple[Words, Words]]:
    """Passages that are copies of one text, each with the words of the passage before it."""
    said = [words(part) for part in parts]
    counts = [Counter(map(str.casefold, one)) for one in said]
    groups = [
        [at for at, other in enumerate(counts) if _share(one, other) >= _ALIKE] if one.total() >= _LEAST else []
        for one in counts
    ]
    best = max(groups, key=len, default=[])
    return [(said[at], said[at - 1] if at else ()) for at in best] if len(best) > 1 else []


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _numbered(found: Sequence[tuple[Words, Words]]) -> list[Copy]:
    """The copies by the numbers at their heads or above them, else as they come."""
    heads = [_number(said[:_HEAD]) for said, _ in found]
    if all(heads) and len({said[at - 1] for at, (said, _) in zip(heads, found, strict=True)}) == len(found):
        return [Copy(said[at - 1], said[at:]) for at, (said, _) in zip(heads, found, strict=True)]
    above = [before[at - 1] if len(before) <= _HEAD and (at := _number(before)) else "" for _, before in found]
    if len(set(above)) < len(found) or not all(above):
        above = [str(at) for at in range(1, len(found) + 1)]
    return [Copy(number, said) for number, (said, _) in zip(above, found, strict=True)]


def _number(said: Words) -> int:
    """How many words there are up to the first number of few figures; 0 where there is none."""
    return next((at for at, word in enumerate(said, 1) if re.fullmatch(r"\d{1,3}", word)), 0)


def collate(found: Sequence[Copy]) -> list[Place]:
    """The places at which copies differ: what stands in each between words that stand in all."""
    texts = [tuple(map(str.casefold, one.words)) for one in found]
    common = _common(texts)
    ends = [(-1,) * len(texts), *common, tuple(map(len, texts))]
    places = []
    for at, (left, right) in enumerate(pairwise(ends)):
        said = [one.words[first + 1 : last] for one, first, last in zip(found, left, right, strict=True)]
        variants = {tuple(map(str.casefold, one)): one for one in reversed(said)}
        if len(variants) > 1:
            order = list(dict.fromkeys(tuple(map(str.casefold, one)) for one in said))
            before = tuple(found[0].words[place[0]] for place in common[max(at - 2, 0) : at])
            after = tuple(found[0].words[place[0]] for place in common[at : at + 1])
            has = tuple(order.index(tuple(map(str.casefold, one))) for one in said)
            places.append(Place(before, after, tuple(variants[one] for one in order), has))
    return places


def _common(texts: Sequence[Words]) -> list[tuple[int, ...]]:
    """Words that stand in all texts, in one order: where each stands in each of them."""
    standing = {at: [at] for at in range(len(texts[0]))}
    for text in texts[1:]:
        blocks = SequenceMatcher(None, texts[0], text, autojunk=False).get_matching_blocks()
        there = {block.a + more: block.b + more for block in blocks for more in range(block.size)}
        standing = {at: [*stands, there[at]] for at, stands in standing.items() if at in there}
    return [tuple(stands) for stands in standing.values()]


def quoted(place: Place, quotation: Words) -> list[int]:
    """The variants of a place that stand in a quotation word for word; none that is only part of another."""
    text = f" {' '.join(map(str.casefold, quotation))} "
    found = []
    for at in sorted(range(len(place.variants)), key=lambda at: -len(place.variants[at])):
        said = f" {' '.join(map(str.casefold, place.variants[at]))} "
        if said.strip() and said in text:
            found.append(at)
            text = text.replace(said, " | ")
    return sorted(found)


def _run(args: Mapping[str, str]) -> str:
    found = copies(args.get("copies", ""))
    if len(found) < 2:
        raise Refusal("tool-collate-copies", "Give the collator two copies of one text, or more, with a line between.")
    places = collate(found)
    if not places:
        return f"All {len(found)} copies say the same."
    if len(places) > _PLACES_MAX:
        raise Refusal("tool-collate-unlike", "These differ nearly everywhere. Take copies of one text.")
    quotation = words(args.get("quotation", "")[:_TEXT_MAX])
    lines = [_heads(found, quotation), *(_row(at, place, quotation) for at, place in enumerate(places, 1)), ""]
    lines += [line for at, place in enumerate(places, 1) for line in _legend(at, place)]
    return "\n".join(lines)


def _heads(found: Sequence[Copy], quotation: Words) -> str:
    heads = "".join(f"{one.number:>4}" for one in found)
    return f"    {heads}   quoted" if quotation else f"    {heads}"


def _row(at: int, place: Place, quotation: Words) -> str:
    """What each copy has at a place, as letters, and what the quotation has of it."""
    letters = "".join(f"{_letter(which):>4}" for which in place.has)
    said = "".join(map(_letter, quoted(place, quotation)))
    return f"{at:>3} {letters}   {said}".rstrip()


def _legend(at: int, place: Place) -> Iterator[str]:
    """Where a place is, and what its letters stand for."""
    around = " ".join([*place.before, "…", *place.after])
    said = "; ".join(f"{_letter(which)}{_GLUE}{' '.join(text) or '–'}" for which, text in enumerate(place.variants))
    for line in wrap(f"{at:>3} {around}: {said}", _WIDE, subsequent_indent="      "):
        yield line.replace(_GLUE, " ")


def _letter(which: int) -> str:
    return "abcdefghijkl"[which]


TOOL = Tool(
    id="collate",
    title="Collator",
    about="Finds where several copies of one text differ, and which of their words a quotation has.",
    parameters=(
        Parameter(
            id="copies",
            label="Copies",
            about="Copies of one text: a paragraph each, or a row of a table, with their numbers if they have any.",
            tall=True,
            example="1. The cat came in at dusk.\n2. The cat got in at dusk.\n3. The cat came in at night.",
        ),
        Parameter(
            id="quotation",
            label="Quotation",
            about="What somebody quoted; it may be empty. A word counts only as it stands.",
            tall=True,
            example="The creature, they say, got in.",
        ),
    ),
    run=_run,
)
