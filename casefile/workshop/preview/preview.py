"""The preview without its screens: the last good play, what is wrong with the case now, and how to come to another."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from casefile.errors import Refusal
from casefile.session.events import Event
from casefile.source.problems import Problem, Unsound
from casefile.workshop.check.report import Finding
from casefile.workshop.check.rule import Severity
from casefile.workshop.preview.places import Place, go_to, place_named
from casefile.workshop.preview.proof import Press, Proof, Wish
from casefile.workshop.preview.rules import Rules
from casefile.workshop.preview.trail import Play, follow


@dataclass(frozen=True, slots=True)
class Fresh:
    """A play that can take the place of the one on the desk."""

    play: Play
    old: Play | None
    """The play that it goes on from."""
    seq: int = 0
    """The last event of that play that it knows."""
    paper: str = ""
    """To be laid on the desk."""
    lock: str = ""
    """To be taken in hand."""


class Preview:
    """Plays proofs of one folder, one after the other, each going on where the one before stood."""

    def __init__(self, press: Press, rules: Rules, wish: Wish, player: str, language: str = "") -> None:
        """Make a preview; nothing is dealt yet.

        Args:
            press: Makes the proofs.
            rules: Has the rules of fair play look at them.
            wish: The first deal to see.
            player: Who sits at the desk.
            language: Language of the case to begin with.
        """
        self.wish = wish
        self.play: Play | None = None
        self.is_stale = False
        """The case in the folder cannot be dealt: the desk shows the last one that could."""
        self.is_looked_through = False
        """The rules have looked at the play on the desk."""
        self._unsound: tuple[Problem, ...] = ()
        self._found: tuple[Finding, ...] = ()
        """What the rules found last; it stands until they have looked again."""
        self._press, self._rules = press, rules
        self._player = player
        self._language = language
        self._one = threading.Lock()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the case: why it cannot be dealt, or else what the rules found."""
        return self._unsound if self.is_stale else tuple(one.problem for one in self._found)

    @property
    def severities(self) -> dict[str, Severity]:
        """By code; a problem whose code is not there is an error."""
        return {} if self.is_stale else {one.problem.code: one.severity for one in self._found}

    def begin(self, at: str = "") -> Fresh:
        """The first play, at a place.

        Raises:
            Refusal: The case cannot be dealt, or there is no such place in it.
        """
        fresh = self.load()
        if not at:
            return fresh
        self.lay(fresh)
        return self.go_to(at)

    def load(self, wish: Wish | None = None) -> Fresh:
        """Deal the folder as it is now, and go on from where the play on the desk stands. Takes long; any thread.

        Args:
            wish: Another deal; it is kept if it can be made.

        Raises:
            Refusal: It cannot be dealt; the problems are kept, and so is the play.
        """
        self._rules.stop()  # what they look at is no more, and the paper is waited for
        with self._one:
            proof = self._pull(wish or self.wish)
            return self._go_on(proof)

    def go(self, place: Place) -> Fresh:
        """Go to a place: on from here where that leads there, else in a play that has done only what it takes."""
        with self._one:
            play = self._now()
            held = play.session.state.held.names
            if place.node in held and place.kind == "paper":
                return Fresh(play, play, play.session.state.seq, paper=place.name)
            is_open = place.name in play.session.state.held.locks and place.name not in play.session.state.solved
            if place.node in held and is_open:
                return Fresh(play, play, play.session.state.seq, lock=place.name)
            fresh = Play.begin(play.proof, self._player, play.session.state.language)
            seq = play.session.state.seq
            if place.node not in held:
                follow(play, fresh)
            go_to(fresh, place)
            return Fresh(fresh, play, seq, *_to_show(fresh, place))

    def go_to(self, name: str) -> Fresh:
        """Go to a place by its name. Refusal: `preview-place`."""
        return self.go(place_named(self._now().proof.dealt, name))

    def back_to(self, seq: int) -> Fresh:
        """Begin again and stop where the play stood at an event."""
        with self._one:
            play = self._now()
            fresh = Play.begin(play.proof, self._player, play.session.state.history[0].language)  # type: ignore[union-attr]
            follow(play, fresh, [event for event in play.session.state.history if event.seq <= seq])
            return Fresh(fresh, play, play.session.state.seq)

    def solve(self, lock: str) -> Fresh:
        """Give a lock its own answer, on the play on the desk."""
        with self._one:
            play = self._now()
            play.solve(lock)
            return Fresh(play, play, play.session.state.seq)

    def lay(self, fresh: Fresh) -> Play:
        """Take a fresh play; what was done on the desk while it was being made is done in it too."""
        if fresh.old is not None and fresh.play is not fresh.old:
            late: list[Event] = [event for event in fresh.old.session.state.history if event.seq > fresh.seq]
            follow(fresh.old, fresh.play, late)
            fresh.old.session.leave()
        self.play = fresh.play
        self.wish = fresh.play.proof.wish
        return fresh.play

    def look_through(self, proof: Proof) -> None:
        """Have the rules look at a proof. Takes seconds; any thread."""
        found = self._rules.look(proof.wish)
        if found is not None:
            self._found, self.is_looked_through = found, True

    def close(self) -> None:
        """Nobody waits for the rules any more."""
        self._rules.stop()

    def problems_by(self, paper: str, lock: str) -> tuple[Sequence[Problem], Sequence[Problem]]:
        """The problems of the paper and the lock in view, and all others."""
        here = set()
        if self.play:
            case = self.play.proof.dealt.case
            here = {case.docs[paper].path} if paper in case.docs else set()
            here |= {str(PurePosixPath(case.puzzles[lock].path).parent)} if lock in case.puzzles else set()
        near = [one for one in self.problems if one.path in here or str(PurePosixPath(one.path).parent) in here]
        return near, [one for one in self.problems if one not in near]

    def place_of(self, problem: Problem) -> Place | None:
        """Where on the desk a problem is; None for one of the case as a whole."""
        if self.play is None:
            return None
        dealt = self.play.proof.dealt
        folder = str(PurePosixPath(problem.path).parent)
        for name, doc in dealt.case.docs.items():
            if doc.path == problem.path:
                return place_named(dealt, name)
        for name, puzzle in dealt.case.puzzles.items():
            if str(PurePosixPath(puzzle.path).parent) == folder:
                return place_named(dealt, name)
        return None

    def _now(self) -> Play:
        if self.play is None:
            raise Refusal("preview-none", "There is no desk yet: the case cannot be dealt.")
        return self.play

    def _pull(self, wish: Wish) -> Proof:
        try:
            proof = self._press.pull(wish)
        except Unsound as unsound:
            self._unsound, self.is_stale = unsound.problems, True
            raise
        except Refusal as refusal:
            if wish != self.wish:  # there is no such cut; with the case nothing is wrong
                raise
            self._unsound, self.is_stale = (Problem("case.toml", 1, refusal.code, refusal.sentence),), True
            raise
        self.is_stale = self.is_looked_through = False
        return proof

    def _go_on(self, proof: Proof) -> Fresh:
        old = self.play
        if old is None:
            return Fresh(Play.begin(proof, self._player, self._language), None)
        began = old.session.state.history[0]
        fresh = Play.begin(proof, self._player, getattr(began, "language", ""))
        seq = old.session.state.seq
        follow(old, fresh)
        return Fresh(fresh, old, seq)


def _to_show(play: Play, place: Place) -> tuple[str, str]:
    """The paper and the lock that show where one has come to."""
    held = play.session.state.held
    if place.name in held.papers:
        return place.name, ""
    if place.name in held.locks:
        lock = held.locks[place.name][0]
        return next((paper for paper in lock.papers if paper in held.papers), ""), place.name
    came = held.names.get(place.node)
    return next((paper for paper, (_, node) in held.papers.items() if node == came), ""), ""
