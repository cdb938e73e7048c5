"""What a reader meets in a text: its blocks, its running words, whether it says something."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from casefile.session.paper import parse
from casefile.session.views import Block, Shape
from casefile.source.case import Document
from casefile.text import clean

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’]?\s+")

_STEM = 4


@lru_cache(4096)
def blocks(text: str) -> tuple[Block, ...]:
    """A paper's blocks, as the desk sets them before anything is lifted."""
    return parse(clean(text, lines=True))


@lru_cache(4096)
def spelled(text: str) -> str:
    """Its words in a row, without case and marks of any kind, a space before and behind each."""
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFKC', text).casefold()))} "


def says(text: str, phrase: str) -> bool:
    """Whether a text has these words in a row."""
    wanted = spelled(phrase)
    return wanted.strip() != "" and wanted in spelled(text)


def nearly_says(text: str, phrase: str) -> bool:
    """The same for languages that bend their nouns: words in this order that begin as these do."""
    stems = [re.escape(word[: max(_STEM, len(word) - 2)]) for word in spelled(phrase).split()]
    return bool(stems) and re.search(rf" {'[^ ]* '.join(stems)}", spelled(text)) is not None


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paper's running text: no tables, lists or drawings, which are looked up and not read."""
    for block in blocks(text):
        if block.runs and block.shape is not Shape.LIST:
            yield from (said for said in _SENTENCE.split(block.text) if said.strip())


def line_of(doc: Document, text: str) -> int:
    """The line of a paper's file on which a text stands; its first where templates have made the text."""
    at = doc.body.find(text)
    return doc.line + doc.body.count("\n", 0, at) if at >= 0 else doc.line
