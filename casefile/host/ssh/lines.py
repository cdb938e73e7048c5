"""The line mode over a line: `ssh -p 2222 HOST plain`, for screen readers and scripts."""

from __future__ import annotations

import io
import queue
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TextIO, cast

from casefile.errors import Refusal
from casefile.host.hall.company import RoomCompany
from casefile.host.hall.door import TRIES, Place, penalty, unknown
from casefile.session.ledger import person
from casefile.text import clean

if TYPE_CHECKING:
    from casefile.host.hall.hall import Hall
    from casefile.host.ssh.guest import Arrival
    from casefile.session.play import Session

MAX_LINE = 8_192
"""Characters of a line; the rest of a longer one is dropped."""
PROMPT = "> "
KEPT = 16_384
"""Characters of what was read and written last, for a game master who looks on."""


class LinesIn(io.TextIOBase):
    """What comes from a client, as a thread reads a file."""

    def __init__(self, prompt: Callable[[str], object]) -> None:
        """Make it; `prompt` shows a prompt when a line is waited for."""
        self._queue: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._waiting = ""
        self._prompt = prompt
        self._is_over = False
        self.heard: Callable[[str], object] = lambda _: None
        """Told each line that the play is given."""

    def put(self, data: bytes) -> None:
        """Bytes have come; may be called in another thread."""
        self._queue.put(data)

    def hang_up(self) -> None:
        """Nothing more will come."""
        self._queue.put(None)

    def line(self, prompt: str = PROMPT) -> str | None:
        """The next line, or None when there is none any more."""
        self._prompt(prompt)
        while not self._is_over:
            head, end, rest = self._waiting.partition("\n")
            if end:
                self._waiting = rest
                return head.rstrip("\r")[:MAX_LINE]
            data = self._queue.get()
            self._is_over = data is None
            # a client without a terminal of its own may end its lines by a return
            self._waiting = (self._waiting + self._decode(data or b"").replace("\r", "\n"))[-2 * MAX_LINE :]
        last, self._waiting = self._waiting[:MAX_LINE], ""
        return last or None

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]
        while (line := self.line()) is not None:
            self.heard(line)
            yield line + "\n"


class LinesOut(io.TextIOBase):
    """What goes to a client."""

    def __init__(self, send: Callable[[bytes], object], end: str) -> None:
        """Make it; `send` may be called in any thread."""
        self._send, self._end = send, end
        self.said: Callable[[str], object] = lambda _: None
        """Told each text."""

    def write(self, text: str) -> int:
        """Send a text."""
        self.said(text)
        self._send(text.replace("\n", self._end).encode("utf-8", "replace"))
        return len(text)


class LineTerminal:
    """A player in lines, as his room sees him."""

    def __init__(self, lines: LinesIn, out: LinesOut) -> None:
        self._in, self._out = lines, out
        self.session: Session | None = None
        """His, once he sits."""
        self.transcript = ""
        """The last that he has read and written."""
        out.said = self._keep
        lines.heard = lambda line: self._keep(f"{PROMPT}{clean(line, lines=False)}\n")

    def _keep(self, text: str) -> None:
        self.transcript = (self.transcript + text)[-KEPT:]

    def close(self, sentence: str) -> None:
        """See `room.Terminal`."""
        self.tell(sentence)
        self._in.hang_up()

    def tell(self, sentence: str) -> None:
        """See `room.Terminal`."""
        if sentence:
            self._out.write(f"{sentence}\n")

    def point(self, who: str, paper: str, block: int) -> None:
        """See `room.Terminal`."""
        folders = self.session.folders() if self.session else ()
        title = next((row.title for folder in folders for row in folder.papers if row.id == paper), "")
        if title:
            sentence = clean(f"{who} points at {title}, block {block + 1}. `open {title}` reads it.", lines=False)
            self._out.write(f"{sentence}\n")


def play_in_lines(hall: Hall, arrival: Arrival, lines: LinesIn, out: LinesOut) -> int:
    """Let somebody play in lines until he quits or the line ends; runs in a thread of its own."""
    from casefile.desk.plain.mode import run

    place = arrival.place or _ask(hall, arrival, lines, out)
    if place is None:
        return 1
    terminal = LineTerminal(lines, out)
    room = hall.room(place.team)
    try:
        session = room.sit(place.player, terminal)
    except Refusal as refusal:
        terminal.tell(refusal.sentence)
        return 1
    hall.remember(arrival.fingerprint, place)
    try:
        terminal.session = session
        there = RoomCompany(room, place.player)
        stdin, stdout = cast("TextIO", lines), cast("TextIO", out)
        return run(session, stdin=stdin, stdout=stdout, back=bool(session.previously()), company=there)
    finally:
        room.rise(place.player, terminal)


def _ask(hall: Hall, arrival: Arrival, lines: LinesIn, out: LinesOut) -> Place | None:
    out.write(f"{hall.title}\n")
    team, wrong = hall.door.team_of(arrival.code), 0
    while team is None:
        code = lines.line("Join code: ")
        if code is None:
            return None
        team = hall.door.team_of(code)
        if team is None:
            wrong += 1
            time.sleep(penalty(wrong))  # this thread is his own
            out.write(f"{unknown().sentence}\n")
            if wrong >= TRIES:
                return None
    while (name := lines.line("Your name: ")) is not None:
        try:
            return Place(team.id, person(name))
        except Refusal as refusal:
            out.write(f"{refusal.sentence}\n")
    return None
