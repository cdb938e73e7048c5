"""Induction and Act I from the Registry to the coat: a real terminal of 80 columns and 24 rows, keyboard alone."""

from __future__ import annotations

import pytest

from casefile.session.views import Outcome
from tests.terminal.installed import Installed
from tests.terminal.knowing import Knowing
from tests.terminal.screen import Terminal, needs_tmux

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), needs_tmux]

NIGHT = "48;2;11;15;12"
"""The ground of the theme that is chosen on the way."""


class Typist:
    """Plays with keys what the other one knows."""

    def __init__(self, terminal: Terminal, knowing: Knowing) -> None:
        self.terminal, self.knowing = terminal, knowing

    def draw_the_case(self) -> None:
        """From the Registry to the first paper."""
        terminal = self.terminal
        terminal.wait_for("enter draws it")
        terminal.press("Enter")
        terminal.wait_for("REQUISITION")
        terminal.write("Ann")
        terminal.press("Enter", "Enter")
        terminal.wait_for("Thames House", "enter begin")
        terminal.press("Enter")
        first = self.knowing.next_new()
        assert first
        self.lies_open(first.title)

    def go_on(self) -> None:
        """From the Registry back to the paper, past what happened before."""
        terminal = self.terminal
        terminal.wait_for("REGISTER OF FILES DRAWN", "Ann", "rename")
        terminal.press("Enter")
        terminal.wait_for("PREVIOUSLY")
        terminal.press("Enter")
        terminal.wait_gone("PREVIOUSLY")

    def lies_open(self, title: str) -> None:
        terminal = self.terminal
        terminal.wait(lambda: title in terminal.lines[0], f"the paper {title!r}")

    def read_all_new(self) -> list[str]:
        """Open new papers until there is none; their titles."""
        titles = []
        while paper := self.knowing.next_new():
            self.terminal.press("o")
            self.lies_open(paper.title)
            titles.append(paper.title)
        return titles

    def take(self, lock: str) -> None:
        """Take a question in hand and go into its first box."""
        terminal, view = self.terminal, self.knowing.session.lock(lock)
        terminal.press("a")
        terminal.wait_for(view.title, view.prompt[:40], "try it")

    def answer(self, lock: str, answer: tuple[str, ...] | None = None) -> None:
        """Type an answer into the boxes and try it."""
        answer = answer or self.knowing.right(lock)
        for at, text in enumerate(answer):
            self.terminal.press(*["Tab"][: at > 0], "C-u")
            self.terminal.write(text)
        self.terminal.press("Enter")

    def solve(self, lock: str) -> Outcome:
        """Answer a question rightly and see what the desk says to it."""
        self.take(lock)
        self.answer(lock)
        outcome = self.knowing.solve(lock)
        self.terminal.wait_for(outcome.words.split(". ")[0])
        return outcome

    def sign(self, lock: str) -> None:
        """Fill a form from the card index and sign it."""
        terminal, knowing = self.terminal, self.knowing
        right, fields = knowing.right(lock), knowing.session.lock(lock).fields
        terminal.press("a")
        terminal.wait_for(f"0 of {len(right)} filled")
        for at, (field, card) in enumerate(zip(fields, right, strict=True)):
            label, place = knowing.card(lock, field.id, card)
            terminal.wait_for(field.label.upper(), label)
            terminal.press("Home", *["Down"] * place, "Enter")
            last = at + 1 == len(right)
            terminal.wait_for("Every slot is filled." if last else f"{at + 1} of {len(right)} filled")
        terminal.press("s")
        terminal.wait_for(knowing.solve(lock).words.split(". ")[0])

    def request(self, reference: str) -> None:
        """Draw a paper from the archive, and read it."""
        terminal = self.terminal
        terminal.press("r")
        terminal.wait_for("send it down")
        terminal.write(reference)
        terminal.press("Enter")
        terminal.wait_gone("send it down")
        terminal.wait_for(self.knowing.solve("a1", (reference,)).words.split(". ")[0])
        assert len(self.read_all_new()) == 1

    def look_round(self) -> None:
        """Every other screen once, there and back."""
        terminal = self.terminal
        for key, there in (("m", "MAPS"), ("l", "Sat down at the desk."), ("w", "WORKBENCH"), ("?", "KEYS")):
            paper = terminal.lines[0]
            terminal.press(key)
            terminal.wait_for(there)
            terminal.press("Escape")
            terminal.wait_gone(there)
            assert terminal.lines[0] == paper
        terminal.press("/")
        terminal.wait_for("a word, a name, a time")
        terminal.write("kettle broken")
        terminal.wait_for("Took over the set.")
        terminal.press("Enter")
        self.lies_open("Escort net, log")

    def mark_and_note(self) -> None:
        """A mark among the suspects, a note on the pad."""
        terminal = self.terminal
        terminal.press("s")
        terminal.wait_for("you still suspect 8 of 8")
        terminal.press("x")
        terminal.wait_for("you still suspect 7 of 8")
        terminal.press("Escape", "n")
        terminal.wait_for("write, then enter")
        terminal.write("the log knows")
        terminal.press("Enter")
        terminal.wait_for("Ann  Escort net, log", "the log knows")
        terminal.press("Escape")
        terminal.wait_gone("write, then enter")

    def prefer_night(self) -> None:
        """Another theme, at once and from the settings."""
        terminal = self.terminal
        terminal.press(",")
        terminal.wait_for("[x] Registry at night")
        assert NIGHT not in terminal.painted
        terminal.press("Right")
        terminal.wait_for("[x] Green screen")
        terminal.press("Escape")
        terminal.wait_gone("Green screen")
        assert NIGHT in terminal.painted

    def ask_for_help(self) -> None:
        """The first rung of the first step."""
        terminal, lock = self.terminal, self.knowing.first_open()
        rung = self.knowing.session.hint(lock.name).rungs[0]
        terminal.press("h")
        terminal.wait_for("HELP WITH", "Ask: where to look")
        terminal.press("Enter")
        terminal.wait_for("Enter again to take it")
        terminal.press("Enter")
        terminal.wait_for(rung.text[:40])
        terminal.press("Escape")
        terminal.wait_gone("HELP WITH")


def test_the_whole_act_by_keyboard_alone_with_a_break_in_the_middle(program: Installed) -> None:
    knowing = Knowing()
    with program.open() as terminal:
        player = Typist(terminal, knowing)
        player.draw_the_case()
        player.read_all_new()
        player.take("t0")
        player.answer("t0", ("LB/7/6456", "D9-0000"))
        terminal.wait_for("That does not open it. One wrong answer so far.")
        terminal.press("Escape")
        player.solve("t0")
        player.read_all_new()
        player.ask_for_help()
        player.look_round()
        player.mark_and_note()
        player.prefer_night()
        player.solve("p01")
        player.read_all_new()
        # In the middle of the second answer, half-way down a paper, the player goes to bed.
        terminal.press("Space", "Escape")
        terminal.wait_gone("From Will Holloway")
        player.take("p02")
        terminal.write("Distaff")
        terminal.wait_for("Distaff")
        there = terminal.still
        terminal.press("C-q")
        terminal.wait_end()
    with program.open() as terminal:
        player = Typist(terminal, knowing)
        player.go_on()
        terminal.wait(lambda: terminal.still == there, f"the desk as it was left:\n{there}")
        assert NIGHT in terminal.painted
        terminal.write(" Lane")
        terminal.press("Tab")
        terminal.write(knowing.right("p02")[1])
        terminal.press("Enter")
        terminal.wait_for(knowing.solve("p02").words.split(". ")[0])
        player.read_all_new()
        for lock in ("p03", "p04"):
            player.solve(lock)
            player.read_all_new()
        for reference in knowing.references():
            player.request(reference)
        player.sign("m1")
        came = player.read_all_new()
        assert came
        terminal.wait_for("The Coat on the Parapet")
        terminal.press("/")
        terminal.wait_for("a word, a name, a time")
        terminal.write("coat")
        terminal.wait(lambda: any(title in terminal.text for title in came), "a passage about the coat")
        terminal.press("Escape", "C-q")
        terminal.wait_end()
