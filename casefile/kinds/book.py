"""A book cipher: numbers that point at words of a text whose paragraphs are numbered."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations, product
from typing import Any, Literal

import msgspec

from casefile.errors import Refusal
from casefile.kinds import message as hidden
from casefile.kinds import on_paper, reading
from casefile.kinds.lexicon import Lexicon
from casefile.kinds.message import Message, MessageParams
from casefile.kinds.riddle import Answer, Certificate, Riddle, apart, read
from casefile.tools.counter import count
from casefile.tools.letters import letters

_TOY = (
    "Suppose that the book has the paragraph “7. Ann was late. She blamed the tram, as ever.” and that the numbers say "
    "7.2.4. Paragraph 7, second sentence, fourth word: She, blamed, the, tram. So they say TRAM. Where only first "
    "letters are meant, they say T."
)
_RULES = {
    "word": "Each number has three parts: paragraph, sentence, word. Write that word down.",
    "letter": "Each number has three parts: paragraph, sentence, word. Write down the first letter of that word.",
}
_COUNTING = (
    "Paragraphs have their own numbers. A sentence ends with a full stop, a question mark or an exclamation mark.",
    "What stands between two spaces is one word, hyphen or apostrophe or not.",
)
_MARKUP = re.compile(r"[*_|\[\]{}<>`#\n]")
_A_LINE = 6
_BOOK_MAX = 50_000

Places = tuple[tuple[int, int, int], ...]
"""Paragraph, sentence, word."""
Book = Mapping[int, Sequence[Sequence[str]]]
"""Paragraph number to its sentences of words."""


class BookParams(MessageParams, frozen=True, kw_only=True):
    """Parameters of a book cipher."""

    book: list[str]
    """The paragraphs, as the papers will print them behind their numbers."""
    first: int = 1
    """The number of the first paragraph."""
    by: Literal["word", "letter"] = "word"
    """Whether a number means a word or its first letter."""
    editions: list[list[str]] = msgspec.field(default_factory=list)
    """Other books or editions that a solver could take by mistake."""


class BookCipher:
    """Deals places in a book; reads them in whatever numbered text the papers hold."""

    name = "book"
    family = "cipher"
    tool = "counter"
    language_bound = True
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        cipher = read(params, BookParams)
        for paragraphs in (cipher.book, *cipher.editions):
            _check(paragraphs)
        return hidden.sound(lambda: _deal(cipher, stream))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The words of the language."""
        return hidden.public(read(params, BookParams))

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        known = reading.known(params)
        readings: set[str] = set()
        for places, book in product(_places_in(papers), filter(None, map(_numbered, papers.values()))):
            found = [_word_at(book, *place) for place in places]
            if all(found):
                initials = reading.in_words("".join(word[0] for word in found), known)
                readings |= {" ".join(found)} if set(found) <= known.keys() else {initials} - {""}
        return reading.asked(readings, params)


def _check(paragraphs: Sequence[str]) -> None:
    if sum(map(len, paragraphs)) > _BOOK_MAX:
        raise Refusal("kind-params", f"params: a book has {_BOOK_MAX} characters at most.")
    for number, text in enumerate(paragraphs, 1):
        if _MARKUP.search(text) or not re.search(r"[.!?]$", text):
            raise Refusal("kind-params", f"params: paragraph {number} of a book has markup, or no stop at its end.")
        if any(len(sentence) < 2 for sentence in count(text)[0].sentences):
            raise Refusal(
                "kind-params",
                f"params: paragraph {number} of a book has a sentence of one word, or an abbreviation with a point.",
            )


def _opened(paragraphs: Sequence[str], first: int) -> Book:
    printed = "\n\n".join(f"{number}. {text}" for number, text in enumerate(paragraphs, first))
    return {
        paragraph.number: [[letters(word) for word in sentence] for sentence in paragraph.sentences]
        for paragraph in count(printed)
    }


def _deal(cipher: BookParams, stream: random.Random) -> Riddle:
    message = hidden.draw(cipher, stream)
    book = _opened(cipher.book, cipher.first)
    index = _index(book, cipher.by)
    _check_index(cipher, index)
    units = _units(cipher, message.clear)
    places: list[tuple[int, int, int]] = []
    for unit in units:
        fresh = [place for place in index[unit] if place not in places]
        places.append(stream.choice(fresh or index[unit]))
    said = [".".join(map(str, place)) for place in places]
    lines = [said[at : at + _A_LINE] for at in range(0, len(said), _A_LINE)]
    found = [book[paragraph][sentence - 1][word - 1] for paragraph, sentence, word in places]
    values = {
        "book": [{"no": number, "text": text} for number, text in enumerate(cipher.book, cipher.first)],
        "places": said,
        "found": found,
        "cipher": "\n".join("  ".join(f"{place:<10}" for place in line).rstrip() for line in lines),
        "cipher_alt": "; ".join(", ".join(line) for line in lines) + ".",
        **on_paper.card([_RULES[cipher.by], *_COUNTING]),
        "clear": message.clear,
        "count": len(said),
        "toy": _TOY,
        "patterns": hidden.patterns(message),
        "answer": list(message.answer),
    }
    near = hidden.near(message, **({"words": " ".join(found)} if cipher.by == "letter" else {}))
    certificate = _certify(cipher, message, tuple(places))
    return Riddle(values, (message.answer,), near, apart((message.answer,), list(message.wrong)), _TOY, certificate)


def _units(cipher: BookParams, clear: str) -> list[str]:
    words = hidden.plain(clear).split()
    return words if cipher.by == "word" else list("".join(words))


def _index(book: Book, by: str) -> dict[str, list[tuple[int, int, int]]]:
    """Word or first letter to the places where it stands."""
    index: dict[str, list[tuple[int, int, int]]] = {}
    for number, sentences in book.items():
        for at, sentence in enumerate(sentences, 1):
            for place, word in enumerate(sentence, 1):
                index.setdefault(word if by == "word" else word[:1], []).append((number, at, place))
    return index


def _check_index(cipher: BookParams, index: Mapping[str, Any]) -> None:
    """Whatever may be dealt must stand in the book, or some seeds would fail."""
    wanted = {unit for word in hidden.vocabulary(cipher) for unit in _units(cipher, word)}
    if missing := sorted(wanted - index.keys()):
        raise Refusal("kind-params", f"params: the book has no {cipher.by} {', '.join(missing[:5])}.")


def _certify(cipher: BookParams, message: Message, places: Places) -> Certificate:
    """Look the numbers up in every book, their parts in every order, counted from the front and from the back."""
    words = hidden.vocabulary(cipher)
    lexicon = Lexicon(words)
    tried = 0
    standing: set[str] = set()
    for paragraphs in (cipher.book, *cipher.editions):
        book = _opened(paragraphs, cipher.first)
        for order, back, end in product(permutations(range(3)), product((False, True), repeat=2), (0, -1)):
            tried += 1
            found = [_look_up(book, [place[part] for part in order], back) for place in places]
            initials = "".join(word[end] for word in found if word)
            if all(found) and (set(found) <= set(words) if cipher.by == "word" else lexicon.reads(initials)):
                standing.add("".join(found) if cipher.by == "word" else initials)
    survivors = len(standing) if message.letters in standing else 0
    note = (
        "every book, the three parts in every order, sentences and words from the front and the back, first and last "
    )
    note += "letters, against the messages' words"
    return Certificate(hidden.space(cipher), "enumerated", tried, survivors, note)


def _look_up(book: Book, place: Sequence[int], back: Sequence[bool]) -> str:
    number, sentence, word = place
    sentences = book.get(number, [])
    if not 0 < sentence <= len(sentences):
        return ""
    said = sentences[-sentence if back[0] else sentence - 1]
    return said[-word if back[1] else word - 1] if 0 < word <= len(said) else ""


def _places_in(papers: Mapping[str, str]) -> Iterator[Places]:
    """Every stretch of numbers in three parts, drawn or said."""
    place, seen = r"\d{1,3}\.\d{1,3}\.\d{1,3}", set()
    for part in (part for text in papers.values() for part in re.split(r"\n\s*\n", text)):
        drawn = [line for line in part.splitlines() if re.fullmatch(rf"[\s|│>]*(?:{place}(?:[\s|│]+|$))+", line)]
        flat = " ".join(re.sub(r"\n\s*- ", "; ", f"\n{part}").split())
        said = re.findall(rf"{place}(?:[,;] {place})+", flat)
        for stretch in (" ".join(drawn), *said):
            found = tuple(tuple(map(int, one.split("."))) for one in re.findall(place, stretch))
            if len(found) > 1 and found not in seen:
                seen.add(found)
                yield tuple((a, b, c) for a, b, c in found)


def _numbered(text: str) -> dict[int, list[str]]:
    """The paragraphs of a paper that begin with a number, as sentences."""
    book: dict[int, list[str]] = {}
    for part in re.split(r"\n\s*\n", text):
        lines = [re.sub(r"^[\s>|│]+", "", line) for line in part.splitlines()]
        if head := re.match(r"\W{0,3}(\d{1,3})[.)]?\W{0,3}\s+(?=\D)", " ".join(lines)):
            body = " ".join(" ".join(lines)[head.end() :].split())
            book[int(head[1])] = re.findall(r"\S.*?[.!?]+[\"”’')\]]*(?=\s|$)", body)
    return book


def _word_at(book: Mapping[int, list[str]], paragraph: int, sentence: int, word: int) -> str:
    """A word as capitals, counted by spaces; nothing where there is none."""
    sentences = book.get(paragraph, [])
    if not 0 < sentence <= len(sentences):
        return ""
    spaced = [plain for one in sentences[sentence - 1].split() if (plain := letters(one))]
    return spaced[word - 1] if 0 < word <= len(spaced) else ""
