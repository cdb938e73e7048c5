"""A straddling checkerboard, as a number station sends it: groups of five figures."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb, factorial, log2
from typing import Any

from casefile.errors import Refusal
from casefile.kinds import message as hidden
from casefile.kinds import on_paper, reading
from casefile.kinds.lexicon import Lexicon
from casefile.kinds.message import KeyedParams, Message
from casefile.kinds.riddle import Answer, Certificate, Riddle, apart, read
from casefile.tools.checkerboard import STOP, Board, encipher
from casefile.tools.letters import letters

_TOY = (
    "Suppose that the top row is AT ONE SIR, with the gaps under 2 and 6, and the groups say 15025 01. The 1 is no "
    "gap: it is T by itself. The 5 is E, the 0 is A. The 2 is a gap, so it takes the next figure along: row 2, column "
    "5, which is H. Then 0 and 1, A and T. It says TEA, HAT."
)
_RULES = (
    "Number ten columns from 0 to 9. The top row has eight letters and leaves two columns open.",
    "The numbers of the open columns name two rows below. Fill them with the letters that are left, in the order of "
    "the alphabet, the upper row first; the last two places are the shift / and the full stop.",
    "Take the figures one by one. A figure over a letter of the top row is that letter.",
    "The figure of an open column is half a sign: with the next figure it names a row and a column below.",
)
_TOP = 8
_KEY_BITS = log2(factorial(_TOP) * comb(10, 2))


class CheckerboardParams(KeyedParams, frozen=True, kw_only=True):
    """A keyword is a top row: eight different letters. Two spaces in it, such as in `AT ONE SIR`, are its gaps."""

    gaps: tuple[int, int] | None = None
    """The columns that a row without spaces leaves open; without them the seed draws two."""


class Checkerboard:
    """Deals a message in figures; reads it with the top rows that papers hold."""

    name = "checkerboard"
    family = "cipher"
    tool = "checkerboard"
    language_bound = False
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        checkerboard = read(params, CheckerboardParams)
        keys = [_row(text) for text in hidden.keys(checkerboard)]
        return hidden.sound(lambda: _deal(checkerboard, keys, stream))

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The words of the language, and the top row where it comes from another puzzle."""
        checkerboard = read(params, CheckerboardParams)
        return {**hidden.public(checkerboard), "keyword": checkerboard.keyword}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        brought = {"": params["keyword"]} if params["keyword"] else papers
        rows = [row for text in brought.values() for row in _rows_in(text)]
        texts = reading.runs(papers, reading.FIGURE)
        return reading.asked(reading.read(texts, dict.fromkeys(rows), _off_the_board, reading.known(params)), params)


def _deal(checkerboard: CheckerboardParams, keys: list[str], stream: random.Random) -> Riddle:
    message = hidden.draw(checkerboard, stream)
    hidden.fair_length(checkerboard, _KEY_BITS)
    row = stream.choice(keys)
    board = Board(row if " " in row else _open(row, _gaps(checkerboard, stream)))
    figures = encipher(_with_stops(message.clear), board)
    drawn = board.draw()
    said = "; ".join(f"{sign} {code}" for sign, code in board.codes.items())
    values = {
        **on_paper.grouped("cipher", figures),
        **on_paper.card(_RULES),
        "keyword": row.strip(),
        "row": board.top.replace(" ", "_"),
        "gaps": list(board.gaps),
        "board": "\n".join(drawn),
        "board_alt": f"{said}.",
        "count": -(-len(figures) // 5),
        "clear": message.clear,
        "letters": len(message.letters),
        "key_bits": round(_KEY_BITS, 1),
        "toy": _TOY,
        "patterns": hidden.patterns(message),
        "answer": list(message.answer),
    }
    certificate = _certify(checkerboard, message, figures, board)
    answers, wrong = (message.answer,), list(message.wrong)
    return Riddle(values, answers, hidden.near(message, keyword=letters(row)), apart(answers, wrong), _TOY, certificate)


def _row(text: str) -> str:
    """The eight letters of a top row, or ten places where its spaces are the gaps."""
    row, said = letters(text), " ".join(text.upper().split())
    if len(row) != _TOP or len(set(row)) != _TOP:
        raise Refusal("kind-params", f"params: the top row “{text}” wants eight letters, all different.")
    return said if len(said) == _TOP + 2 and said.replace(" ", "") == row else row


def _open(row: str, gaps: Sequence[int]) -> str:
    left = iter(row)
    return "".join(" " if column in gaps else next(left) for column in range(_TOP + 2))


def _gaps(params: CheckerboardParams, stream: random.Random) -> Sequence[int]:
    gaps = sorted(params.gaps or stream.sample(range(10), 2))
    if not 0 <= gaps[0] < gaps[1] <= 9:
        raise Refusal("kind-params", "params: the gaps are two different columns from 0 to 9.")
    return gaps


def _with_stops(clear: str) -> str:
    return "".join(STOP if char in ".!?" else letters(char) for char in clear)


def _certify(params: KeyedParams, message: Message, figures: str, board: Board) -> Certificate:
    """Try the eight letters of the top row in every order, with every two gaps."""
    lexicon = Lexicon(hidden.vocabulary(params))
    top = sorted(board.top.replace(" ", ""))
    standing: set[str] = set()
    for gaps in combinations(range(_TOP + 2), 2):
        below = Board(_open("".join(top), gaps)).codes
        signs = {code: sign for sign, code in below.items() if len(code) == 2}
        codes = _codes(figures, gaps)
        if codes and all(len(code) == 1 or code in signs for code in codes):
            standing |= set(_orders(codes, signs, top, lexicon))
    survivors = len(standing) if message.letters in standing else 0
    note = "every order of the top row's letters with every two gaps, against the messages' words; orders that agree "
    note += "so far are followed as one"
    return Certificate(hidden.space(params), "enumerated", factorial(_TOP) * comb(10, 2), survivors, note)


def _codes(figures: str, gaps: Sequence[int]) -> list[str]:
    """The figures parted into codes; nothing where the last is broken."""
    openers = {str(gap) for gap in gaps}
    codes, at = [], 0
    while at < len(figures):
        size = 2 if figures[at] in openers else 1
        codes.append(figures[at : at + size])
        at += size
    return codes if "".join(codes) == figures and (len(codes[-1]) == 2) == (codes[-1][0] in openers) else []


def _orders(codes: list[str], signs: Mapping[str, str], top: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Every text that some order of the top row gives; orders that agree so far are followed as one."""
    waiting = [(0, "", lexicon.start, dict(signs))]
    while waiting:
        at, text, states, known = waiting.pop()
        while states and at < len(codes) and codes[at] in known:
            if (sign := known[codes[at]]) != STOP:
                states, text = lexicon.step(states, sign), text + sign
            at += 1
        if not states:
            continue
        if at == len(codes):
            if lexicon.ended(states):
                yield text
            continue
        free = [letter for letter in top if letter not in known.values()]
        waiting += [(at, text, states, {**known, codes[at]: letter}) for letter in free]


def _rows_in(text: str) -> Iterator[str]:
    """Everything in a text that could be a top row: words that come to eight letters, all different."""
    words = [word.upper() for word in re.findall(r"[A-Za-z]+", text)]
    for first in range(len(words)):
        row = ""
        for word in words[first : first + _TOP]:
            row += word
            if len(row) >= _TOP:
                break
        if len(row) == _TOP == len(set(row)):
            yield row


def _off_the_board(figures: str, row: str) -> Iterator[str]:
    """Read figures by the card's rules, with the gaps wherever they may be."""
    rest = [*sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZ") - set(row)), "/", "."]
    for one in range(9):
        for other in range(one + 1, 10):
            columns = [column for column in range(10) if column not in (one, other)]
            meant = {str(column): letter for column, letter in zip(columns, row, strict=True)}
            meant |= {f"{one}{column}": rest[column] for column in range(10)}
            meant |= {f"{other}{column}": rest[10 + column] for column in range(10) if 10 + column < len(rest)}
            held, said = "", ""
            for figure in figures:
                held += figure
                if held in meant:
                    said, held = said + meant[held], ""
            if not held:
                yield re.sub(r"[.]", "", said)
