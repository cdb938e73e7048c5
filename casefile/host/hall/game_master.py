"""A game master's acts on the teams of a hall, one or all of them. Knows no screen; everything here may wait."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from casefile.errors import Refusal
from casefile.host.hall.door import Place
from casefile.host.hall.errata import Erratum
from casefile.host.hall.sheets import Rung, Sheets
from casefile.text import clean

if TYPE_CHECKING:
    from casefile.host.hall.hall import Hall
    from casefile.host.hall.room import Room
    from casefile.session.mastery import Mastery

NAME = "Game master"
"""How a game master signs; a second one at the same time is `Game master 2`."""


class GameMaster:
    """One person's hand in all teams of a hall."""

    def __init__(self, hall: Hall, close: Callable[[str], object] = lambda _: None) -> None:
        """Come in; nothing is opened before it is asked for.

        Args:
            hall: The teams.
            close: Sends this one home with a sentence, when the hall is closed.
        """
        self.hall, self.name = hall, hall.sign_in(NAME, close)
        self.sheets = Sheets(hall)
        self._lock = threading.Lock()
        self._at: dict[str, Mastery] = {}

    def at(self, team: str) -> Mastery:
        """This one's hand in a team's play. Refusal: `team-idle` if it has not begun, or as its room refuses."""
        room = self.hall.room(team)
        if not room.has_begun:
            words = f"{room.team.name} has not sat down yet, and its clock would start. Wait for its first player."
            raise Refusal("team-idle", words)
        with self._lock:
            if team not in self._at:
                self._at[team] = room.master(self.name)
            return self._at[team]

    def leave(self) -> None:
        """Let go of every play, and of the name."""
        self.hall.sign_out(self.name)
        with self._lock:
            while self._at:
                self._at.popitem()[1].leave()

    # One team or all

    def rooms(self, team: str) -> list[Room]:
        """One team's room, or all that have begun if none is named."""
        return [self.hall.room(team)] if team else [room for room in self.hall if room.has_begun]

    def each(self, team: str, done: str, act: Callable[[Mastery], object]) -> str:
        """Do something to one team, or to all that have begun.

        Args:
            team: Its id; empty: all.
            done: What was done, as a sentence begins: `Held`.
            act: What to do.

        Returns:
            A sentence with who it was done to and who not, and why.

        Raises:
            Refusal: It was done to nobody.
        """
        names: list[str] = []
        refused: list[tuple[str, Refusal]] = []
        for room in self.rooms(team):
            try:
                act(self.at(room.team.id))
                names.append(room.team.name)
            except Refusal as refusal:
                refused.append((room.team.name, refusal))
        if not names:
            raise refused[0][1] if refused else Refusal("teams-none", "No team has sat down yet.")
        whom = names[0] if team else f"{len(names)} team{'s' if len(names) > 1 else ''}"
        return " ".join([f"{done}: {whom}.", *(f"Not {name}: {why.sentence}" for name, why in refused)])

    # Papers and locks

    def correct(self, paper: str, text: str, why: str) -> str:
        """Put a correction at the head of a paper, for every team. Refusal: as `Mastery.correct`, or the disk."""
        holding: list[str] = []

        def act(master: Mastery) -> None:
            if master.correct(paper, text, why):
                holding.append(master.player)

        said = clean(text, lines=True).strip()
        if not (said and why.strip()):
            raise Refusal("why-empty", "Say what is to be read instead, and why: it stands in the teams' logs.")
        begun = bool(self.rooms(""))
        told = self.each("", "Corrected", act) if begun else "No team has sat down yet."
        self.hall.errata.add(Erratum(paper, said, why.strip(), self.name))
        for room in self.rooms(""):  # one may have sat down meanwhile
            self.hall.errata.give(room.table)
        return f"{told} {len(holding)} have the paper; the others read it when they get it."

    def papers(self) -> dict[str, str]:
        """Papers that can be corrected, id to title: all of the case with a sheet, else those that a team holds."""
        held: dict[str, str] = {}
        for room in self.rooms(""):
            held |= {row.id: row.title for part in self.at(room.team.id).folders() for row in part.papers}
        first = next(iter(self.hall)).team.id
        return {**self.sheets.papers(first, "en"), **held}

    def holders(self, paper: str) -> int:
        """How many teams have a paper."""
        return sum(paper in self.at(room.team.id).state.held.papers for room in self.rooms(""))

    def free(self, team: str, lock: str, why: str) -> str:
        """Open a lock for a team, by its sheet. Refusal: `free-no-sheet`, or as `Mastery.free`."""
        told = self.sheets.lock(team, lock)
        if told is None or not told.node:
            words = "Only with gm.key can an answer be freed." if told is None else "An archive has no answer to free."
            raise Refusal("free-no-sheet", f"{words} {self.sheets.why_not}".strip())
        self.at(team).free(lock, told.node, told.key, why)
        return f"Freed {told.title} for {self.hall.room(team).team.name}."

    def rungs(self, team: str, lock: str) -> tuple[Rung, ...]:
        """The hints of a lock. Refusal: as the pack refuses."""
        return self.sheets.rungs(team, lock, self.at(team).state.language)

    # Players

    def players(self, team: str) -> tuple[str, ...]:
        """Everybody who has sat at a team's table and was not sent away."""
        return self.at(team).state.hosting.players

    def move(self, player: str, old: str, new: str, why: str) -> str:
        """Send a player to another team: the terminal is closed, and the next visit is to the new table.

        Raises:
            Refusal: `move-nowhere`, `room-full`, or as `Mastery.move`.
        """
        home, other = self.hall.room(old), self.hall.room(new)
        if home is other:
            raise Refusal("move-nowhere", f"{player} sits with {home.team.name} already.")
        called = self._free_name(player, new)
        self.at(old).move(player, other.team.name, why)
        self.hall.door.move(Place(old, player), Place(new, called))
        renamed = "" if called == player else f" There is a {player} there already: you are {called}."
        sentence = (
            f"You are with {other.team.name} now.{renamed} Connect once more; your join code is {other.team.code}."
        )
        for seat in home.seats:
            if seat.player == player:
                seat.terminal.close(sentence)
        as_whom = "" if called == player else f" as {called}"
        return f"{player} goes to {other.team.name}{as_whom}."

    def merge(self, old: str, new: str, why: str) -> str:
        """Send all players of a team to another, and stop the clock that they leave. Refusal: as `move`."""
        players = self.players(old)
        if not players:
            raise Refusal("merge-empty", f"{self.hall.room(old).team.name} has no players to send.")
        for player in players:
            self.move(player, old, new, why)
        with contextlib.suppress(Refusal):  # where there is no clock, none runs on
            self.at(old).hold(why)
        many = "1 player" if len(players) == 1 else f"{len(players)} players"
        return f"{many} of {self.hall.room(old).team.name} go to {self.hall.room(new).team.name}."

    def _free_name(self, player: str, team: str) -> str:
        """A name that nobody has at a table."""
        taken: Iterable[str] = self.players(team) if self.hall.room(team).has_begun else ()
        names = (player, *(f"{player} {number}" for number in range(2, 100)))
        return next(name for name in names if name not in taken)

    def look_again(self) -> str:
        """Take up teams that were dealt late. Refusal: as `DealFolder.open`."""
        before = {room.team.id for room in self.hall}
        self.hall.look_again()
        late = [room.team for room in self.hall if room.team.id not in before]
        told = ", ".join(f"{team.name} ({team.code})" for team in late)
        return f"New: {told}." if late else "No team was dealt since. `casefile deal DEAL --add N` deals more."
