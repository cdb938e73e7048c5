"""Reading messages of one pad on paper: slide a word of the papers along, and let the pad grow from it word by word."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from casefile.kinds import reading
from casefile.kinds.riddle import Answer, unsolved

_CRIB = 5
_FILLERS = 4
_END = ""
"""Stands for the beginning and the end of a message among its words."""
_Pad = dict[int, int]
"""Place to the number that was added there, as far as it is known."""
_Pieces = Mapping[str, list[tuple[str, int]]]
"""What may be seen of a word from some letter on: the words, and how much of each lies before."""


def solve(papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
    """What is asked for in one of the messages that have the same pad.

    Args:
        papers: Texts. A message is its serial, the number of its pad, and its groups, in this order.
        params: `serials`, `asked`, `pad`, `words`, `pairs` of words that may stand together, and what to `find`.
    """
    ciphers = _one_pad(papers, params)
    if params["asked"] not in ciphers:
        raise unsolved(f"No other message has the pad of {params['asked']}.")
    words = frozenset(params["words"])
    cribs = [word for word in reading.words_in(papers) if word in words and len(word) >= _CRIB]
    texts = [ciphers.pop(params["asked"]), *ciphers.values()]
    if len({len(text) for text in texts}) > 1:
        raise unsolved("The messages of one pad are of different lengths.")
    grower = _Grower(texts, params["pairs"])
    return reading.asked({said for crib in cribs for said in grower.readings(crib)}, params)


def _one_pad(papers: Mapping[str, str], params: Mapping[str, Any]) -> dict[str, str]:
    """The groups of the messages whose pad stands over another message too, by serial."""
    shape = re.escape(params["pad"]).replace(r"\#", r"\d")
    serials = "|".join(map(re.escape, params["serials"]))
    pads: dict[str, str] = {}
    groups: dict[str, str] = {}
    for text in papers.values():
        pieces = re.split(rf"(?<!\w)({serials})(?!\w)", text)
        for serial, piece in zip(pieces[1::2], pieces[2::2], strict=True):
            if number := re.search(rf"(?<!\w){shape}(?!\w)", piece):
                pads.setdefault(serial, number[0])
            if runs := reading.runs({serial: piece}, reading.LETTER):
                groups.setdefault(serial, runs[0])
    of_pad: defaultdict[str, list[str]] = defaultdict(list)
    for serial in groups:
        of_pad[pads.get(serial, "")].append(serial)
    shared = [found for number, found in of_pad.items() if number and len(found) > 1]
    return {serial: groups[serial] for found in shared for serial in found}


class _Grower:
    """Texts of one length under one pad, and which word may follow which."""

    def __init__(self, texts: Sequence[str], pairs: Sequence[tuple[str, str]]) -> None:
        self._texts = texts
        self._size = len(texts[0])
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        self._before: defaultdict[str, list[str]] = defaultdict(list)
        for first, second in pairs:
            self._after[first].append(second)
            self._before[second].append(first)
        self._words = sorted({word for pair in pairs for word in pair} - {_END})

    def readings(self, crib: str) -> Iterator[str]:
        """What the first text says if one of the texts says the crib somewhere."""
        pieces = self._pieces(len(crib))
        for own in range(len(self._texts)):
            for at in range(self._size - len(crib) + 1):
                if pad := self._put({}, own, at, crib):
                    yield from self._from(pad, own, at, crib, pieces)

    def _pieces(self, size: int) -> _Pieces:
        """Every word by what can be seen of it through so many letters, from each of its letters on.

        Less than so many letters can be seen only at the word's end.
        """
        found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for word in self._words:
            for begin in range(len(word)):
                found[word[begin : begin + size]].append((word, begin))
        return found

    def _from(self, pad: _Pad, own: int, at: int, crib: str, pieces: _Pieces) -> Iterator[str]:
        """Readings that begin with a crib in one text and, in every other, with a word that stands at its place."""
        choices = []
        for text in range(len(self._texts)):
            said = self._said(pad, text, at, len(crib))
            seen = [one for size in range(1, len(said) + 1) for one in pieces.get(said[:size], ())]
            choices.append([(crib, 0)] if text == own else seen)
        for words in product(*choices):
            grown: _Pad | None = pad
            for text, (word, begin) in enumerate(words):
                grown = self._put(grown, text, at - begin, word) if grown is not None else None
            if grown is None:
                continue
            first = [word for word, _ in words]
            for fuller in self._to_right(grown, [at - begin + len(word) for word, begin in words], first):
                for whole in self._to_left(fuller, [at - begin for _, begin in words], first):
                    yield self._read(whole)

    def _to_right(self, pad: _Pad, ends: list[int], last: list[str]) -> Iterator[_Pad]:
        """Every way to go on to the end of all texts: the one that has come least far goes first."""
        text = min(range(len(ends)), key=ends.__getitem__)
        at = ends[text]
        if at >= self._size:
            if all(word == _END or _END in self._after[word] for word in last):
                yield pad
            return
        for word in self._after[last[text]]:
            left = self._size - at
            said = word or "X" * left
            if (word or left <= _FILLERS) and (longer := self._put(pad, text, at, said)) is not None:
                yield from self._to_right(longer, _with(ends, text, at + len(said)), _with(last, text, word))

    def _to_left(self, pad: _Pad, begins: list[int], first: list[str]) -> Iterator[_Pad]:
        """Every way back to the beginning of all texts."""
        text = max(range(len(begins)), key=begins.__getitem__)
        at = begins[text]
        if at == 0:
            if all(_END in self._before[word] for word in first):
                yield pad
            return
        for word in self._before[first[text]]:
            if word and (longer := self._put(pad, text, at - len(word), word)) is not None:
                yield from self._to_left(longer, _with(begins, text, at - len(word)), _with(first, text, word))

    def _put(self, pad: _Pad, text: int, at: int, word: str) -> _Pad | None:
        """The pad that is known when a word stands there; None if what is known already says otherwise."""
        if at < 0 or at + len(word) > self._size:
            return None
        longer = dict(pad)
        for place, char in enumerate(word, at):
            number = (ord(self._texts[text][place]) - ord(char)) % 26
            if longer.setdefault(place, number) != number:
                return None
        return longer

    def _said(self, pad: _Pad, text: int, at: int, size: int) -> str:
        return "".join(
            chr((ord(self._texts[text][place]) - 65 - pad[place]) % 26 + 65) for place in range(at, at + size)
        )

    def _read(self, pad: _Pad) -> str:
        """The first text in words."""
        said = self._said(pad, 0, 0, self._size)
        known = {word: word for word in self._words}
        bare = [said[: self._size - cut] for cut in range(_FILLERS + 1) if said.endswith("X" * cut)]
        return next((parted for text in bare if (parted := reading.in_words(text, known))), said)


def _with(values: list[Any], at: int, value: Any) -> list[Any]:
    return [value if place == at else old for place, old in enumerate(values)]
