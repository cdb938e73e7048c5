"""Another play under the paper that lies on the desk: everything stays where it was, as far as it goes."""

import gc
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from textual import on, work
from textual.screen import Screen
from textual.timer import Timer

from casefile.desk.background import background
from casefile.desk.board import BoardScreen
from casefile.desk.decision import DecisionSheet
from casefile.desk.hints import HintSheet
from casefile.desk.map import MapScreen
from casefile.desk.paper.blotter import Blotter
from casefile.desk.paper.view import TOP, Anchor
from casefile.desk.session_screen import SessionScreen
from casefile.desk.slip import RequestSlip
from casefile.errors import Refusal
from casefile.session.views import LockView, Page
from casefile.workshop.preview.frame import PreviewFrame
from casefile.workshop.preview.preview import Fresh
from casefile.workshop.preview.trail import Play

RULES_AFTER = 0.4
"""Seconds after which the rules look at a new play: by then it has been painted, or another one has come."""
GARBAGE_AFTER = 2.0


class Renewal(PreviewFrame):
    """A desk that can change plays."""

    _rules_wait: Timer | None = None

    async def on_mount(self) -> None:
        """Have the rules look at the first play."""
        if self.preview.play:
            self._look_through(self.preview.play)

    def reload(self) -> None:
        """The folder has changed."""
        self.fetch(self.preview.load, latest="reload")

    def fetch(self, make: Callable[[], Fresh], words: str = "", *, latest: str = "fetch") -> None:
        """Make another play off the loop, and lay it when it is there; `words` are said meanwhile."""
        if words:
            self.say(words)
        # A collection of all that a case consists of can take as long as the rest; it waits for the paper.
        gc.disable()
        self.set_timer(GARBAGE_AFTER, gc.enable)
        background(self, make, self._came, refused=self._refused, latest=latest)

    def _refused(self, refusal: Refusal) -> None:
        """The desk stays as it is; what is wrong stands beside it."""
        self.wants_problems = self.wants_problems or None
        self.say("" if self.preview.is_stale else refusal.sentence)

    # described, or Textual would write out the whole case for its log
    @work(exclusive=True, group="lay", description="lay a fresh play")
    async def _came(self, fresh: Fresh) -> None:
        """Lay a fresh play under what is on the desk."""
        play = self.preview.lay(fresh)
        above = await self._clear_above()
        if self.session is not play.session:
            await self._change(play)
        self.words = play.told()
        play.lost.clear()
        self.stand()
        if fresh.lock:
            await self._take(fresh.lock)
        if fresh.paper:
            self.blotter.open(fresh.paper, TOP)
        if above and not (fresh.paper or fresh.lock):
            above()
        if fresh.old is None or fresh.old.proof is not play.proof:
            self._look_through(play)

    async def _change(self, play: Play) -> None:
        if self._unwatch:
            self._unwatch()
        self.session = self.blotter.session = session = play.session
        self._unwatch = session.watch(self._woken)
        self._told = {message.id for message in session.messages()}
        for screen in self.app.screen_stack:
            if isinstance(screen, SessionScreen):
                screen.session = session
        locks = {lock.name: lock for lock in session.locks()}
        lock = locks.get(self.mark.lock) or next(iter(self.open_locks()), None)
        if self.bar.taken and (lock is None or self.bar.taken.fields != lock.fields):
            self.bar.taken = None  # other boxes
        await self._take(lock.name if lock else "")
        self._renew_papers()

    def _renew_papers(self) -> None:
        """The same papers as they are now, at the same place; one that is gone makes room for its neighbour."""
        held = self.session.state.held.papers
        for reader in (self.blotter.paper, self.blotter.beside):
            old = reader.page
            if old is None:
                continue
            if old.id in held:
                new = self.session.page(old.id)
                if new != old:
                    reader.show(new, same_place(reader.place, old, new))
                continue
            reader.page = None
            if reader is self.blotter.paper and held:
                self.blotter.open(next(iter(held)), TOP)
        if self.blotter.other not in held:
            self.blotter.forget_other()
        self.draw()

    async def _clear_above(self) -> Callable[[], object] | None:
        """Take away what lies over the desk and shows the old play; returns what lays it there again."""
        stack = self.app.screen_stack
        over = stack[stack.index(self) + 1 :] if self in stack else []
        first = next((at for at, screen in enumerate(over) if type(screen) in _AGAIN), None)
        if first is None:
            return None
        screen, lock = over[first], self.lock_in_hand()
        for _ in over[first:]:
            await self.app.pop_screen()
        return lambda: _AGAIN[type(screen)](self, lock)

    @on(Blotter.Opened)
    def _other_paper(self) -> None:
        self.call_after_refresh(self.stand)

    # What the rules say

    def _look_through(self, play: Play) -> None:
        """Have the rules look at the case, when the paper is there again."""
        if self._rules_wait:
            self._rules_wait.stop()
        self._rules_wait = self.set_timer(
            RULES_AFTER,
            lambda: background(
                self, lambda: self.preview.look_through(play.proof), lambda _: self.stand(), latest="rules"
            ),
        )


def same_place(place: Anchor, old: Page, new: Page) -> Anchor:
    """Where a place of a page is after it was rewritten: at the same block, wherever that stands now."""
    if place == TOP:
        return TOP
    block, step = place
    before, now = ([one.text for one in page.blocks] for page in (old, new))
    for kind, first, last, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if first <= block < last:
            if kind == "equal" or start < end:
                return min(start + block - first, max(start, end - 1)), step
            return start, 0
    return place


_AGAIN: dict[type[Screen[Any]], Callable[[Renewal, LockView | None], object]] = {
    BoardScreen: lambda desk, lock: desk.board(lock) if lock and lock.form == "board" else None,
    HintSheet: lambda desk, _: desk.action_hint(),
    DecisionSheet: lambda desk, _: desk.action_decision(),
    RequestSlip: lambda desk, _: desk.action_archive(),
    MapScreen: lambda desk, _: desk.action_elsewhere("map"),
}
"""Screens that show the play as it was when they were opened, and how each is opened again."""
