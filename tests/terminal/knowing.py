"""Somebody who knows the case: the workshop's solutions, and a play without a screen that says what should be there."""

from __future__ import annotations

from functools import cache

from casefile import Session
from casefile.session.views import LockView, Outcome, PaperRow
from casefile.source.loader import load
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.seal import seal_case
from tests.terminal.installed import LYREBIRD


@cache
def dealt() -> Dealt:
    return deal_case(load(LYREBIRD))


@cache
def quick_pack() -> bytes:
    """The case as `--allow-test` opens it."""
    return seal_case(LYREBIRD, kdf="test")


class Knowing:
    """Plays along without a screen; the play on the screen is held to this one."""

    def __init__(self) -> None:
        self.session = Session.begin(
            Pack.open(quick_pack(), allow_test=True), MemoryStore(), name="along", player="Ann"
        )

    def right(self, lock: str) -> tuple[str, ...]:
        """An answer that opens a lock."""
        return dealt().solutions[lock].answers[0]

    def references(self) -> list[str]:
        """What the archive can be asked for."""
        return [answer[0] for answer, _node in dealt().solutions["a1"].rows]

    def solve(self, lock: str, answer: tuple[str, ...] | None = None) -> Outcome:
        """Give the right answer here too."""
        outcome = self.session.answer(lock, answer or self.right(lock))
        assert outcome.kind == "solved", (lock, outcome)
        return outcome

    def papers(self) -> list[PaperRow]:
        return [paper for folder in self.session.folders() for paper in folder.papers]

    def next_new(self) -> PaperRow | None:
        """The paper that the key `o` opens; it is read here with the asking."""
        papers = self.papers()
        new = next((one for one in papers if not one.is_read), None) or next(
            (one for one in papers if one.is_changed), None
        )
        if new:
            self.session.read(new.id)
        return new

    def first_open(self) -> LockView:
        """The question that is next in hand."""
        return next(lock for lock in self.session.locks() if not lock.solved and lock.form != "request")

    def card(self, lock: str, field: str, card: str) -> tuple[str, int]:
        """The words on a card, and its place in the index of a slot."""
        bank = next(one.bank for one in self.session.lock(lock).fields if one.id == field)
        cards = [one for one in self.session.cards(lock) if one.bank == bank]
        at = next(at for at, one in enumerate(cards) if one.id == card)
        return cards[at].label, at
