"""The parameters of a crossword, and what is wrong with them."""

import re
from collections.abc import Iterator

from casefile.errors import Refusal
from casefile.kinds.riddle import Params, fold

TOY = (
    "Suppose that 1 across is “Bird that hoots (3)” and 1 down, which begins in the same square, “Rows a boat (3)”: "
    "OWL and OAR share the O, so both hold. The squares marked a, b and c are the third letter of 1 across, the second "
    "of 1 down and the second of 1 across: L, A, W. The marks are read by their letters, not from left to right."
)
_TOY_WORDS = frozenset(map(fold, re.findall(r"\w+", TOY))) | {"law"}
_BANDS = {5: (4, 6), 6: (4, 8), 7: (5, 9), 8: (6, 10), 9: (7, 12)}
"""Least and most entries of a grid, by its size."""


class Word(Params, frozen=True, kw_only=True):
    """A word of the list, and its clue."""

    word: str
    clue: str


class CrosswordParams(Params, frozen=True, kw_only=True):
    """Parameters of a crossword."""

    words: list[Word]
    keywords: list[str]
    """One is drawn."""
    size: int = 7
    entries: tuple[int, int] | None = None
    """Least and most entries; without it what suits the size."""

    @property
    def band(self) -> tuple[int, int]:
        """Least and most entries."""
        return self.entries or _BANDS[self.size]


def check(crossword: CrosswordParams) -> None:
    """Refuse what no crossword can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    for what in (*_wrong_words(crossword), *_wrong_keywords(crossword)):
        raise Refusal("kind-params", f"params: {what}")


def _wrong_words(crossword: CrosswordParams) -> Iterator[str]:
    words = [word.word for word in crossword.words]
    for word in (*words, *crossword.keywords):
        if not word.isalpha() or len(word.upper()) != len(word) or not 3 <= len(word) <= 12:
            yield f"“{word}” is no word of 3 to 12 letters."
    if len(words) < 12 or len(set(map(fold, words))) < len(words):
        yield "a crossword needs 12 different words at least, better 24."
    if any(not word.clue.strip() for word in crossword.words):
        yield "a word has no clue."
    if crossword.size not in _BANDS:
        yield "a crossword has a `size` of 5 to 9 squares."
    elif not 4 <= crossword.band[0] <= crossword.band[1] <= 14:
        yield "`entries` are 4 to 14, the least first."


def _wrong_keywords(crossword: CrosswordParams) -> Iterator[str]:
    words = [word.word for word in crossword.words]
    known = {fold(word) for word in crossword.keywords}
    if len(known) < max(2, len(crossword.keywords)):
        yield "give several different `keywords`; one is drawn."
    for word in (*words, *_TOY_WORDS):
        if any(keyword in fold(word) for keyword in known):
            yield f"a keyword stands in “{word}”, which everybody may read."
    letters = {sign for word in words for sign in word.upper()}
    for word in crossword.keywords:
        if not letters >= set(word.upper()):
            yield f"the list has not all the letters of “{word}”."
