"""What a terminal has sent, on its way to an app: so much of it, and a little at a time.

Each character that is typed is an event of half a kilobyte and a fraction of a millisecond, and a whole packet of them
would be worked off before anybody else has a turn. A paste is one event, however long, but is parsed by the character.
"""

from collections import deque

MAX_PASTE = 64 * 1024
"""Characters of one paste; no answer and no note is longer."""
AHEAD = 4_096
"""Characters that may wait; nobody types so far ahead, and what comes beyond them was not typed."""
PIECE = 64
"""Characters between which others have a turn."""
START, END = "\x1b[200~", "\x1b[201~"
"""Around a paste."""


class Inlet:
    """Cuts what comes in, and hands it on in pieces."""

    def __init__(self) -> None:
        """Make an empty one."""
        self._pieces: deque[tuple[bool, str]] = deque()
        """Whether it was pasted, and what it is."""
        self._typed = self._pasted = 0
        """Characters that wait, of each kind."""
        self._tail = ""
        """Of what was typed, what may be the beginning of a paste; of a paste, what may be the beginning of its end."""
        self._room: int | None = None
        """What the paste may still have; None: nothing is being pasted. Below nought: it is dropped altogether."""

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def put(self, text: str) -> None:
        """Take in what has come, or what of it there is room for."""
        while text:
            text = self._take_typed(text) if self._room is None else self._take_pasted(text, self._room)

    def get(self) -> str:
        """The next piece."""
        is_pasted, piece = self._pieces.popleft()
        self._count(-len(piece), is_pasted=is_pasted)
        return piece

    def clear(self) -> None:
        """Forget what waits."""
        self._pieces.clear()
        self._typed = self._pasted = 0

    def _keep(self, text: str, *, is_pasted: bool) -> None:
        self._pieces.extend((is_pasted, text[at : at + PIECE]) for at in range(0, len(text), PIECE))
        self._count(len(text), is_pasted=is_pasted)

    def _count(self, characters: int, *, is_pasted: bool) -> None:
        if is_pasted:
            self._pasted += characters
        else:
            self._typed += characters

    def _take_typed(self, text: str) -> str:
        """Keep it as far as a paste, and return the rest."""
        room, seen = max(0, AHEAD - self._typed), self._tail + text
        at = seen.find(START)
        if at < 0:
            self._tail = seen[1 - len(START) :]
            self._keep(text[:room], is_pasted=False)
            return ""
        end = at + len(START) - len(self._tail)
        is_heard = end <= room and self._pasted < MAX_PASTE
        self._tail, self._room = "", MAX_PASTE if is_heard else -1
        self._keep(text[: end if is_heard else min(room, max(0, end - len(START)))], is_pasted=False)
        return text[end:]

    def _take_pasted(self, text: str, room: int) -> str:
        """Keep it as far as the end of the paste, and return the rest."""
        seen = self._tail + text
        at = seen.find(END)
        is_over = at >= 0
        cut = at if is_over else len(seen) - _beginning(seen)
        if room >= 0:
            self._keep(seen[:cut][:room] + (END if is_over else ""), is_pasted=True)
            room = max(0, room - cut)
        self._tail, self._room = ("", None) if is_over else (seen[cut:], room)
        return seen[cut + len(END) :] if is_over else ""


def _beginning(text: str) -> int:
    """How many of its last characters may be the beginning of the end of a paste."""
    return next((n for n in range(len(END) - 1, 0, -1) if text.endswith(END[:n])), 0)
