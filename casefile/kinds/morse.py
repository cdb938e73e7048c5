"""Morse in a recorder's strip, with real static around it."""

import random
import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import (
    Answer,
    Certificate,
    Near,
    Params,
    Riddle,
    apart,
    clock,
    fold,
    minute_of,
    read,
    unsolved,
)
from casefile.tools.morse import ASCII_BARS, CARD

_TOY = (
    "Suppose that a strip shows three rows of bars: ▂▂▂, then ▇▇▇, then ▂▂▂ (in words: short short short; long "
    "long long; short short short). A low bar is a short, a tall bar a long. The card gives S for three shorts and "
    "O for three longs, so these rows say SOS. A row with bars of any other height is no sign: it is weather."
)
_SHORT, _LONG = "▂", "▇"
_BARS = "▁▂▃▄▅▆▇"
_PRINTED = [sign for sign in CARD if sign.isalnum()]
_PHRASES_MAX = 100_000


class MorseParams(Params, frozen=True, kw_only=True):
    """Parameters of a strip."""

    phrase: str
    """What was sent; `{name}` is a word of the list of that name."""
    callsign: str = ""
    """A part of it that is worth a word of its own as an answer."""
    words: dict[str, list[str]] = msgspec.field(default_factory=dict)
    letters: tuple[int, int] = (12, 30)
    """Only phrases of so many letters are dealt, so that all seeds are equally long work."""
    start: str
    """Clock of the first sign, by the recorder."""
    fast: int = 0
    """Minutes that the other clock of the story is ahead of the recorder."""
    minutes: int = 9
    """From the first sign to the last, about."""
    static: tuple[int, int] = (5, 8)
    """Rows of static before and behind."""


class Morse:
    """Deals a phrase and its strip; reads strips with the card that the papers carry."""

    name = "morse"
    family = "cipher"
    tool = "morse"
    language_bound = False
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        morse = read(params, MorseParams)
        phrases = _phrases(morse)
        phrase, callsign = stream.choice(phrases)
        rows = _strip(morse, phrase, stream)
        strip = [_figure_row(*row) for row in rows]
        values = {
            **_times(morse, rows),
            "strip": "\n".join(strip),
            "strip_alt": "; ".join(f"{_stamp(at)} {_said(bars)}" for at, bars, _ in rows),
            "strip_rows": [_row_values(*row) for row in rows],
            **_card(),
            "phrase": phrase,
            "callsign": callsign,
            "pattern": f"({' '.join(str(len(word)) for word in phrase.split())})",
            "count": len(phrase.replace(" ", "")),
            "toy": _TOY,
            "answer": [phrase],
        }
        near = (Near((callsign,), "callsign"),) if callsign and fold(callsign) != fold(phrase) else ()
        wrong = [*(other for other, _ in phrases[:40]), *_misreadings(phrase)]
        refused: list[Answer] = [(one,) for one in wrong]
        certificate = _certify(phrases, phrase, strip)
        return Riddle(values, ((phrase,),), near, apart(((phrase,),), refused), _TOY, certificate)

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing: the strip and the card say it all."""
        read(params, MorseParams)
        return {}

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:  # noqa: ARG002
        """See `Kind.solve`."""
        text = "\n".join(papers.values())
        card, seen = _read_card(text), dict(sorted(_read_strip(text)))
        if len(card) < len(_PRINTED):
            raise unsolved(f"The card in the papers has {len(card)} signs.")
        read_off = ""
        for marks in seen.values():
            if not marks:
                read_off += " "
            elif set(marks) <= set(".-"):
                read_off += card.get(marks, "?")
        phrase = " ".join(read_off.split())
        if not phrase or "?" in phrase:
            raise unsolved(f"The strip reads “{phrase}”.")
        return (phrase,)


def _phrases(morse: MorseParams) -> list[tuple[str, str]]:
    """Every phrase that can be dealt, with its call-sign."""
    names = list(dict.fromkeys(re.findall(r"\{(\w+)\}", morse.phrase + morse.callsign)))
    missing = [name for name in names if not morse.words.get(name)]
    if missing:
        raise Refusal("kind-params", f"params: there is no list of words “{missing[0]}”.")
    low, high = morse.letters
    phrases: list[tuple[str, str]] = []
    for choice in product(*(morse.words[name] for name in names)):
        filled = [_fill(text, dict(zip(names, choice, strict=True))) for text in (morse.phrase, morse.callsign)]
        if low <= len(filled[0].replace(" ", "")) <= high:
            phrases.append((filled[0], filled[1]))
        if len(phrases) > _PHRASES_MAX:
            raise Refusal("kind-params", f"params: more than {_PHRASES_MAX} phrases can be dealt. Shorten the lists.")
    if not phrases:
        raise Refusal("kind-params", f"params: no phrase has {low} to {high} letters.")
    if unsendable := {char for phrase, _ in phrases for char in phrase if char not in _PRINTED and char != " "}:
        raise Refusal(
            "kind-params", f"params: {' '.join(sorted(unsendable))} is not on the card of letters and figures."
        )
    return phrases


def _fill(text: str, words: Mapping[str, str]) -> str:
    return " ".join(re.sub(r"\{(\w+)\}", lambda match: words[match[1]], text).upper().split())


_Row = tuple[int, str, int]
"""Second of the day, bars, level."""


def _strip(morse: MorseParams, phrase: str, stream: random.Random) -> list[_Row]:
    keyed = [_keyed(char) for char in phrase]
    first = minute_of(morse.start) * 60 + stream.randint(4, 14)
    step = (morse.minutes * 60 - 20) / (len(keyed) - 1)
    if step < 6:
        raise Refusal("kind-params", "params: so many signs need more minutes; one in six seconds is the most.")
    level = stream.randint(56, 66)
    rows = [
        (first + round(at * step + stream.uniform(-0.15, 0.15) * step * (at > 0)), bars, _level(bars, level, stream))
        for at, bars in enumerate(keyed)
    ]
    before, behind = (list(_static(stream, stream.randint(*morse.static), round(step))) for _ in range(2))
    total = sum(wait for wait, _, _ in before)
    return [*_timed(first - total - stream.randint(9, 20), before), *rows, *_timed(rows[-1][0], behind)]


def _keyed(char: str) -> str:
    return "" if char == " " else CARD[char].replace(".", _SHORT).replace("-", _LONG)


def _level(bars: str, level: int, stream: random.Random) -> int:
    return level + stream.randint(-1, 1) if bars else stream.randint(2, 5)


def _static(stream: random.Random, count: int, step: int) -> Iterator[tuple[int, str, int]]:
    """Seconds to wait, bars, level. One odd bar at least, so that no row is Morse by accident."""
    level = stream.randint(30, 70)
    for _ in range(count):
        bars = [stream.choice(_BARS) for _ in range(stream.randint(2, 7))]
        bars[stream.randrange(len(bars))] = stream.choice("▁▃▄▅▆")
        drift = stream.randint(-24, 24)
        level += drift if 9 <= level + drift <= 94 else -drift
        yield stream.randint(max(step // 3, 4), step * 2), "".join(bars), level


def _timed(start: int, rows: list[tuple[int, str, int]]) -> Iterator[_Row]:
    at = start
    for wait, bars, level in rows:
        at += wait
        yield at, bars, level


def _stamp(second: int) -> str:
    return f"{clock(second // 60)}.{second % 60:02d}"


def _figure_row(second: int, bars: str, level: int) -> str:
    return f"  {_stamp(second)}    {bars:<14}{level:>6}"


def _said(bars: str) -> str:
    """A row in words: the same knowledge for who cannot see the bars."""
    names = {_SHORT: "short", _LONG: "long"}
    return " ".join(names.get(bar) or f"height {_BARS.index(bar) + 1}" for bar in bars) or "nothing"


def _row_values(second: int, bars: str, level: int) -> dict[str, Any]:
    shown = "".join(ASCII_BARS[bar] for bar in bars)
    return {"clock": _stamp(second), "bars": bars, "ascii": shown, "words": _said(bars), "level": level}


def _times(morse: MorseParams, rows: list[_Row]) -> dict[str, Any]:
    signs = [at // 60 for at, bars, _ in rows if set(bars) <= {_SHORT, _LONG}]
    return {
        "first": clock(signs[0]),
        "last": clock(signs[-1]),
        "log_first": clock(signs[0] + morse.fast),
        "log_last": clock(signs[-1] + morse.fast),
        "fast": morse.fast,
    }


def _card() -> dict[str, Any]:
    down = -(-len(_PRINTED) // 4)
    cells = [f"{sign}  {CARD[sign]:<5}" for sign in _PRINTED]
    lines = ["     ".join(cells[row::down]).rstrip() for row in range(down)]
    said = (f"{sign} {CARD[sign].replace('.', 'short ').replace('-', 'long ').strip()}" for sign in _PRINTED)
    return {
        "card": "\n".join(f"  {line}" for line in lines),
        "card_alt": "; ".join(said),
        "card_rows": [{"sign": sign, "code": CARD[sign]} for sign in _PRINTED],
    }


def _misreadings(phrase: str) -> Iterator[str]:
    """The phrase with one mark read wrongly, where that gives another letter."""
    signs = {code: sign for sign, code in CARD.items() if sign.isalpha()}
    for at, char in enumerate(phrase):
        for mark, code in enumerate(CARD.get(char, "")):
            other = CARD[char][:mark] + (".-"[code == "."]) + CARD[char][mark + 1 :]
            if other in signs:
                yield phrase[:at] + signs[other] + phrase[at + 1 :]
                break


def _certify(phrases: list[tuple[str, str]], dealt: str, strip: list[str]) -> Certificate:
    """Compare each phrase that could have been dealt with the printed strip, read either way round."""
    bars = [line.split()[1] if len(line.split()) == 3 else "" for line in strip]
    heard = [row for row in bars if set(row) <= {_SHORT, _LONG}]
    turned = [row.translate(str.maketrans(_SHORT + _LONG, _LONG + _SHORT)) for row in heard]
    standing = [
        phrase for phrase, _ in phrases for reading in (heard, turned) if [_keyed(char) for char in phrase] == reading
    ]
    survivors = len(standing) if dealt in standing else 0
    note = "every phrase of the author's lists against the strip, with low bars as shorts and as longs"
    return Certificate(len(phrases), "enumerated", 2 * len(phrases), survivors, note)


_STAMP = r"(\d\d\.\d\d\.\d\d)"
_DRAWN = re.compile(rf"^\W*{_STAMP}(?:\s+([▁-▇.\-1-6]+))??(?:\s+\d+)?\s*$")
_SPOKEN = re.compile(rf"{_STAMP}[\s:]+((?:(?:short|long|nothing|height \d)[\s,]*)+)")


def _read_strip(text: str) -> Iterator[tuple[str, str]]:
    """Stamp and marks of every row, drawn or in words; marks that are no Morse stay what they are."""
    for stamp, words in _SPOKEN.findall(" ".join(text.split())):
        marks = {"short": ".", "long": "-", "nothing": ""}
        yield stamp, "".join(marks.get(word, word) for word in re.findall(r"short|long|nothing|\d", words))
    for line in text.splitlines():
        if match := _DRAWN.match(line.replace("|", " ")):
            yield match[1], (match[2] or "").replace("▂", ".").replace("▇", "-")


def _read_card(text: str) -> dict[str, str]:
    """Marks to sign, from the card in the papers, drawn or in words."""
    said = re.findall(r"(?<!height )\b([A-Z0-9]) ((?:short|long)(?: (?:short|long))*)\b", " ".join(text.split()))
    card = {words.replace("short", ".").replace("long", "-").replace(" ", ""): sign for sign, words in said}
    drawn = re.findall(r"(?<![^\s|│])([A-Z0-9])[ |│]+([.\-·–]{1,5})(?![^\s|│])", text)
    return card | {code.replace("·", ".").replace("–", "-"): sign for sign, code in drawn}
