"""Reading a letter for what it does not say: every simple rule, on every run of paragraphs."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from casefile.kinds import reading
from casefile.kinds.riddle import Answer
from casefile.tools.letters import letters

_NTH = 12
_CLOSES = " \t\n\"”’')]*_"
_PARAGRAPHS = 12
"""Paragraphs that one letter may have."""

Sentence = list[str]
Rule = Callable[[Sentence], str]
"""What a sentence gives; nothing where it is too short."""


def solve(papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
    """The longest text that any rule finds in any paper."""
    known = reading.known(params)
    readings: set[str] = set()
    for paper in papers.values():
        parts = [part for part in re.split(r"\n\s*\n", paper) if part.rstrip(_CLOSES)[-1:] in {".", "!", "?"}]
        paragraphs = [_sentences(part) for part in parts]
        for rule in _rules():
            said = ["".join(map(rule, sentences)) for sentences in paragraphs]
            readings |= set(_stretches(said, known))
    longest = max((len(text.replace(" ", "")) for text in readings), default=0)
    return reading.asked({text for text in readings if len(text.replace(" ", "")) == longest}, params)


def _sentences(part: str) -> list[Sentence]:
    flat = " ".join(re.sub(r"^[\s>|│]+", "", line) for line in part.splitlines())
    ended = re.findall(r"\S.*?[.!?]+[\"”’')\]]*(?=\s|$)", flat)
    return [found for one in ended if (found := [plain for word in one.split() if (plain := letters(word))])]


def _rules() -> Iterator[Rule]:
    for at in (*range(_NTH), *range(-_NTH, 0)):
        yield partial(_take, at, slice(None))
        yield partial(_take, at, slice(0, 1))
        yield partial(_take, at, slice(-1, None))
        yield partial(_letter, at)


def _take(at: int, part: slice, sentence: Sentence) -> str:
    """A word of the sentence, or its first or last letter."""
    return sentence[at][part] if -len(sentence) <= at < len(sentence) else ""


def _letter(at: int, sentence: Sentence) -> str:
    spelled = "".join(sentence)
    return spelled[at] if -len(spelled) <= at < len(spelled) else ""


def _stretches(said: Sequence[str], known: Mapping[str, str]) -> Iterator[str]:
    """The texts that runs of paragraphs give."""
    longest = max(map(len, known), default=0)
    for first in range(len(said)):
        text = ""
        for part in said[first : first + _PARAGRAPHS]:
            text += part
            if len(text) >= longest and not any(text.startswith(word) for word in known):
                break
            if words := reading.in_words(text, known):
                yield words
