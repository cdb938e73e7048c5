"""The best two ways to read texts that have one pad: all of them in known words, and in as few words as can be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.kinds.lexicon import Lexicon
from casefile.tools.letters import ALPHABET

FILLER = "X"
_MOST = 4
"""Fillers at the end of a message: they make the last group whole."""
_KEPT = 2

_Node = dict[str, Any]
"""A place within the words of a lexicon."""
_Nodes = tuple[_Node | None, ...]
"""Where each text stands; None among its fillers."""
_Way = tuple[int, tuple[str, ...]]
"""Words so far, and what the texts say so far."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to."""

    best: tuple[_Way, ...]
    """The reading in the fewest words, and the next one after it; with their fillers."""
    tried: int
    """Letters that were tried at some place of some reading."""

    def is_clear(self, gap: int) -> bool:
        """Whether every other reading takes so many words more than the best."""
        return len(self.best) == 1 or (len(self.best) > 1 and self.best[1][0] - self.best[0][0] >= gap)


def search(ciphers: Sequence[str], words: Iterable[str]) -> Search:
    """Go through every reading of ciphers of one length, letter by letter.

    Readings that stand at the same places within the same words go on alike; the best two of them are kept, which
    leaves the best two of all.
    """
    root = Lexicon(words).start[0]
    alive: list[tuple[_Nodes, list[_Way]]] = [((root,) * len(ciphers), [(0, ("",) * len(ciphers))])]
    tried, length = 0, len(ciphers[0])
    for at in range(length):
        numbers = [ALPHABET.index(cipher[at]) for cipher in ciphers]
        next_up: dict[tuple[int, ...], tuple[_Nodes, list[_Way]]] = {}
        for nodes, ways in alive:
            for chars in _columns(nodes, numbers):
                tried += 1
                for after, ended in _steps(root, nodes, chars, length - at):
                    longer = [(words_ + ended, tuple(map(str.__add__, said, chars))) for words_, said in ways]
                    next_up.setdefault(tuple(map(id, after)), (after, []))[1].extend(longer)
        alive = [(nodes, _best(ways)) for nodes, ways in next_up.values()]
    ends = [way for nodes, ways in alive if all(node is root or node is None for node in nodes) for way in ways]
    return Search(tuple(_best(ends)), tried)


def _columns(nodes: _Nodes, numbers: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """The letters that all texts may have at a place, of which the first goes on in a word or is a filler."""
    node = nodes[0]
    for char in {FILLER, *(node or ())} - {""}:
        pad = numbers[0] - ALPHABET.index(char)
        yield tuple(ALPHABET[(number - pad) % 26] for number in numbers)


def _steps(root: _Node, nodes: _Nodes, chars: Sequence[str], left: int) -> list[tuple[_Nodes, int]]:
    """Where the texts may stand after these letters, and how many words end there."""
    ways: list[tuple[_Nodes, int]] = [((), 0)]
    for node, char in zip(nodes, chars, strict=True):
        onward: list[tuple[_Node | None, int]] = []
        if node is not None and (inner := node.get(char)) is not None:
            onward.append((inner, 0))
            if "" in inner:
                onward.append((root, 1))
        if char == FILLER and left <= _MOST and (node is None or node is root):
            onward.append((None, 0))
        if not onward:
            return []
        ways = [((*after, one), ended + more) for after, ended in ways for one, more in onward]
    return ways


def _best(ways: Iterable[_Way]) -> list[_Way]:
    """The best of these that say different things."""
    kept: dict[tuple[str, ...], _Way] = {}
    for way in sorted(ways):
        kept.setdefault(way[1], way)
        if len(kept) == _KEPT:
            break
    return list(kept.values())
