"""Two messages, or three, that went out under one pad: whoever has a word of one reads the other."""

import random
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from casefile.kinds import message as hidden
from casefile.kinds import on_paper
from casefile.kinds.message import Message
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, read, settle
from casefile.kinds.two_time_pad_params import CRIBS, PadParams, check, other_than_asked
from casefile.kinds.two_time_pad_search import FILLER, search
from casefile.kinds.two_time_pad_solver import solve
from casefile.tools.crib import difference, encipher
from casefile.tools.letters import ALPHABET, letters

_TOY = (
    "Suppose two notes under one pad, DPMGKD and RLFOCM, and that TEA comes first in one of them. A is 0, B is 1 and "
    "so on. Say it is the second: R less T is 24, L less E is 7, F less A is 5; that would be the pad. Taken from DPM"
    " it leaves FIH, and nobody begins so. Say it is the first: D less T is 10, P less E is 11, M less A is 12. Taken"
    " from RLF it leaves HAT. So it is the first, and whoever guesses that the other goes on to HATBOX has TEATWO."
)
_RULES = (
    "Every letter has its number: A is 0, B is 1, and so on to Z, which is 25.",
    "Write a letter of the pad under each letter of the message and add the two numbers. From 26 on take 26 away. "
    "The number's letter goes out.",
    "Whoever has the same pad takes it away again. Fill the last group with X.",
    "A sheet of the pad is used once and burnt.",
)
_CRIB = 5
_DRAWS = 200
_DEALS = 40
_GAP = 2
"""A reading that needs so many words more, for the same letters, is made of scraps and nobody takes it for language."""


class TwoTimePad:
    """Deals messages under one pad; reads them by the words that papers give away."""

    name = "two-time-pad"
    family = "cipher"
    tool = "crib"
    language_bound = False
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        pad = read(params, PadParams)
        check(pad)
        return settle(
            lambda: _deal(pad, stream),
            _DEALS,
            "params: these messages never come to as many groups, lack three of the cribs, or are read in two ways. "
            "Let them say different things at the same place, and choose words of several lengths.",
        )

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The words of the language, the serials, and how a pad's number looks."""
        pad = read(params, PadParams)
        check(pad)
        serials = [*(sheet.serial for sheet in pad.messages), *pad.others]
        known = {"serials": serials, "asked": pad.asked, "pad": pad.pad, "words": pad.vocabulary, "pairs": _pairs(pad)}
        return {**hidden.public(pad.whole), **known}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers, params)


def _pairs(pad: PadParams) -> list[list[str]]:
    """Which word may follow which, as a reader of the language knows it; nothing stands before the first and last."""
    found: set[tuple[str, str]] = set()
    for text in pad.texts:
        before = {""}
        for token in hidden.tokens(text):
            ways = pad.words[token[1:-1]] if token.startswith("{") else [token]
            parted = [hidden.tokens(way) for way in ways]
            found |= {(one, way[0]) for one in before for way in parted}
            found |= {pair for way in parted for pair in pairwise(way)}
            before = {way[-1] for way in parted}
        found |= {(one, "") for one in before}
    return sorted(map(list, found))


def _deal(pad: PadParams, stream: random.Random) -> Riddle | None:
    drawn = _draw(pad, stream)
    if drawn is None:
        return None
    texts, chosen = drawn
    clears = {serial: _whole(hidden.plain(hidden.filled(text, chosen))) for serial, text in texts.items()}
    cribs = _places([hidden.plain(hidden.filled(crib, chosen)) for crib in pad.cribs], clears)
    length = len(next(iter(clears.values())))
    over = _letters(length, stream)
    ciphers = {serial: encipher(clear, over) for serial, clear in clears.items()}
    if len(cribs) < CRIBS:
        return None
    found = search(list(ciphers.values()), pad.vocabulary)
    if not found.is_clear(_GAP) or found.best[0][1] != tuple(clears.values()):
        return None
    message = hidden.compose(pad.whole, texts[pad.asked], chosen)
    near = _near(pad, message, texts, chosen)
    nearly = {miss.answer for miss in near}
    wrong = [answer for answer in apart((message.answer,), list(message.wrong)) if answer not in nearly]
    note = f"every way to read all texts in the messages' words: the next best takes {_GAP} words more, or further"
    values = {
        **_sheets(pad, ciphers, stream),
        **_drawn_difference(ciphers),
        **_card(),
        "cribs": list(dict.fromkeys(crib["text"] for crib in cribs)),
        "crib_places": cribs,
        "clear": message.clear,
        "clears": [{"serial": serial, "text": hidden.filled(text, chosen)} for serial, text in texts.items()],
        "mistaken": list(next((miss.answer for miss in near if miss.why == "other-message"), ())),
        "patterns": hidden.patterns(message),
        "answer": list(message.answer),
        "toy": _TOY,
    }
    space = hidden.space(pad.whole)
    survivors = sum(words - found.best[0][0] < _GAP for words, _ in found.best)
    certificate = Certificate(space, "enumerated", found.tried, survivors, note)
    return Riddle(values, (message.answer,), near, tuple(wrong), _TOY, certificate)


def _draw(pad: PadParams, stream: random.Random) -> tuple[dict[str, str], dict[str, str]] | None:
    """A text of every message, and words with which all come to as many groups."""
    for _ in range(_DRAWS):
        texts = {sheet.serial: stream.choice(sheet.texts) for sheet in pad.messages}
        chosen = hidden.choose([*texts.values(), *pad.cribs], pad.words, stream)
        sizes = {len(_whole(hidden.plain(hidden.filled(text, chosen)))) for text in texts.values()}
        if len(sizes) == 1:
            return texts, chosen
    return None


def _whole(text: str) -> str:
    """The letters of a text in whole groups."""
    said = letters(text)
    return said + FILLER * (-len(said) % 5)


def _letters(length: int, stream: random.Random) -> str:
    return "".join(stream.choice(ALPHABET) for _ in range(length))


def _places(cribs: list[str], clears: Mapping[str, str]) -> list[dict[str, Any]]:
    """Where each crib stands; letters are counted from 1."""
    found = []
    for crib in dict.fromkeys(cribs):
        said = letters(crib)
        where = [(serial, clear.find(said)) for serial, clear in clears.items() if said in clear]
        if where and len(said) >= _CRIB:
            found.append({"text": crib, "serial": where[0][0], "at": where[0][1] + 1})
    return found


def _near(pad: PadParams, message: Message, texts: Mapping[str, str], chosen: Mapping[str, str]) -> tuple[Near, ...]:
    near = list(hidden.near(message))
    if pad.mistaken:
        other = other_than_asked(pad)
        mistaken = hidden.compose(pad.part(other, pad.mistaken), texts[other], chosen).answer
        near += [Near(answer, "other-message") for answer in apart((message.answer,), [mistaken])]
    return tuple(near)


def _sheets(pad: PadParams, ciphers: Mapping[str, str], stream: random.Random) -> dict[str, Any]:
    """Every sheet of the traffic by its serial, with its pad's number."""
    length = len(next(iter(ciphers.values())))
    around = [length + 5 * stream.choice((-2, -1, 1, 2)) for _ in pad.others]
    texts = {**ciphers, **{one: _letters(size, stream) for one, size in zip(pad.others, around, strict=True)}}
    numbers = dict.fromkeys(ciphers, first := _number(pad.pad, stream, set()))
    used = {first}
    for serial in pad.others:
        numbers[serial] = _number(pad.pad, stream, used)
        used.add(numbers[serial])
    sheets = [
        {"serial": serial, "pad": numbers[serial], "count": len(texts[serial]) // 5, "letters": len(texts[serial])}
        | on_paper.grouped("cipher", texts[serial])
        for serial in sorted(texts, key=_by_number)
    ]
    return {"sheets": sheets, "pad": first}


def _by_number(serial: str) -> tuple[str, int]:
    head = serial.rstrip("0123456789")
    return head, int(serial[len(head) :])


def _number(shape: str, stream: random.Random, used: set[str]) -> str:
    def draw() -> str | None:
        number = re.sub("#", lambda _: str(stream.randrange(10)), shape)
        return number if number not in used else None

    return settle(draw, 500, "params: `pad` has too few figures for so many messages.")


def _drawn_difference(ciphers: Mapping[str, str]) -> dict[str, Any]:
    """The first message less the second: what is left when the pad has gone."""
    first, second = next(pairwise(ciphers.values()))
    return on_paper.grouped("diff", difference(first, second))


def _card() -> dict[str, str]:
    numbered = [f"{char} {number:<2}" for number, char in enumerate(ALPHABET)]
    drawn = ["   ".join(numbered[at : at + 9]).rstrip() for at in range(0, 26, 9)]
    return on_paper.card(_RULES, drawn, ", ".join(f"{char} {number}" for number, char in enumerate(ALPHABET)))
