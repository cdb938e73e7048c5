"""A message that a cipher hides: the author's sentence, and its words from lists."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, prod
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Answer, Near, Params, Riddle, fold, settle
from casefile.tools.letters import letters

_TOKEN = re.compile(r"\{\w+\}|[^\W\d_]+")
_CLEAR = re.compile(r"(?:\{\w+\}|[^\W\d_]|[ .,;:!?'’\-])*")
_REDUNDANCY = 3.2
"""Bits that a letter of ordinary text says twice; a key of so many bits is spent after key ÷ this many letters."""
_LEAST = 60
_LONGEST = 1_000
_WRONG = 40
_AROUND = 3
_TRIES = 20


class MessageParams(Params, frozen=True, kw_only=True):
    """Parameters of what is hidden."""

    messages: list[str]
    """The seed chooses one; `{name}` is a word of the list of that name."""
    words: dict[str, list[str]] = msgspec.field(default_factory=dict)
    answer: list[str]
    """What is asked for, a text a field: a stretch of every message, written as it stands there."""
    space: int = 0
    """How many answers a stranger would have to try, where the lists do not say it."""


class KeyedParams(MessageParams, frozen=True, kw_only=True):
    """Parameters of a message under a keyword."""

    keyword: str = ""
    """The one that a solver brings along, such as `{{ p05.answer[0] }}`."""
    keywords: list[str] = msgspec.field(default_factory=list)
    """Those from which the seed draws where there is no `keyword`; all of them are tried for the certificate."""


@dataclass(frozen=True, slots=True)
class Message:
    """A dealt message."""

    clear: str
    """As the author writes it."""
    letters: str
    answer: Answer
    wrong: tuple[Answer, ...]
    """The same fields with other words of the lists."""


def draw(params: MessageParams, stream: random.Random) -> Message:
    """Deal a message."""
    check(params)
    text = stream.choice(params.messages)
    return compose(params, text, choose(params.messages, params.words, stream))


def choose(texts: Sequence[str], words: Mapping[str, list[str]], stream: random.Random) -> dict[str, str]:
    """One word of every list that the texts name."""
    return {name: stream.choice(words[name]) for name in _slots(texts)}


def compose(params: MessageParams, text: str, chosen: Mapping[str, str]) -> Message:
    """A message with these words in it."""
    clear = filled(text, chosen)
    answer = tuple(plain(filled(field, chosen)) for field in params.answer)
    wrong = [*_others(params, chosen), tuple(field[::-1] for field in answer)]
    return Message(clear, "".join(tokens(clear)), answer, tuple(wrong))


def check(params: MessageParams) -> None:
    """Refuse what no message can be made of.

    Raises:
        Refusal: `kind-params`.
    """
    if not params.messages or not params.answer:
        raise Refusal("kind-params", "params: give at least one of `messages`, and in `answer` what is asked for.")
    check_texts([*params.messages, *params.answer], params.words)
    if space(params) < 2:
        raise Refusal(
            "kind-params",
            "params: the answer is always the same; say in `space` how many a stranger would have to try.",
        )
    for text, field in product(params.messages, params.answer):
        if _place(tokens(text), tokens(field)) < 0:
            raise Refusal("kind-params", f"params: the answer “{field}” does not stand in “{text}” as it is written.")


def check_texts(texts: Sequence[str], words: Mapping[str, list[str]]) -> None:
    """Refuse texts that no cipher can hide, and lists of words that are missing.

    Raises:
        Refusal: `kind-params`.
    """
    for name in _slots(texts):
        items = words.get(name, [])
        if not items or len(set(map(fold, items))) < len(items):
            raise Refusal("kind-params", f"params: the list of words “{name}” is missing, or names a word twice.")
    for text in (*texts, *(item for items in words.values() for item in items)):
        if len(text) > _LONGEST:
            raise Refusal("kind-params", f"params: a message has {_LONGEST} signs at most.")
        if not _CLEAR.fullmatch(_whole(text)) or not all(tokens(text)) or not tokens(text):
            raise Refusal("kind-params", f"params: “{text}” may hold Latin letters and stops only; write figures out.")


_TWO_WAYS = "params: what is drawn from these messages and keys is read in two ways. Change the words or the key."


def sound(deal: Callable[[], Riddle | None], why: str = _TWO_WAYS) -> Riddle:
    """Deal until exactly one answer survives.

    Raises:
        Refusal: `kind-no-deal`.
    """

    def once() -> Riddle | None:
        dealt = deal()
        return dealt if dealt and dealt.certificate.survivors == 1 else None

    return settle(once, _TRIES, why)


def patterns(message: Message) -> list[str]:
    """The shape of each field, such as `(6 5)` for two words: what its box may show."""
    return [f"({' '.join(str(len(word)) for word in field.split())})" for field in message.answer]


def fair_length(params: MessageParams, bits: float, least: int = _LEAST) -> None:
    """Refuse messages that are too short for a key of so many bits to have one reading only, or shorter than `least`.

    Raises:
        Refusal: `kind-short`.
    """
    shortest = min(len("".join(tokens(filled(text, _shortest(params))))) for text in params.messages)
    floor = max(least, ceil(3 * bits / _REDUNDANCY))
    if shortest < floor:
        raise Refusal(
            "kind-short",
            f"params: a message may have {shortest} letters only; with this key it wants {floor} to be read one way.",
        )


def vocabulary(params: MessageParams) -> list[str]:
    """Every word that a message may hold, once, by the alphabet."""
    texts = [*params.messages, *(item for items in params.words.values() for item in items)]
    return sorted({token for text in texts for token in tokens(text) if not token.startswith("{")})


def space(params: MessageParams) -> int:
    """How many different answers could have been dealt, or what the author says."""
    return max(prod(len(params.words[name]) for name in _slots(params.answer)), params.space)


def public(params: MessageParams) -> dict[str, Any]:
    """What a reader of the language knows: the words, and where in a message stands what is asked for."""
    check(params)
    find = [[_around(params, text, field) for field in params.answer] for text in params.messages]
    return {"words": vocabulary(params), "find": find}


def keys(params: KeyedParams) -> list[str]:
    """The keywords as letters: the one in use if it is given, else those that may be drawn.

    Raises:
        Refusal: `kind-params` when there is none.
    """
    given = [params.keyword] if params.keyword else params.keywords
    if not given:
        raise Refusal("kind-params", "params: give `keywords` to draw from, or the `keyword` that a solver brings.")
    return given


def near(message: Message, **wrong: str) -> tuple[Near, ...]:
    """Where one text is asked for: the whole text where a part of it is wanted, and whatever else is named."""
    if len(message.answer) > 1:
        return ()
    found = {fold(text): why for why, text in {**wrong, "whole": plain(message.clear)}.items()}
    found.pop(fold(message.answer[0]), None)
    texts = {fold(text): text for text in (*wrong.values(), plain(message.clear))}
    return tuple(Near((texts[folded],), why) for folded, why in found.items())


def _slots(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name for text in texts for name in re.findall(r"\{(\w+)\}", text)))


def filled(text: str, chosen: Mapping[str, str]) -> str:
    """A text with the words that were chosen."""
    return re.sub(r"\{(\w+)\}", lambda match: chosen[match[1]], text)


def plain(text: str) -> str:
    """The words of a text as capitals, and nothing else."""
    return " ".join(tokens(text))


def tokens(text: str) -> list[str]:
    """Words as capitals without accents and apostrophes; slots as they are written."""
    bare = re.sub(r"['’]", "", _whole(text))
    return [token if token.startswith("{") else letters(token) for token in _TOKEN.findall(bare)]


def _whole(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _place(text: Sequence[str], part: Sequence[str]) -> int:
    """Where a stretch begins, or -1 where there is none, or several."""
    found = [at for at in range(len(text)) if list(text[at : at + len(part)]) == list(part)]
    return found[0] if len(found) == 1 and part else -1


def _shortest(params: MessageParams) -> dict[str, str]:
    return {
        name: min(items, key=lambda item: len(plain(item).replace(" ", ""))) for name, items in params.words.items()
    }


def _others(params: MessageParams, chosen: Mapping[str, str]) -> Iterator[Answer]:
    names = _slots(params.answer)
    wrong = [(name, item) for name in names for item in params.words[name] if item != chosen[name]]
    for name, item in wrong[: _WRONG * max(len(names), 1)]:
        yield tuple(plain(filled(field, {**chosen, name: item})) for field in params.answer)


def _around(params: MessageParams, text: str, field: str) -> str:
    """A pattern for a field in a text whose words are parted: what stands around it, never what it says."""
    said, part = tokens(text), tokens(field)
    at = _place(said, part)
    before, after = said[max(at - _AROUND, 0) : at], said[at + len(part) : at + len(part) + _AROUND]
    sought = " ".join(_gap(params, token) for token in part)
    patterns = [
        *(_or_slot(params, token) for token in before),
        f"({sought})",
        *(_or_slot(params, token) for token in after),
    ]
    first, last = "^" if at <= _AROUND else r"\b", "$" if at + len(part) + _AROUND >= len(said) else r"\b"
    return first + " ".join(patterns) + last


def _or_slot(params: MessageParams, token: str) -> str:
    return _gap(params, token) if token.startswith("{") else token


def _gap(params: MessageParams, token: str) -> str:
    counts = {1} if not token.startswith("{") else {len(tokens(item)) for item in params.words[token[1:-1]]}
    return " ".join([r"\S+"] * min(counts)) + (r"(?: \S+)*?" if len(counts) > 1 else "")
