"""Filling the posts from the papers: who is said to have which trait, which posts are asked for, and who is left."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from casefile.kinds.riddle import Answer, unsolved
from casefile.kinds.tables import rows


def solve(papers: Iterable[str], public: Mapping[str, Any]) -> Answer:
    """The one assignment that the papers allow, as ids in the order of the posts.

    Args:
        papers: Texts; the posts stand in one of them, each described once.
        public: `people` by name, `places` with their text and what they ask for, `readings` of traits, and `count`.
    """
    texts = list(papers)
    posts = _posts(texts, public["places"], public["count"])
    traits = _traits(texts, public)
    able = [
        sorted(
            who
            for who in set(public["people"].values())
            if traits[who].issuperset(post["needs"]) and traits[who].isdisjoint(post["bars"])
        )
        for post in posts
    ]
    found = _fill(able, ())
    if len(found) != 1:
        raise unsolved(
            f"By what the papers say of people, {'no' if not found else 'several'} assignments are possible."
        )
    return found[0]


def _posts(texts: Sequence[str], places: Sequence[Mapping[str, Any]], count: int) -> list[Mapping[str, Any]]:
    """The places that some paper lists, in its order."""
    for text in (way for paper in texts for way in _ways(paper)):
        at = {text.find(_flat(place["text"])): place for place in places}
        at.pop(-1, None)
        if len(at) == count:
            return [at[where] for where in sorted(at)]
    raise unsolved(f"No paper describes {count} posts.")


def _traits(texts: Sequence[str], public: Mapping[str, Any]) -> defaultdict[str, set[str]]:
    called = {_flat(name).casefold(): who for name, who in public["people"].items()}
    any_name = "|".join(re.escape(name) for name in sorted(called, key=len, reverse=True))
    traits: defaultdict[str, set[str]] = defaultdict(set)
    ways = [way for paper in texts for way in _ways(paper)]
    for reading in public["readings"]:
        pattern = re.compile(reading["text"].replace("{who}", rf"(?<!\w)(?P<who>{any_name})(?!\w)"), re.IGNORECASE)
        for match in (match for way in ways for match in pattern.finditer(way)):
            traits[called[match["who"].casefold()]].add(reading["trait"])
    return traits


def _ways(paper: str) -> tuple[str, str]:
    """A paper as it runs, and row by row, with folded cells put together again."""
    return _flat(paper), _flat(" ".join(" ".join(cells) for cells in rows(paper)))


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[*>|│]", " ", text).split())


def _fill(able: Sequence[Sequence[str]], taken: Answer) -> list[Answer]:
    """Ways to fill the posts from here on; after the second it does not matter how many."""
    if len(taken) == len(able):
        return [taken]
    found: list[Answer] = []
    for who in able[len(taken)]:
        if who not in taken and len(found) < 2:
            found += _fill(able, (*taken, who))
    return found
