"""A Playfair cipher: pairs of letters through a keyword's square."""

import random
from collections.abc import Iterator, Mapping
from itertools import product
from math import factorial, log2
from typing import Any

from casefile.errors import Refusal
from casefile.kinds import message as hidden
from casefile.kinds import on_paper, reading
from casefile.kinds.lexicon import Lexicon
from casefile.kinds.message import KeyedParams, Message
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, fold, read
from casefile.tools.letters import groups, letters
from casefile.tools.playfair import decipher, encipher, pairs, square

_TOY = (
    "Suppose that the keyword is LAMP. Its square begins L A M P B in the first row, C D E F G in the second, then "
    "H I K N O, Q R S T U, V W X Y Z. Take the pair SF: S is in the row Q R S T U, and in the column of F there stands "
    "T; F is in the row C D E F G, and in the column of S there stands E. So SF is TE. In the same way MW is AX. "
    "TEAX: the X only fills the last pair, and the word is TEA."
)
_RULES = (
    "Write the keyword into a square of five rows of five, each letter once; then the rest of the alphabet in order. "
    "I and J share a place.",
    "Take the groups in pairs. Where the two letters make the corners of a rectangle, each becomes the other corner "
    "of its own row.",
    "Where they stand in one row, each becomes the letter to its left; before the first comes the last.",
    "Where they stand in one column, each becomes the letter above; above the top comes the bottom.",
    "An X between two equal letters, or at the very end, was put in to make pairs. Leave it out.",
)
_KEY_BITS = log2(factorial(25))
_KEY = range(4, 26)
_PADS_MAX = 12


class Playfair:
    """Deals a message through a square; reads it with the words that papers hold."""

    name = "playfair"
    family = "cipher"
    tool = "playfair"
    language_bound = False
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        playfair = read(params, KeyedParams)
        keys = [_key(text) for text in hidden.keys(playfair)]
        return hidden.sound(lambda: _deal(playfair, keys, stream))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The words of the language, and the keyword where it comes from another puzzle."""
        playfair = read(params, KeyedParams)
        return {**hidden.public(playfair), "keyword": playfair.keyword}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        words = {word.replace("J", "I"): word for word in params["words"]}
        texts = [text for text in reading.runs(papers, reading.LETTER) if len(text) % 2 == 0]
        return reading.asked(reading.read(texts, reading.candidates(papers, params), _through_a_square, words), params)


def _deal(playfair: KeyedParams, keys: list[str], stream: random.Random) -> Riddle:
    message = hidden.draw(playfair, stream)
    hidden.fair_length(playfair, _KEY_BITS)
    if "XX" in message.letters:
        raise Refusal("kind-params", "params: a message has two X in a row, and X is what parts two equal letters.")
    keyword = stream.choice(keys)
    cipher = encipher(message.letters, keyword)
    in_pairs = groups(cipher, 2)
    laid = groups(square(keyword))
    padded = _padded(message)
    values = {
        **on_paper.grouped("cipher", cipher),
        **on_paper.grouped("pairs", cipher, 2, 20),
        **on_paper.card(_RULES),
        "square": "\n".join(" ".join(row) for row in laid),
        "square_alt": "; ".join(" ".join(row) for row in laid) + ".",
        "repeated": sorted({pair for pair in in_pairs if in_pairs.count(pair) > 1}),
        "padded": list(padded),
        "keyword": keyword,
        "clear": message.clear,
        "letters": len(cipher),
        "key_bits": round(_KEY_BITS, 1),
        "toy": _TOY,
        "patterns": hidden.patterns(message),
        "answer": list(message.answer),
    }
    answers = tuple(dict.fromkeys((message.answer, tuple(part.replace("J", "I") for part in message.answer))))
    near = list(hidden.near(message, keyword=keyword))
    if not any(tuple(map(fold, padded)) == tuple(map(fold, answer)) for answer in answers):
        near.append(Near(padded, "padding"))
    certificate = _certify(playfair, message, cipher, keyword)
    return Riddle(values, answers, tuple(near), apart(answers, list(message.wrong)), _TOY, certificate)


def _key(text: str) -> str:
    key = letters(text)
    if len(key) not in _KEY or len(set(key)) < 4:
        raise Refusal("kind-params", f"params: the keyword “{text}” wants 4 to 25 letters, four of them different.")
    return key


def _padded(message: Message) -> Answer:
    """The answer as the square gives it: I for J, and the X that its pairs brought into it."""
    plain, padded = message.letters.replace("J", "I"), "".join(pairs(message.letters))
    places, at = [], 0
    for letter in plain:
        at = padded.index(letter, at)
        places.append(at)
        at += 1
    places.append(len(padded))
    parts = [part.replace(" ", "").replace("J", "I") for part in message.answer]
    firsts = [plain.index(part) for part in parts]
    return tuple(padded[places[first] : places[first + len(part)]] for first, part in zip(firsts, parts, strict=True))


def _certify(params: KeyedParams, message: Message, cipher: str, keyword: str) -> Certificate:
    """Read the text with every keyword of the author's lists, and with every word that a message may hold."""
    words = hidden.vocabulary(params)
    lexicon = Lexicon(word.replace("J", "I") for word in words)
    tried = {keyword, *map(letters, params.keywords), *(word for word in words if len(set(word)) >= 4)}
    squares = {square(key): key for key in sorted(tried, reverse=True)}
    standing = {text for key in squares.values() if _reads(lexicon, text := decipher(cipher, key))}
    survivors = len(standing) if "".join(pairs(message.letters)) in standing else 0
    note = "every keyword of the author's list and every word of the messages as square, against the messages' words"
    return Certificate(hidden.space(params), "enumerated", len(squares), survivors, note)


def _reads(lexicon: Lexicon, text: str) -> bool:
    """Whether a text is made of the words, if an X that fills a pair may be passed over."""
    states = lexicon.start
    for at, letter in enumerate(text):
        after = lexicon.step(states, letter)
        filler = letter == "X" and at % 2 and (at + 1 == len(text) or text[at - 1] == text[at + 1])
        known = {id(state) for state in after}
        states = [*after, *(state for state in states if filler and id(state) not in known)]
        if not states:
            return False
    return lexicon.ended(states)


def _through_a_square(text: str, keyword: str) -> Iterator[str]:
    """Read pairs with a square as the card says, then with the fillers left out, the likelier first."""
    rows: list[str] = []
    for letter in keyword + "ABCDEFGHIKLMNOPQRSTUVWXYZ":
        place = "I" if letter == "J" else letter
        if place not in "".join(rows):
            rows = [*rows, place] if not rows or len(rows[-1]) == 5 else [*rows[:-1], rows[-1] + place]
    if len("".join(rows)) != 25:
        return
    at = {letter: (row, column) for row, line in enumerate(rows) for column, letter in enumerate(line)}
    read_off = ""
    for one, other in zip(text[::2], text[1::2], strict=True):
        (row, column), (down, across) = at[one.replace("J", "I")], at[other.replace("J", "I")]
        if row == down:
            read_off += rows[row][column - 1] + rows[row][across - 1]
        elif column == across:
            read_off += rows[row - 1][column] + rows[down - 1][column]
        else:
            read_off += rows[row][across] + rows[down][column]
    yield from _without_fillers(read_off)


def _without_fillers(text: str) -> Iterator[str]:
    ends = text + " "
    places = [
        n for n in range(1, len(text), 2) if text[n] == "X" and (ends[n + 1] == " " or text[n - 1] == ends[n + 1])
    ][:_PADS_MAX]
    for kept in product((False, True), repeat=len(places)):
        dropped = {place for place, keeps in zip(places, kept, strict=True) if not keeps}
        yield "".join(letter for n, letter in enumerate(text) if n not in dropped)
