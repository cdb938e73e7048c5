"""The preview's desk: what the author's keys do."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from casefile.desk.background import background
from casefile.desk.column import Column
from casefile.desk.palette import Command
from casefile.workshop.preview.behind import BehindSheet
from casefile.workshop.preview.going import GoingSheet
from casefile.workshop.preview.places import Place, places
from casefile.workshop.preview.renewal import Renewal


def _key(key: str, action: str, words: str) -> Binding:
    return Binding(key, action, words, id=f"preview.{action}", tooltip=words, show=False)


class PreviewDesk(Renewal):
    """An author at one deal of the case in the folder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("f2", "problems", "Show what is wrong with the case, or not"),
        _key("f3,ctrl+g", "going", "Go to an act, a puzzle, a paper, an ending; or deal another seed"),
        _key("f4", "behind", "Show who the mole is and what the lock in hand takes"),
        _key("f6", "deal", "Deal the case from another seed"),
        _key("f7", "cut", "Show the case in its next cut"),
        _key("f8", "language", "Show the case in its next language"),
    ]

    _seeds = 0
    """Deals that were asked for by key; their number is their seed."""

    def action_problems(self) -> None:
        """Show the problems, or put them away."""
        shows = self.has_class("-problems")
        self.wants_problems = not shows
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
        self.fetch(lambda: self.preview.go(place))

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
            self.fetch(lambda: self.preview.go_to(name))

    def action_behind(self) -> None:
        """Show the mole and the answers."""
        lock = self.lock_in_hand()
        if self.preview.play:
            sheet = BehindSheet(self.preview.play.proof, lock.name if lock else "", self.session.state.language)
            self.app.push_screen(sheet, self._solve)

    def _solve(self, lock: str | None) -> None:
        if lock:
            self.fetch(lambda: self.preview.solve(lock))

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
        self.fetch(lambda: self.preview.load(wish), f"Dealing seed {wish.seed or 'of the story'}, {wish.profile}.")

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
        self.fetch(lambda: self.preview.back_to(seq))

    def _goer(self, place: Place) -> Callable[[], object]:
        return lambda: self._go(place)


def after(now: str, names: list[str]) -> str:
    """The next one of several, round and round."""
    return names[(names.index(now) + 1) % len(names)] if now in names else names[0]
