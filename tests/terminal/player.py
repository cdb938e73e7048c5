"""A player of a team at a host: plays by keys, and knows the answers from the team's sheet.

What lies on the desk is looked up in the team's save, as a rehearsal's bots do; what is done is done at the terminal.
"""

from __future__ import annotations

from casefile.host.rehearse.mirror import Mirror
from casefile.session.views import DecisionView, LockView, PaperRow
from tests.terminal.screen import Terminal


class Player:
    """Somebody at a terminal."""

    def __init__(self, terminal: Terminal, mirror: Mirror, name: str) -> None:
        self.terminal, self.mirror, self.name = terminal, mirror, name

    # What the team has

    def unread(self) -> PaperRow | None:
        self.mirror.look()
        return self.mirror.unread()

    def in_hand(self) -> LockView:
        """The question that the desk asks next."""
        self.mirror.look()
        lock = self.mirror.in_hand()
        assert lock, "nothing is asked"
        return lock

    def waiting(self) -> DecisionView | None:
        """A decision that was not taken."""
        self.mirror.look()
        return next((one for one in self.mirror.play.decisions() if not one.chosen), None)

    def ending(self) -> str:
        """How the case has ended, if it has."""
        self.mirror.look()
        return self.mirror.play.status().ending

    def right(self, lock: str) -> list[str]:
        return self.mirror.sheet.locks[lock].answers[0]

    def is_solved(self, lock: str) -> bool:
        self.mirror.look()
        return self.mirror.play.lock(lock).solved

    # What the player does

    def read_all(self) -> None:
        """Open new papers until there is none."""
        while paper := self.unread():
            self.terminal.press("o")
            self.terminal.wait(lambda: self.unread() != paper, f"{self.name} to have read {paper.title}")

    def write_answer(self, lock: LockView, *words: str) -> None:
        """Take a question in hand and fill its boxes."""
        self.terminal.press("a")
        self.terminal.wait_for(lock.title, "try it")
        for at, text in enumerate(words):
            self.terminal.press(*["Tab"][: at > 0], "C-u")
            self.terminal.write(text)

    def answer(self, lock: LockView) -> None:
        """Answer a question rightly."""
        self.write_answer(lock, *self.right(lock.name))
        self.send_answer(lock)

    def send_answer(self, lock: LockView) -> None:
        """Try what stands in the boxes, which is right."""
        self.terminal.press("Enter")
        self.terminal.wait(lambda: self.is_solved(lock.name), f"{lock.title} to open")
        self.terminal.wait_gone("try it")

    def fill_form(self, lock: LockView) -> None:
        """Fill a form from the card index and put it to the team."""
        terminal, cards = self.terminal, self.mirror.play.cards(lock.name)
        terminal.press("a")
        terminal.wait_for(f"0 of {len(lock.fields)} filled")
        for at, (field, right) in enumerate(zip(lock.fields, self.right(lock.name), strict=True), 1):
            bank = [card.id for card in cards if card.bank == field.bank]
            terminal.wait_for(field.label.upper())
            terminal.press("Home", *["Down"] * bank.index(right), "Enter")
            is_last = at == len(lock.fields)
            terminal.wait_for("Every slot is filled." if is_last else f"{at} of {len(lock.fields)} filled")
        terminal.press("s")
        self.has_put(lock.title)

    def decide(self, decision: DecisionView) -> None:
        """Choose the first way and put it to the team."""
        self.terminal.press("d")
        self.terminal.wait_for(decision.title.upper(), decision.options[0].label)
        self.terminal.press("Enter")
        self.terminal.wait_for("☒", "Not yet", "Sign it")
        self.terminal.press("Down", "Enter")
        self.has_put(decision.title)

    def has_put(self, title: str) -> None:
        """Something waits for another hand."""
        self.terminal.wait_for("Put to the team. Somebody else signs it", f"Waits for another hand: {title}")

    def countersign(self, title: str, by: str) -> None:
        """Sign beside a team-mate."""
        self.terminal.wait_for(f"{by} would sign: {title}")
        self.terminal.press("c")
        self.terminal.wait_for(f"{by} has put this to the team.", f"Sign it with {by}")
        self.terminal.press("y")
        self.terminal.wait_gone(f"{by} has put this to the team.")

    def note(self, text: str) -> None:
        """Write something on the pad that all of the team have."""
        self.terminal.press("n")
        self.terminal.wait_for("write, then enter")
        self.terminal.write(text)
        self.terminal.press("Enter")
        self.terminal.wait_for(text)
        self.terminal.press("Escape")
        self.terminal.wait_gone("write, then enter")


def play_on(one: Player, other: Player) -> bool:
    """Do the next thing of a team of two, taking turns; False when the case has ended."""
    one.read_all()
    if one.ending():
        return False
    if decision := one.waiting():
        one.decide(decision)
        other.countersign(decision.title, one.name)
        other.terminal.wait(lambda: other.waiting() != decision, f"{decision.title} to be decided")
        return True
    lock = one.in_hand()
    if lock.form == "board":
        one.fill_form(lock)
        other.countersign(lock.title, one.name)
        other.terminal.wait(lambda: other.is_solved(lock.name), f"{lock.title} to be signed")
    else:
        one.answer(lock)
    return True
