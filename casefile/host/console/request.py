"""A request of a player's: what was asked, what can be answered, and being done with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from casefile.desk.background import background
from casefile.desk.column import Row
from casefile.desk.registry.form import Field, FormScreen
from casefile.desk.sheet import Sheet, button, said
from casefile.desk.spans import Span, cut
from casefile.errors import Refusal
from casefile.host.console.forms import WHY
from casefile.session.mastery import MAX_TEXT

if TYPE_CHECKING:
    from casefile.host.hall.game_master import GameMaster
    from casefile.host.hall.sheets import Rung
    from casefile.session.hosted_views import RequestView


class RequestSheet(Sheet[str]):
    """See to a request. Dismissed with a sentence about what was done."""

    TOPIC: ClassVar[tuple[str, str]] = (
        "A request",
        "Answer in your own words, or pass on a hint of the case: enter shows it first. Close what is done with; a "
        "refund takes it off the team's account.",
    )

    def __init__(self, master: GameMaster, team: str, request: int, taken: str = "") -> None:
        """Make the sheet.

        Args:
            master: Who sees to it.
            team: Whose it is.
            request: Its number.
            taken: Why it could not be claimed.
        """
        super().__init__(f"A request of {master.hall.room(team).team.name}")
        self._master, self._team, self._number, self._taken = master, team, request, taken
        self._rungs: tuple[Rung, ...] = ()
        self._found = "The hints are being looked up."

    @property
    def _request(self) -> RequestView:
        return next(view for view in self._master.at(self._team).requests() if view.id == self._number)

    def on_mount(self) -> None:
        """Look the hints up meanwhile."""
        super().on_mount()
        lock = self._request.lock
        if lock:
            background(self, lambda: self._master.rungs(self._team, lock), self._known, refused=self._no_hints)
        else:
            self._found = "It is about no lock, so there are no hints for it."

    def _known(self, rungs: tuple[Rung, ...]) -> None:
        self._rungs = rungs
        self._found = "" if rungs else f"There are no hints. {self._master.sheets.why_not}"
        self.draw()

    def _no_hints(self, refusal: Refusal) -> None:
        self._found = refusal.sentence
        self.draw()

    def rows(self, width: int) -> Iterator[Row]:
        """The request, what was answered, what can be done."""
        view = self._request
        hour = time.strftime("%H.%M", time.localtime(view.at))
        about = f" about {view.title}" if view.title else ""
        yield from said(f"{view.by}, {hour}{about}:", width, "quiet")
        yield from said(view.text, width)
        for reply in view.replies:
            yield Row()
            yield from said(f"{reply.by}:", width, "quiet")
            yield from said(reply.text, width, "done")
        if self._taken:
            yield Row()
            yield from said(self._taken, width, "stamp")
        yield Row()
        if not view.is_closed:
            yield button("Answer in your own words", "write")
            yield button("Close it", "close")
        if not view.is_refunded:
            yield button("Take it off the team's account", "refund")
        if view.is_closed:
            yield from said("It is closed.", width, "quiet")
            return
        yield Row()
        yield from said(self._found or "Hints, by step and rung; the fourth is the answer:", width, "quiet")
        widest = max((len(rung.step) for rung in self._rungs), default=0)
        for n, rung in enumerate(self._rungs):
            head = f" {rung.step:<{widest}} {rung.number}  "
            yield Row((Span(head, "buff"), *cut([Span(" ".join(rung.text.split()))], width - len(head))), f"rung:{n}")

    def chosen(self, key: str) -> None:
        """Do that."""
        view = self._request
        at = self._master.at
        verb, _, which = key.partition(":")
        if verb == "rung":
            self._ask("PASS ON", self._rungs[int(which)].text, (), self._reply)
        elif verb == "write":
            fields = (Field("Answer", placeholder=f"what {view.by} is to read", most=MAX_TEXT),)
            self._ask(f"ANSWER {view.by}", view.text, fields, self._reply)
        elif verb == "refund":

            def refund(values: tuple[str, ...]) -> str:
                at(self._team).refund(self._number, values[0])
                return f"{view.by}'s request no longer counts."

            self._ask("REFUND", "It is no longer held against the team.", (WHY,), refund)
        else:
            background(self, lambda: at(self._team).close(self._number), self._was_closed, refused=self._no_hints)

    def _was_closed(self, _: object) -> None:
        self.dismiss(f"Closed {self._request.by}'s request.")

    def _reply(self, values: tuple[str, ...]) -> str:
        self._master.at(self._team).reply(self._number, values[0])
        return f"Answered {self._request.by}."

    def _ask(self, title: str, words: str, fields: tuple[Field, ...], sign: Callable[[tuple[str, ...]], str]) -> None:
        """Fill in a form; a hint that is passed on is shown and needs nothing but a yes."""
        given = fields or ()
        form = FormScreen(title, words, given, lambda values: sign(values or (words,)))

        def done(sentence: object) -> None:
            if isinstance(sentence, str):
                self.dismiss(sentence)

        self.app.push_screen(form, done)
