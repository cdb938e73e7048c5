"""The Desk at a host's table: the team's clock, what waits to be signed, who else is there, where they point.

By oneself none of it is there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from casefile.desk.background import background
from casefile.desk.company import came_and_went
from casefile.desk.desk_ways import ARRIVED, DeskWays
from casefile.desk.keyline import tell
from casefile.desk.news import News
from casefile.desk.notices import Notices, minutes_left, notices
from casefile.desk.safe import safe
from casefile.session.hosted_views import ClockView, ProposalView
from casefile.session.views import MessageView

LATE = (10, 5, 1)
"""Minutes that are left when it is said so."""


class DeskTable(DeskWays):
    """What a player is told of the table, and does there."""

    class Gathered(Message):
        """Somebody has come to the table or has gone."""

        def can_replace(self, message: Message) -> bool:
            """One look is enough for several."""
            return isinstance(message, DeskTable.Gathered)

    @dataclass
    class Pointed(Message):
        """A team-mate shows a place in a paper."""

        who: str
        paper: str
        block: int

    _pointer: Pointed | None = None
    _proposal: ProposalView | None = None
    _minute: Timer | None = None
    _ripe: Timer | None = None
    _unwatch_table: Callable[[], None] | None = None

    def sit_at_the_table(self) -> None:
        """Begin to listen; what happened before is no news."""
        if not self.is_hosted:
            return
        self.news = News(self.session)
        if self.company:
            self._unwatch_table = self.company.watch(self._moved_about)
            background(self, self.company.others, self._are_there, latest="others")

    def get_up_from_the_table(self) -> None:
        """Listen no longer."""
        if self._unwatch_table:
            self._unwatch_table()

    def _moved_about(self) -> None:
        """Called by the table, in any thread: only posts."""
        self.post_message(self.Gathered())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some keys are a team's alone, and some are none of a team's."""
        match parameters[0] if action == "elsewhere" and parameters else action:
            case "countersign":
                able = self._proposal is not None
            case "follow":
                able = self._pointer is not None
            case "ask" | "point" | "rise" | "register":
                able = self.is_hosted
            case "registry" | "log":
                able = not self.is_hosted
            case _:
                able = True
        return able and super().check_action(action, parameters)

    # What is shown

    def draw(self) -> None:
        """Show everything, and how the table stands."""
        if self.is_hosted:
            self._proposal = self.session.proposal()
        super().draw()
        if self.is_hosted:
            self.query_one(Notices).say(tuple(notices(self.session)))
            self._wind(self.status.timing)
            self._await_signature()

    def _wind(self, clock: ClockView | None) -> None:
        """Draw the clock again when its minute is over, not before; once it has run out, say so."""
        if self._minute:
            self._minute.stop()
            self._minute = None
        if clock is None or clock.left is None:
            return
        if clock.is_up and not self.mark.late:
            from casefile.desk.told import TimeSheet

            self.mark.late = True
            self.app.push_screen(TimeSheet())
        elif clock.left:
            self.mark.late = False
            if not (clock.is_held or clock.is_over):
                self._minute = self.set_timer(max(1.0, clock.left % 60 + 0.1), self._minute_over)

    def _minute_over(self) -> None:
        self.draw()
        clock = self.status.timing
        if clock and clock.left and minutes_left(clock.left) in LATE and not clock.is_held:
            minutes = minutes_left(clock.left)
            self.say_here("The last minute." if minutes == 1 else f"{minutes} minutes are left.")

    def _await_signature(self) -> None:
        """After a while whoever proposed may sign alone."""
        if self._ripe:
            self._ripe.stop()
            self._ripe = None
        if self._proposal and self._proposal.wait:
            self._ripe = self.set_timer(self._proposal.wait + 0.2, self.draw)

    def say_here(self, words: str, seconds: float = ARRIVED) -> None:
        """Say something on the bottom line, the desk's and that of whatever lies over it."""
        screens: set[Screen[Any]] = {self, self.app.screen}
        for screen in screens:
            tell(screen, safe(words).plain, seconds)

    def say_that_it_came(self, message: MessageView) -> None:
        """A host's line is told wherever the player is."""
        if self.is_hosted and self.app.screen is not self:
            self.say_here(f"A line from {message.sender}. Key i at the desk reads it.")
        else:
            super().say_that_it_came(message)

    def tell_the_news(self) -> None:
        """What the others have done; called after every change."""
        from casefile.desk.proposal import ProposalSheet

        if not self.is_hosted:
            return
        if isinstance(self.app.screen, ProposalSheet):
            self.app.screen.renew()
        if fresh := self.news.fresh():
            self.say_here("  ".join(fresh))

    # Who is there

    @on(Gathered)
    def _gathered(self) -> None:
        if self.company:  # in a thread: the table is busy while somebody sits down
            background(self, self.company.others, self._have_gathered, latest="others")

    def _have_gathered(self, there: tuple[str, ...]) -> None:
        told = came_and_went(self.there, there)
        self._are_there(there)
        if told:
            self.say_here(told)

    def _are_there(self, there: tuple[str, ...]) -> None:
        self.there = there
        self.draw()

    # What waits to be signed

    @property
    def has_put(self) -> bool:
        """Something of this player's own lies before the team."""
        return self._proposal is not None and self._proposal.is_mine

    def action_countersign(self) -> None:
        """Look at what lies before the team."""
        from casefile.desk.proposal import ProposalSheet

        if put := self.session.proposal():
            self.app.clear_notifications()
            self.app.push_screen(ProposalSheet(self.session, put), self.filed)

    # The game master

    def action_ask(self) -> None:
        """Ask the game master, about the question in hand if one likes."""
        from casefile.desk.asking import ask

        lock = self.lock_in_hand()
        ask(self, self.session, lock if lock and not lock.solved else None)

    # Pointing

    def action_point(self) -> None:
        """Show the others where one reads."""
        company, reader = self.company, self.blotter.reader
        if company is None or reader.page is None:
            return
        if not self.there:
            tell(self, "Nobody else is at the table.")
            return
        paper, block = reader.page.id, reader.at
        background(self, lambda: company.point(paper, block), latest="point")
        tell(self, f"Shown to {safe(', '.join(self.there)).plain}.")

    @on(Pointed)
    def _pointed(self, event: Pointed) -> None:
        title = next((paper.title for paper in self.papers() if paper.id == event.paper), "")
        if not title:
            return
        self._pointer = event
        self.refresh_bindings()
        self.say_here(f"{event.who} points at {title}. Key g goes there.")

    def action_follow(self) -> None:
        """Go where a team-mate points."""
        if self._pointer:
            pointer, self._pointer = self._pointer, None
            tell(self, "")
            self.blotter.open(pointer.paper, block=pointer.block)

    # Getting up

    def action_rise(self) -> None:
        """Leave the table; the registry is the host's."""
        self.action_registry()

    def action_registry(self) -> None:
        """Get up; the Desk knows how."""
        raise NotImplementedError

    def action_register(self) -> None:
        """The log, without a way back in time."""
        self.action_elsewhere("log")
