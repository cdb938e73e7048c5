"""On which line a key of a TOML text stands.

`tomllib` gives values without places. This walks a text that `tomllib` has already accepted, so it may be lenient:
it only has to know where keys, strings and brackets begin and end.
"""

import contextlib
import re
import tomllib
from collections.abc import Sequence

Place = tuple[str | int, ...]
"""The way to a value: keys and list indices."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRINGS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'"""(?:\\.|[^\\])*?"{3,5}',
        r"'''.*?'{3,5}",
        r'"(?:\\.|[^"\\\n])*"',
        r"'[^'\n]*'",
    )
)
_PLAIN = re.compile(r"[^,\]}\n#]+")


class Lines:
    """Where the keys of one TOML text stand."""

    def __init__(self, text: str, first: int = 1) -> None:
        """Walk the text.

        Args:
            text: TOML that `tomllib` accepts.
            first: Number of its first line in the file.
        """
        self._text = text
        self._first = first
        self._at = 0
        self._places: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}
        # A wrong line is better than no problem told.
        with contextlib.suppress(ValueError, IndexError, RecursionError):
            self._walk()

    def of(self, place: Sequence[str | int]) -> int:
        """Line of the place, or of the nearest thing around it."""
        for length in range(len(place), 0, -1):
            line = self._places.get(tuple(place[:length]))
            if line is not None:
                return line
        return self._first

    def _walk(self) -> None:
        table: Place = ()
        while self._skip():
            if self._text.startswith("[[", self._at):
                table = self._header(2)
                count = self._counts.get(table, 0)
                self._counts[table] = count + 1
                self._note(table)
                table = (*table, count)
                self._note(table)
            elif self._text[self._at] == "[":
                table = self._header(1)
                self._note(table)
            else:
                self._pair(table)

    def _header(self, brackets: int) -> Place:
        self._at += brackets
        keys = self._key()
        self._at = self._text.index("]" * brackets, self._at) + brackets
        return self._resolved(keys)

    def _resolved(self, keys: Place) -> Place:
        """A header under an array of tables means that array's latest table."""
        place: Place = ()
        for key in keys[:-1]:
            place = (*place, key)
            if place in self._counts:
                place = (*place, self._counts[place] - 1)
        return (*place, keys[-1])

    def _pair(self, table: Place) -> None:
        start = self._at
        place = (*table, *self._key())
        self._note(place, start)
        self._at = self._text.index("=", self._at) + 1
        self._value(place)

    def _key(self) -> Place:
        keys: list[str] = []
        while True:
            self._skip()
            quoted = next((m for p in _STRINGS[2:] if (m := p.match(self._text, self._at))), None)
            found = quoted or _BARE.match(self._text, self._at)
            if found is None:
                raise ValueError(self._at)
            keys.append(tomllib.loads(f"x = {found[0]}")["x"] if quoted else found[0])
            self._at = found.end()
            self._skip()
            if not self._text.startswith(".", self._at):
                return tuple(keys)
            self._at += 1

    def _value(self, place: Place) -> None:
        self._skip()
        opening = self._text[self._at]
        if opening == "[":
            self._items(place)
        elif opening == "{":
            self._inline(place)
        else:
            found = next((m for p in (*_STRINGS, _PLAIN) if (m := p.match(self._text, self._at))), None)
            self._at = found.end() if found else self._at + 1

    def _items(self, place: Place) -> None:
        self._at += 1
        index = 0
        while self._skip() and self._text[self._at] != "]":
            self._note((*place, index))
            self._value((*place, index))
            index += 1
            self._comma()
        self._at += 1

    def _inline(self, place: Place) -> None:
        self._at += 1
        while self._skip() and self._text[self._at] != "}":
            self._pair(place)
            self._comma()
        self._at += 1

    def _comma(self) -> None:
        if self._skip() and self._text[self._at] == ",":
            self._at += 1

    def _skip(self) -> bool:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at < len(self._text)

    def _note(self, place: Place, at: int | None = None) -> None:
        at = self._at if at is None else at
        self._places.setdefault(place, self._text.count("\n", 0, at) + self._first)
