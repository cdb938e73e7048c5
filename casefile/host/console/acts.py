"""What both screens of the console have in common: a team in hand, and everything that can be done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from casefile.desk.background import background
from casefile.desk.keyline import tell
from casefile.errors import Refusal
from casefile.host.console.forms import Acts, Pick
from casefile.host.console.log import TeamLog
from casefile.host.console.request import RequestSheet

if TYPE_CHECKING:
    from casefile.desk.registry.form import FormScreen
    from casefile.host.console.overview import Overview, TeamRow
    from casefile.host.hall.game_master import GameMaster

TOLD = 8.0
"""Seconds that the outcome of an act stands on the bottom line."""


class ActScreen(Screen[None]):
    """A screen with a team in hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "answer", "request", id="console.answer", tooltip="See to a request of this team"),
        Binding("a", "announce", "announce", id="console.announce", tooltip="Say something to this team or to all"),
        Binding("p", "hold", "hold", id="console.hold", tooltip="Stop the clock, or let it go on: this team's, or all"),
        Binding("v", "look", "look", id="console.look", tooltip="Look over a player's shoulder, or take the keys"),
        Binding("f", "free", "free", id="console.free", tooltip="Open a puzzle for this team"),
        Binding("e", "extend", "extend", id="console.extend", tooltip="Give this team or all more time, or less"),
        Binding("l", "log", "log", id="console.log", tooltip="The log of this team"),
        Binding("x", "correct", "erratum", id="console.correct", tooltip="Correct a paper, for all teams"),
        Binding("b", "rewind", "rewind", id="console.rewind", tooltip="Take minutes off what has been spent"),
        Binding("m", "move", "move", id="console.move", tooltip="Send a player to another team"),
        Binding("M", "merge", "merge", id="console.merge", tooltip="Send all players of this team to another"),
    ]

    @dataclass
    class Looked(Message):
        """A player's screen is to be looked at."""

        screen: ActScreen
        team: str
        player: str

    def __init__(self, master: GameMaster, overview: Overview) -> None:
        """Make the screen.

        Args:
            master: Whose hand it is.
            overview: The rows of all teams.
        """
        super().__init__()
        self.master, self.overview = master, overview
        self.acts = Acts(master)

    @property
    def team(self) -> str:
        """Id of the team in hand; empty if there is none."""
        raise NotImplementedError

    @property
    def row(self) -> TeamRow | None:
        """Its row."""
        return next((row for row in self.overview.rows if row.id == self.team), None)

    @property
    def request(self) -> int:
        """The request under the cursor; 0 if it is on none."""
        return 0

    def say(self, sentence: object) -> None:
        """Tell what came of an act."""
        if isinstance(sentence, str) and sentence:
            tell(self, sentence, TOLD)

    def _refused(self, refusal: Refusal) -> None:
        self.say(refusal.sentence)

    def _fill_in(self, form: FormScreen) -> None:
        self.app.push_screen(form, self.say)

    def _pick(
        self, title: str, words: str, choices: Sequence[tuple[str, str, str]], then: Callable[[str], object]
    ) -> None:
        def picked(key: str | None) -> None:
            if key is not None:
                then(key)

        self.app.push_screen(Pick(title, words, choices), picked)

    def _begun(self) -> TeamRow | None:
        """The row of a team in hand that plays; else it is said why not."""
        row = self.row
        if row is not None and not row.has_begun:
            self.say(f"{row.name} has not sat down yet.")
            return None
        return row

    # Clock and words

    def action_announce(self) -> None:
        """Say something."""
        if self.team:
            self._fill_in(self.acts.announce(self.team))

    def action_hold(self) -> None:
        """Stop the clock, or let it go on."""
        if row := self.row:
            self._fill_in(self.acts.hold(row.id, is_held=row.clock.is_held))

    def action_extend(self) -> None:
        """Give more time."""
        if self.team:
            self._fill_in(self.acts.extend(self.team))

    def action_rewind(self) -> None:
        """Put the clock back."""
        if self.team:
            self._fill_in(self.acts.rewind(self.team))

    # Requests, papers, locks

    def action_answer(self) -> None:
        """See to the request under the cursor, or to one of the team's."""
        row = self._begun()
        if row is None:
            return
        if self.request:
            self.see_to(row.id, self.request)
        elif not row.waiting:
            self.say(f"{row.name} asks for nothing.")
        elif len(row.waiting) == 1:
            self.see_to(row.id, row.waiting[0].id)
        else:
            choices = [(str(one.id), f"{one.by}: {one.text}", one.claimed) for one in row.waiting]
            self._pick("Requests", "Which one?", choices, lambda key: self.see_to(row.id, int(key)))

    def see_to(self, team: str, request: int) -> None:
        """Open a request. It is claimed with that: another game master sees who sees to it."""

        def opened(refusal: str) -> None:
            self.app.push_screen(RequestSheet(self.master, team, request, refusal), self.say)

        def claim() -> str:
            try:
                self.master.at(team).claim(request)
            except Refusal as refusal:
                if refusal.code == "request-unknown":
                    raise
                return refusal.sentence
            return ""

        background(self, claim, opened, refused=self._refused)

    def action_correct(self) -> None:
        """Pick a paper, then write."""

        def papers() -> list[tuple[str, str, str]]:
            titles = self.master.papers()
            count = {paper: self.master.holders(paper) for paper in titles}
            told = sorted(titles, key=lambda paper: -count[paper])
            return [(paper, titles[paper], f"{paper}  {count[paper]} have it") for paper in told]

        def picked(choices: list[tuple[str, str, str]]) -> None:
            titles = {key: words for key, words, _ in choices}
            words = "Which paper? Those that teams have come first."
            self._pick("Erratum", words, choices, lambda key: self._fill_in(self.acts.correct(key, titles[key])))

        background(self, papers, picked, refused=self._refused)

    def action_free(self) -> None:
        """Pick an open lock, then say why."""
        row = self._begun()
        if row is None:
            return
        if not row.open:
            self.say(f"Nothing is open at {row.name}'s table.")
            return
        titles = {puzzle.lock: puzzle.title for puzzle in row.open}
        choices = [(lock, title, lock) for lock, title in titles.items()]
        free = lambda lock: self._fill_in(self.acts.free(row.id, lock, titles[lock]))  # noqa: E731
        self._pick("Free", f"What is opened for {row.name}?", choices, free)

    # Players

    def _with_player(self, title: str, words: str, then: Callable[[str], object], *, only_here: bool = False) -> None:
        row = self._begun()
        if row is None:
            return

        def shown(players: tuple[str, ...]) -> None:
            names = row.present if only_here else players
            if not names:
                self.say(f"Nobody of {row.name} is {'here' if only_here else 'known'}.")
            elif len(names) == 1 and only_here:
                then(names[0])
            else:
                rows = [(name, name, "here" if name in row.present else "away") for name in names]
                self._pick(title, words, rows, then)

        background(self, partial(self.master.players, row.id), shown, refused=self._refused)

    def _other_teams(self, team: str) -> list[tuple[str, str, str]]:
        return [
            (row.id, row.name, f"{len(row.present)} here" if row.has_begun else "not begun")
            for row in self.overview.rows
            if row.id != team
        ]

    def action_move(self) -> None:
        """Pick a player, then a team."""
        old = self.team

        def to(player: str) -> None:
            then = lambda new: self._fill_in(self.acts.move(player, old, new))  # noqa: E731
            self._pick("Move", f"Where does {player} go?", self._other_teams(old), then)

        self._with_player("Move", "Who goes to another team?", to)

    def action_merge(self) -> None:
        """Pick the team that takes this one's players."""
        if row := self._begun():
            then = lambda new: self._fill_in(self.acts.merge(row.id, new))  # noqa: E731
            self._pick("Merge", f"Which team takes the players of {row.name}?", self._other_teams(row.id), then)

    def action_look(self) -> None:
        """Pick a player who is here."""
        team = self.team
        then = lambda player: self.post_message(self.Looked(self, team, player))  # noqa: E731
        self._with_player("Look", "Whose screen?", then, only_here=True)

    def action_log(self) -> None:
        """The log."""
        if row := self._begun():
            background(
                self,
                partial(self.master.at, row.id),
                lambda master: self.app.push_screen(TeamLog(master, row.name)),
                refused=self._refused,
            )
