"""A machine of three wheels and a reflector, without plugs or rings.

Before each letter the right wheel goes on by one. When it passes from Z to A the middle wheel goes on, and when that
one passes from Z to A, the left. Nothing else turns, so that the windows count like an odometer: the double step of
the historical machines is left out.

Source: M. Rejewski, An Application of the Theory of Permutations in Breaking the Enigma Cipher, 1980, for the product
of permutations; A. Turing's Treatise on the Enigma, 1940, for cribs: no letter ever stands for itself.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from casefile.tools.letters import ALPHABET

SETTINGS = 26**3
"""Positions of three wheels in one order."""
_A = ord("A")
_REST = bytes(256 - 26)
"""Fills a table of letters to what `bytes.translate` wants."""


class Wheels(NamedTuple):
    """What is in the machine, as wirings: what comes out for A, B, C and so on while the wheel shows A."""

    left: str
    middle: str
    right: str
    reflector: str


def position(windows: str) -> int:
    """Three windows as a number, AAA being 0 and ZZZ 17,575."""
    left, middle, right = (ALPHABET.index(char) for char in windows)
    return (left * 26 + middle) * 26 + right


def windows_at(number: int) -> str:
    """A number as three windows; whatever is beyond ZZZ begins again."""
    number %= SETTINGS
    return ALPHABET[number // 676] + ALPHABET[number // 26 % 26] + ALPHABET[number % 26]


def turned(windows: str, letters: int) -> str:
    """The windows after so many letters, or before them where the number is negative."""
    return windows_at(position(windows) + letters)


def is_wiring(text: str) -> bool:
    """Whether it has every letter once."""
    return len(text) == 26 and set(text) == set(ALPHABET)


def is_reflector(text: str) -> bool:
    """Whether it has the letters in thirteen pairs."""
    return is_wiring(text) and all(
        char != other and text[ALPHABET.index(other)] == char for char, other in zip(ALPHABET, text, strict=True)
    )


def encipher(text: str, wheels: Wheels, windows: str) -> str:
    """Write letters A to Z, or read them: with the same windows the machine undoes what it did."""
    table, start = alphabets(wheels), position(windows) + 1
    return "".join(chr(table[(start + at) % SETTINGS * 26 + ord(char) - _A] + _A) for at, char in enumerate(text))


def clashes(crib: str, over: str) -> list[int]:
    """Letters of a crib, from 0, that would stand for themselves; it stands nowhere where there are any."""
    return [at for at, (char, other) in enumerate(zip(crib, over, strict=False)) if char == other]


def places(crib: str, text: str) -> list[int]:
    """How many letters can stand before a crib, as far as no letter would stand for itself."""
    ends = range(len(text) - len(crib) + 1)
    return [at for at in ends if not clashes(crib, text[at : at + len(crib)])]


def starts(crib: str, text: str, at: int, wheels: Wheels) -> list[str]:
    """Windows at the start of the text with which a crib comes out behind so many letters.

    Tries all 17,576; a millisecond, and ten more for wheels that are new to it.
    """
    return [turned(windows, -at) for windows in _before(crib, text[at : at + len(crib)], wheels)]


def _before(crib: str, over: str, wheels: Wheels) -> Iterator[str]:
    """Windows right before the crib."""
    table = alphabets(wheels)
    pairs = [(ord(char) - _A, ord(other) - _A) for char, other in zip(crib, over, strict=True)]
    column = table[pairs[0][0] :: 26]
    here = column.find(pairs[0][1])
    while here >= 0:
        if all(table[(here + at) % SETTINGS * 26 + char] == other for at, (char, other) in enumerate(pairs)):
            yield windows_at(here - 1)
        here = column.find(pairs[0][1], here + 1)


@lru_cache(maxsize=6)
def alphabets(wheels: Wheels) -> bytes:
    """What becomes of each letter at each position, as numbers: 26 bytes for AAA, 26 for AAB, and so on.

    Ten milliseconds and 457 kB. All six orders of three wheels are remembered.
    """
    left, middle, right = ([_turned(wiring, by) for by in range(26)] for wiring in wheels[:3])
    mirror = _table(_numbers(wheels.reflector))
    found: list[bytes] = []
    for left_in, left_out in left:
        behind = _table(left_in.translate(mirror).translate(_table(left_out)))
        for middle_in, middle_out in middle:
            core = _table(middle_in.translate(behind).translate(_table(middle_out)))
            found += [way_in.translate(core).translate(_table(way_out)) for way_in, way_out in right]
    return b"".join(found)


def _turned(wiring: str, by: int) -> tuple[bytes, bytes]:
    """A wheel that has gone on by so many: from right to left, and from left to right."""
    wired = _numbers(wiring)
    way_in = bytes((wired[(char + by) % 26] - by) % 26 for char in range(26))
    return way_in, bytes(way_in.index(char) for char in range(26))


def _numbers(text: str) -> bytes:
    return bytes(ord(char) - _A for char in text)


def _table(numbers: bytes) -> bytes:
    return numbers + _REST
