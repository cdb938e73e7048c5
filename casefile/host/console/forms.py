"""What a game master fills in: one small form for every act, and a list where something has to be picked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from casefile.desk.column import Row
from casefile.desk.registry.form import Field, FormScreen
from casefile.desk.sheet import Sheet, said
from casefile.desk.spans import Span, cut
from casefile.errors import Refusal
from casefile.host.hall.game_master import GameMaster
from casefile.session.mastery import MAX_TEXT, Mastery

WHY = Field("Why", placeholder="it stands in the team's log")


class Pick(Sheet[str]):
    """Pick one of several things; dismissed with its key."""

    TOPIC: ClassVar[tuple[str, str]] = ("A list", "Pick a line with enter; escape goes back, and nothing is done.")

    def __init__(self, title: str, words: str, choices: Sequence[tuple[str, str, str]]) -> None:
        """Make the list.

        Args:
            title: Its head.
            words: What is picked.
            choices: Keys, words, and what stands at the right edge.
        """
        super().__init__(title)
        self._words, self._choices = words, choices

    def rows(self, width: int) -> Iterator[Row]:
        """One line for each."""
        yield from said(self._words, width)
        yield Row()
        for key, words, end in self._choices:
            room = width - len(end) - 3
            yield Row((Span(" "), *cut([Span(words)], room)), key, (Span(end, "quiet"),) if end else ())

    def chosen(self, key: str) -> None:
        """That one."""
        self.dismiss(key)


class Acts:
    """Forms of one game master. What signing one returns is the sentence that tells of it."""

    def __init__(self, master: GameMaster) -> None:
        self.master = master

    def _for(self, team: str) -> tuple[Field, ...]:
        name = self.master.hall.room(team).team.name
        return (Field("For", team, choices=((team, name), ("", "all teams"))),)

    def announce(self, team: str) -> FormScreen:
        """Say something to one team or all."""
        fields = (*self._for(team), Field("Words", placeholder="what they are to know", most=MAX_TEXT))

        def sign(values: tuple[str, ...]) -> str:
            to, text = values
            return self.master.each(to, "Announced", lambda one: one.announce(text))

        return FormScreen("ANNOUNCE", "It comes as a message, and stands in the log.", fields, sign)

    def hold(self, team: str, *, is_held: bool) -> FormScreen:
        """Stop the clock, or let it go on."""
        title = "LET THE CLOCK GO ON" if is_held else "STOP THE CLOCK"
        words = "Answers are taken again." if is_held else "Reading goes on; answers, hints and decisions wait."

        def sign(values: tuple[str, ...]) -> str:
            to, why = values
            if is_held:
                return self.master.each(to, "Let go on", lambda one: one.release(why))
            return self.master.each(to, "Held", lambda one: one.hold(why))

        return FormScreen(title, words, (*self._for(team), WHY), sign)

    def extend(self, team: str) -> FormScreen:
        """Give more time."""
        return self._minutes(
            team, "MORE TIME", "Minutes more; with a minus, fewer.", "Extended", lambda m, n, w: m.extend(n, w)
        )

    def rewind(self, team: str) -> FormScreen:
        """Take minutes off what has been spent."""
        words = "Minutes that are taken off what has been spent, as if they had not been."
        return self._minutes(team, "PUT THE CLOCK BACK", words, "Put back", lambda m, n, w: m.rewind(n, w))

    def _minutes(
        self, team: str, title: str, words: str, done: str, act: Callable[[Mastery, float, str], object]
    ) -> FormScreen:
        def sign(values: tuple[str, ...]) -> str:
            to, written, why = values
            minutes = _number(written)
            return self.master.each(to, f"{done} by {minutes:g} minutes", lambda one: act(one, minutes, why))

        return FormScreen(title, words, (*self._for(team), Field("Minutes", "5"), WHY), sign)

    def correct(self, paper: str, title: str) -> FormScreen:
        """Correct a paper for everybody."""
        words = "It stands at the head of the paper, for all teams: now, or when they get it."
        fields = (Field("To be read", most=MAX_TEXT), WHY)
        return FormScreen(f"ERRATUM · {title}", words, fields, lambda values: self.master.correct(paper, *values))

    def free(self, team: str, lock: str, title: str) -> FormScreen:
        """Open a lock for a team."""
        words = "It opens as if it had been solved, stands in the log as freed, and cannot be shut again."
        return FormScreen(f"FREE · {title}", words, (WHY,), lambda values: self.master.free(team, lock, *values))

    def move(self, player: str, old: str, new: str) -> FormScreen:
        """Send a player to another team."""
        name = self.master.hall.room(new).team.name
        words = f"{player}'s terminal is closed with a sentence, and the next visit is to {name}."
        sign = lambda values: self.master.move(player, old, new, *values)  # noqa: E731
        return FormScreen(f"MOVE · {player} to {name}", words, (WHY,), sign)

    def merge(self, old: str, new: str) -> FormScreen:
        """Send all players of a team to another."""
        first, second = (self.master.hall.room(team).team.name for team in (old, new))
        words = f"Everybody of {first} goes to {second} and goes on with what {second} has. {first}'s clock stops."
        sign = lambda values: self.master.merge(old, new, *values)  # noqa: E731
        return FormScreen(f"MERGE · {first} into {second}", words, (WHY,), sign)


def _number(written: str) -> float:
    try:
        return float(written.replace(",", ".").replace("−", "-"))
    except ValueError:
        raise Refusal("minutes-odd", "That is no number of minutes. Write digits, such as 5 or 2.5.") from None
