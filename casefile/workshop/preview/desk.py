"""The player's desk with the author's things beside it: it changes plays under the paper that lies there."""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import Screen

from casefile.desk import desk_frame
from casefile.desk.background import background
from casefile.desk.board import BoardScreen
from casefile.desk.column import Column
from casefile.desk.decision import DecisionSheet
from casefile.desk.desk import DeskScreen
from casefile.desk.hints import HintSheet
from casefile.desk.map import MapScreen
from casefile.desk.palette import Command
from casefile.desk.paper.blotter import Blotter
from casefile.desk.paper.view import TOP, Anchor
from casefile.desk.preferences import Preferences
from casefile.desk.session_screen import SessionScreen
from casefile.desk.slip import RequestSlip
from casefile.errors import Refusal
from casefile.session.views import LockView, Page
from casefile.workshop.check.rule import Severity
from casefile.workshop.preview.behind import BehindSheet
from casefile.workshop.preview.going import GoingSheet
from casefile.workshop.preview.line import AuthorLine, Standing
from casefile.workshop.preview.panel import ProblemPanel
from casefile.workshop.preview.places import Place, places
from casefile.workshop.preview.preview import Fresh, Preview
from casefile.workshop.preview.trail import Play


def _key(key: str, action: str, words: str) -> Binding:
    return Binding(key, action, words, id=f"preview.{action}", tooltip=words, show=False)


class PreviewDesk(DeskScreen):
    """An author at one deal of the case in the folder."""

    CSS_PATH = str(Path(desk_frame.__file__).with_name("desk.tcss"))
    DEFAULT_CSS = """
    PreviewDesk #problems { display: none; width: 28; padding: 1 0 0 1; background: $panel-desk; }
    PreviewDesk.-problems #problems { display: block; }
    PreviewDesk.-problems #questions { display: none; }
    PreviewDesk.-wide #problems { width: 38; }
    PreviewDesk.-bare #problems, PreviewDesk.-spread #problems {
        dock: bottom; width: 100%; height: auto; max-height: 9; padding: 0 1; border-top: hkey $stamp;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("f2", "problems", "Show what is wrong with the case, or not"),
        _key("f3,ctrl+g", "going", "Go to an act, a puzzle, a paper, an ending; or deal another seed"),
        _key("f4", "behind", "Show who the mole is and what the lock in hand takes"),
        _key("f6", "deal", "Deal the case from another seed"),
        _key("f7", "cut", "Show the case in its next cut"),
        _key("f8", "language", "Show the case in its next language"),
    ]

    def __init__(self, preview: Preview, play: Play, preferences: Preferences) -> None:
        """Sit down.

        Args:
            preview: What is previewed.
            play: Its first play.
            preferences: How the author likes it.
        """
        super().__init__(play.session, preferences)
        self.preview = preview
        self._words = play.told()
        self._seeds = 0
        self._wants_problems: bool | None = None
        """Whether the author wants to see them; None: as soon as there is an error."""

    def compose(self) -> ComposeResult:
        """The desk, and the author's line under it."""
        yield from super().compose()
        yield AuthorLine()

    async def on_mount(self) -> None:
        """Lay the author's things beside the desk."""
        await self.query_one("#desk").mount(ProblemPanel())
        self.stand()
        if self.preview.play:
            self._look_through(self.preview.play)

    @property
    def panel(self) -> ProblemPanel:
        """The problems."""
        return self.query_one("#problems", ProblemPanel)

    # What is shown

    def draw(self) -> None:
        """Show everything, the author's things too."""
        super().draw()
        if self.is_mounted and self.query("#problems"):
            self.stand()

    def stand(self) -> None:
        """Say how the case stands."""
        preview = self.preview
        near, others = preview.problems_by(self.blotter.open_id, self.mark.lock)
        severities = preview.severities
        self.panel.tell(near, others, severities)
        errors = sum(severities.get(one.code, Severity.ERROR) is Severity.ERROR for one in preview.problems)
        wish = preview.wish
        seed = wish.seed or (preview.play.proof.dealt.case.file.seed if preview.play else "")
        deal = f"seed {seed} · {wish.profile} · {self.session.state.language}"
        line = self.query_one(AuthorLine)
        is_looking = not (preview.is_stale or preview.is_looked_through)
        line.say(Standing(deal, len(preview.problems), errors, preview.is_stale, is_looking, self._words))
        self.set_class(bool(errors) if self._wants_problems is None else self._wants_problems, "-problems")

    def say(self, words: str) -> None:
        """Say one sentence in the author's line; a key takes it away."""
        self._words = words
        self.stand()

    def on_key(self, _event: Key) -> None:
        """What was said has been read."""
        if self._words:
            self.say("")

    # Another play under the same paper

    def reload(self) -> None:
        """The folder has changed."""
        self._fetch(self.preview.load, latest="reload")

    def _fetch(self, make: Callable[[], Fresh], words: str = "", *, latest: str = "fetch") -> None:
        if words:
            self.say(words)
        background(self, make, self._came, refused=self._refused, latest=latest)

    def _refused(self, refusal: Refusal) -> None:
        """The desk stays as it is; what is wrong stands beside it."""
        self._wants_problems = self._wants_problems or None
        self.say("" if self.preview.is_stale else refusal.sentence)

    # described, or Textual would write out the whole case for its log
    @work(exclusive=True, group="lay", description="lay a fresh play")
    async def _came(self, fresh: Fresh) -> None:
        """Lay a fresh play under what is on the desk."""
        play = self.preview.lay(fresh)
        above = await self._clear_above()
        if self.session is not play.session:
            await self._change(play)
        self._words = play.told()
        play.lost.clear()
        self.stand()
        if fresh.lock:
            await self._take(fresh.lock)
        if fresh.paper:
            self.blotter.open(fresh.paper, TOP)
        if above and not (fresh.paper or fresh.lock):
            above()
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
        background(self, lambda: self.preview.look_through(play.proof), lambda _: self.stand(), latest="rules")

    # The author's keys

    def action_problems(self) -> None:
        """Show the problems, or put them away."""
        shows = self.has_class("-problems")
        self._wants_problems = not shows
        self.set_class(not shows, "-problems")
        if shows:
            self.blotter.paper.focus()
        else:
            self.panel.focus()

    @on(Column.Chosen, "#problems")
    def _problem(self, event: Column.Chosen) -> None:
        problem = self.panel.problems[int(event.key.partition(":")[2])]
        place = self.preview.place_of(problem)
        if place is None:
            self.say(f"{problem.path} is about the case as a whole.")
        else:
            self._go(place)

    def _go(self, place: Place) -> None:
        self._fetch(lambda: self.preview.go(place))

    def action_going(self) -> None:
        """Ask where to go."""
        play = self.preview.play
        if play is None:
            return
        every = list(places(play.proof.dealt, self.session.state.language))
        held = play.session.state.held
        here = frozenset(place.name for place in every if place.node in held.names)
        self.app.push_screen(GoingSheet(every, here), self._gone)

    def _gone(self, wanted: str | None) -> None:
        sort, _, name = (wanted or "").partition(":")
        if sort == "seed":
            self._deal(seed=name)
        elif sort == "place":
            self._fetch(lambda: self.preview.go_to(name))

    def action_behind(self) -> None:
        """Show the mole and the answers."""
        lock = self.lock_in_hand()
        if self.preview.play:
            sheet = BehindSheet(self.preview.play.proof, lock.name if lock else "", self.session.state.language)
            self.app.push_screen(sheet, self._solve)

    def _solve(self, lock: str | None) -> None:
        if lock:
            self._fetch(lambda: self.preview.solve(lock))

    def action_deal(self) -> None:
        """Deal the next seed."""
        self._seeds += 1
        self._deal(seed=str(self._seeds))

    def action_cut(self) -> None:
        """The next profile."""
        if self.preview.play:
            names = [entry.id for entry in self.preview.play.proof.dealt.case.file.profiles]
            self._deal(profile=after(self.preview.wish.profile, names))

    def _deal(self, *, seed: str | None = None, profile: str | None = None) -> None:
        wish = self.preview.wish.having(seed=seed, profile=profile)
        self._fetch(lambda: self.preview.load(wish), f"Dealing seed {wish.seed or 'of the story'}, {wish.profile}.")

    def action_language(self) -> None:
        """The next language."""
        language = after(self.session.state.language, list(self.session.pack.languages))
        background(self, lambda: self.session.speak(language))

    def palette(self) -> Iterable[Command]:
        """What the player has, and all places."""
        yield from super().palette()
        if self.preview.play:
            for place in places(self.preview.play.proof.dealt, self.session.state.language):
                yield f"Go to: {place.title}", f"{place.kind} {place.name}", self._goer(place)

    def go_back(self, seq: int) -> None:
        """Back to an earlier point of this play."""
        self._fetch(lambda: self.preview.back_to(seq))

    def _goer(self, place: Place) -> Callable[[], object]:
        return lambda: self._go(place)


def after(now: str, names: list[str]) -> str:
    """The next one of several, round and round."""
    return names[(names.index(now) + 1) % len(names)] if now in names else names[0]


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


_AGAIN: dict[type[Screen[Any]], Callable[[PreviewDesk, LockView | None], object]] = {
    BoardScreen: lambda desk, lock: desk.board(lock) if lock and lock.form == "board" else None,
    HintSheet: lambda desk, _: desk.action_hint(),
    DecisionSheet: lambda desk, _: desk.action_decision(),
    RequestSlip: lambda desk, _: desk.action_archive(),
    MapScreen: lambda desk, _: desk.action_elsewhere("map"),
}
"""Screens that show the play as it was when they were opened, and how each is opened again."""
