"""A columnar transposition: the letters of a message, taken off in columns."""

import random
from collections.abc import Iterator, Mapping
from itertools import accumulate, combinations
from math import factorial, log2
from typing import Any

from casefile.errors import Refusal
from casefile.kinds import message as hidden
from casefile.kinds import on_paper, reading
from casefile.kinds.lexicon import Lexicon, States
from casefile.kinds.message import KeyedParams, Message
from casefile.kinds.riddle import Answer, Certificate, Riddle, apart, read
from casefile.tools.columnar import encipher, order
from casefile.tools.letters import letters

_TOY = (
    "Suppose that the keyword is CAB and the groups say ETNES DA. Seven letters under three make two full rows and one "
    "letter more, which stands under the first, C. A comes first in the alphabet, so its column is ET; then B with NE, "
    "then C with SDA. Put them back under C, A, B and read the rows: SEN, DTE, A. It says SEND TEA."
)
_RULES = (
    "Count the letters, and divide by the letters of the keyword: so many full rows. What is left over stands in one "
    "row more, from the left.",
    "Number the letters of the keyword by the alphabet; of two that are equal the left one comes first.",
    "Write the groups down the columns, in the order of these numbers, each column to its own length.",
    "Read the rows from left to right.",
)
_WIDTHS = range(4, 9)
_TRIED = range(2, 9)


class Columnar:
    """Deals a message in columns; puts them back with the words that papers hold."""

    name = "columnar"
    family = "cipher"
    tool = "columnar"
    language_bound = False
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        columnar = read(params, KeyedParams)
        keys = [_key(text) for text in hidden.keys(columnar)]
        return hidden.sound(lambda: _deal(columnar, keys, stream))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The words of the language, and the keyword where it comes from another puzzle."""
        columnar = read(params, KeyedParams)
        return {**hidden.public(columnar), "keyword": columnar.keyword}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        texts = reading.runs(papers, reading.LETTER)
        keys = [key for key in reading.candidates(papers, params) if len(key) in _WIDTHS]
        return reading.asked(reading.read(texts, keys, _put_back, reading.known(params)), params)


def _deal(columnar: KeyedParams, keys: list[str], stream: random.Random) -> Riddle:
    message = hidden.draw(columnar, stream)
    hidden.fair_length(columnar, _bits(max(keys, key=len)))
    keyword = stream.choice(keys)
    cipher = encipher(message.letters, order(keyword))
    ranks = [order(keyword).index(column) + 1 for column in range(len(keyword))]
    values = {
        **on_paper.grouped("cipher", cipher),
        **on_paper.card(_RULES),
        "keyword": keyword,
        "order": ranks,
        "rows": -(-len(cipher) // len(keyword)),
        "clear": message.clear,
        "letters": len(cipher),
        "key_bits": round(_bits(keyword), 1),
        "toy": _TOY,
        "patterns": hidden.patterns(message),
        "answer": list(message.answer),
    }
    certificate = _certify(columnar, message, cipher)
    answers, wrong = (message.answer,), list(message.wrong)
    return Riddle(values, answers, hidden.near(message, keyword=keyword), apart(answers, wrong), _TOY, certificate)


def _key(text: str) -> str:
    key = letters(text)
    if len(key) not in _WIDTHS or order(key) == tuple(range(len(key))):
        raise Refusal("kind-params", f"params: the keyword “{text}” wants 4 to 8 letters that are not in their order.")
    return key


def _bits(keyword: str) -> float:
    return log2(factorial(len(keyword)))


def _certify(params: KeyedParams, message: Message, cipher: str) -> Certificate:
    """Put the columns back in every order there is, up to eight of them."""
    lexicon = Lexicon(hidden.vocabulary(params))
    standing = {rows for width in _TRIED for rows in _in_rows(cipher, width, lexicon) if lexicon.reads(rows)}
    # a text that only begins in another place, as where the first words fill a column, says the same
    others = {rows for rows in standing if rows not in 2 * message.letters}
    survivors = 1 + len(others) if message.letters in standing else 0
    note = "every order of two to eight columns, against the messages' words; an order whose first row no words can "
    note += "begin with was not read on"
    return Certificate(hidden.space(params), "enumerated", sum(map(factorial, _TRIED)), survivors, note)


def _in_rows(cipher: str, width: int, lexicon: Lexicon) -> Iterator[str]:
    """The text that each order of so many columns gives, if its first row can begin a text.

    Which columns are long says where each begins; then they are placed from the left.
    """
    full, rest = divmod(len(cipher), width)
    for long in combinations(range(width), rest):
        starts = [0, *accumulate(full + (column in long) for column in range(width))]
        waiting: list[tuple[tuple[int, ...], States]] = [((), lexicon.start)]
        while waiting:
            placed, states = waiting.pop()
            if len(placed) == width:
                yield "".join(cipher[starts[placed[at % width]] + at // width] for at in range(len(cipher)))
                continue
            for column in range(width):
                if column not in placed and (column in long) == (len(placed) < rest):
                    after = lexicon.step(states, cipher[starts[column]])
                    waiting += [((*placed, column), after)] if after else []


def _put_back(text: str, keyword: str) -> Iterator[str]:
    """Write the text down the columns by the card's rules, and read the rows."""
    full, left_over = divmod(len(text), len(keyword))
    columns = [""] * len(keyword)
    rest = text
    for _, place in sorted((letter, place) for place, letter in enumerate(keyword)):
        length = full + 1 if place < left_over else full
        columns[place], rest = rest[:length], rest[length:]
    yield "".join(column[row] for row in range(full + 1) for column in columns if row < len(column))
