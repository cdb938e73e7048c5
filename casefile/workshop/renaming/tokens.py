"""Where the strings and the keys of a TOML text stand, to the letter, so that one can be changed and nothing else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from casefile.source.lines import Lines, Place

_KEY = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_QUOTES = ('"""', "'''", '"', "'")


@dataclass(frozen=True, slots=True)
class Token:
    """A string or a key."""

    path: tuple[str, ...]
    """The keys that lead to it."""
    indices: tuple[int, ...]
    """The places in lists on the way."""
    start: int
    end: int
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts other words in the place of some."""

    start: int
    end: int
    text: str


class Tokens(Lines):
    """Walks a TOML text that `tomllib` accepts and notes every string and every key."""

    def __init__(self, text: str) -> None:
        self.found: list[Token] = []
        self._names: list[tuple[int, int]] = []
        super().__init__(text)

    def _key(self) -> tuple[str, ...]:
        self._skip()
        start = self._at
        keys = super()._key()
        self._names = [match.span() for match in _KEY.finditer(self._text, start, self._at)]
        return tuple(map(str, keys))

    def _header(self, brackets: int) -> Place:
        table = super()._header(brackets)
        self._keys(table, len(self._names))
        return table

    def _pair(self, table: Place) -> None:
        start = self._at
        place = (*table, *self._key())
        self._keys(place, len(self._names))
        self._note(place, start)
        self._at = self._text.index("=", self._at) + 1
        self._value(place)

    def _value(self, place: Place) -> None:
        self._skip()
        start = self._at
        super()._value(place)
        quote = next((quote for quote in _QUOTES if self._text.startswith(quote, start)), "")
        if quote:
            begin, end = start + len(quote), self._at - len(quote)
            self.found.append(Token(_names_of(place), _indices_of(place), begin, end))

    def _keys(self, place: Place, count: int) -> None:
        """Note the keys that were just read; they are the last ones on the way to this place."""
        path = _names_of(place)
        for number, (start, end) in enumerate(self._names, start=len(path) - count + 1):
            quoted = self._text[start] in "\"'"
            token = Token(path[:number], _indices_of(place), start + quoted, end - quoted, is_key=True)
            self.found.append(token)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with all edits made."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _names_of(place: Place) -> tuple[str, ...]:
    return tuple(part for part in place if isinstance(part, str))


def _indices_of(place: Place) -> tuple[int, ...]:
    return tuple(part for part in place if isinstance(part, int))
