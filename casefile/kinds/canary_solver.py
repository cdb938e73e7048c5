"""Finding whose copy was quoted: collate the copies, strike out what the quotation contradicts, read on in one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.tools.collate import Copy, Place, collate, copies, passages, quoted, words

_HEADING = 4
"""Words of the longest heading with a number that stands above a copy."""


def solve(papers: Iterable[str], params: Mapping[str, Any]) -> Answer:
    """The copy that agrees with every quoted word, and what it has at the places asked for.

    Args:
        papers: Texts: the copies, each with its number, and somewhere a quotation.
        params: How many `copies` there are, and the words before and after each place `asked` for.
    """
    texts = list(papers)
    found = _copies(texts, params)
    places = collate(found)
    seen = _quotation(texts, found, places)
    agreeing = [
        at
        for at in range(len(found))
        if all(place.has[at] in said for place, said in zip(places, seen, strict=True) if said)
    ]
    if len(agreeing) != 1 or not any(seen):
        raise unsolved(f"{len(agreeing)} of {len(found)} copies agree with what is quoted.")
    copy = found[agreeing[0]]
    return (copy.number, *(_between(copy.words, *around) for around in params["asked"]))


def _copies(texts: Sequence[str], params: Mapping[str, Any]) -> list[Copy]:
    """So many passages that are much alike, wherever they stand; each has all the places asked for."""
    most = 0
    for parted in zip(*map(passages, texts), strict=True):
        chosen = [part for parts in parted for part in _with_all(parts, params["asked"])]
        found = copies("\n\n".join(chosen))
        if len(found) == params["copies"]:
            return found
        most = max(most, len(found))
    raise unsolved(f"The papers have {most} copies of a text, not {params['copies']}.")


def _with_all(parts: Sequence[str], asked: Sequence[Sequence[str]]) -> Iterator[str]:
    """Passages that have what stands about every place asked for, and whatever short passage stands above one."""
    for above, part in pairwise(["", *parts]):
        said = f" {' '.join(words(part))} ".casefold()
        if all(f" {one} " in said for around in asked for one in around if one):
            yield from [above, part] if 0 < len(words(above)) <= _HEADING else [part]


def _quotation(texts: Sequence[str], found: Sequence[Copy], places: Sequence[Place]) -> list[list[int]]:
    """Of each place the variants that are quoted, in the passage that quotes most and is no copy."""
    own = {one.words for one in found}
    said = [words(part) for text in texts for part in passages(text)[0]]
    others = [one for one in said if not any(one[-len(copy) :] == copy for copy in own)]
    seen = [[quoted(place, one) for place in places] for one in others if len(one) < 3 * len(found[0].words)]
    return max(seen, key=lambda one: sum(map(bool, one)), default=[[] for _ in places])


def _between(said: Sequence[str], before: str, after: str) -> str:
    """The one word that stands between these."""
    text, first, last = [word.casefold() for word in said], before.split(), after.split()
    found = [
        word
        for at, word in enumerate(said)
        if text[max(at - len(first), 0) : at] == first and text[at + 1 : at + 1 + len(last)] == last
    ]
    if len(found) != 1:
        raise unsolved(f"{len(found)} words stand between “{before}” and “{after}”.")
    return found[0]
