"""A Vigenère cipher: the keyword stands in a paper, or is what another puzzle gave."""

import random
from collections.abc import Iterator, Mapping
from itertools import cycle
from math import log2
from typing import Any

from casefile.errors import Refusal
from casefile.kinds import message as hidden
from casefile.kinds import on_paper, reading
from casefile.kinds.lexicon import Lexicon
from casefile.kinds.message import KeyedParams, Message
from casefile.kinds.riddle import Answer, Certificate, Riddle, apart, read
from casefile.tools.letters import ALPHABET, letters
from casefile.tools.vigenere import decipher, encipher

_TOY = (
    "Suppose that the keyword is KEY and the groups say DIY. Write the keyword over them, letter by letter. Go along "
    "the row of K to the letter D: it stands under T. Along the row of E the letter I stands under E; along the row "
    "of Y the letter Y stands under A. So they say TEA. When the keyword is used up it begins again."
)
_RULES = (
    "Write the keyword over the groups, one letter over each, again and again to the end.",
    "In the row that begins with the keyword's letter find the letter of the group.",
    "The letter at the head of its column is what was meant.",
)
_KEY = range(4, 13)


class Vigenere:
    """Deals a message under a keyword; reads it with the words that papers hold."""

    name = "vigenere"
    family = "cipher"
    tool = "vigenere"
    language_bound = False
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        vigenere = read(params, KeyedParams)
        keys = [_key(text) for text in hidden.keys(vigenere)]
        return hidden.sound(lambda: _deal(vigenere, keys, stream))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The words of the language, and the keyword where it comes from another puzzle."""
        vigenere = read(params, KeyedParams)
        return {**hidden.public(vigenere), "keyword": vigenere.keyword}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        texts, keys = reading.runs(papers, reading.LETTER), reading.candidates(papers, params)
        return reading.asked(reading.read(texts, keys, _along_the_rows, reading.known(params)), params)


def _deal(vigenere: KeyedParams, keys: list[str], stream: random.Random) -> Riddle:
    message = hidden.draw(vigenere, stream)
    hidden.fair_length(vigenere, _bits(max(keys, key=len)))
    keyword = stream.choice(keys)
    cipher = encipher(message.letters, keyword)
    values = {
        **on_paper.grouped("cipher", cipher),
        **_card(),
        "keyword": keyword,
        "clear": message.clear,
        "letters": len(cipher),
        "key_bits": round(_bits(keyword), 1),
        "toy": _TOY,
        "patterns": hidden.patterns(message),
        "answer": list(message.answer),
    }
    certificate = _certify(vigenere, message, cipher, keyword)
    answers, wrong = (message.answer,), list(message.wrong)
    return Riddle(values, answers, hidden.near(message, keyword=keyword), apart(answers, wrong), _TOY, certificate)


def _key(text: str) -> str:
    key = letters(text)
    if len(key) not in _KEY or len(set(key)) < 3:
        raise Refusal("kind-params", f"params: the keyword “{text}” wants 4 to 12 letters, three of them different.")
    return key


def _bits(keyword: str) -> float:
    return len(keyword) * log2(26)


def _card() -> dict[str, str]:
    rows = [f"{key} | {' '.join(ALPHABET[at:] + ALPHABET[:at])}" for at, key in enumerate(ALPHABET)]
    said = "; ".join(f"row {key}: {ALPHABET[at:] + ALPHABET[:at]}" for at, key in enumerate(ALPHABET))
    head = [f"  | {' '.join(ALPHABET)}", f"--+-{'-' * 51}"]
    return on_paper.card(_RULES, [*head, *rows], f"the heads are A to Z in order; {said}")


def _certify(params: KeyedParams, message: Message, cipher: str, keyword: str) -> Certificate:
    """Read the text with every keyword of the author's lists, and with every word that a message may hold."""
    words = hidden.vocabulary(params)
    lexicon = Lexicon(words)
    tried = {keyword, *map(letters, params.keywords), *(word for word in words if len(word) in _KEY)}
    standing = {text for key in sorted(tried) if lexicon.reads(text := decipher(cipher, key))}
    survivors = len(standing) if message.letters in standing else 0
    note = "every keyword of the author's list and every word of the messages as key, against the messages' words"
    return Certificate(hidden.space(params), "enumerated", len(tried), survivors, note)


_HEADS = {
    (key, ALPHABET[(row + column) % 26]): head
    for row, key in enumerate(ALPHABET)
    for column, head in enumerate(ALPHABET)
}
"""The letter at the head of the column in which a row has a letter."""


def _along_the_rows(text: str, keyword: str) -> Iterator[str]:
    """Read with the table as it is printed: in the keyword's row, to the head of the column."""
    if set(keyword) <= set(ALPHABET):
        yield "".join(_HEADS[over, char] for over, char in zip(cycle(keyword), text, strict=False))
