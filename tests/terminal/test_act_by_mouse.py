"""The same act at 120 columns and 36 rows, mouse alone: only the letters of an answer or a name are typed."""

from __future__ import annotations

import pytest

from casefile.session.views import PaperRow
from tests.terminal.installed import Installed
from tests.terminal.knowing import Knowing
from tests.terminal.screen import Terminal, needs_tmux

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), needs_tmux]

SIZE = (120, 36)
LEFT, PAPER = 28, 60
"""Columns that the file has, and one in the middle of the paper."""
SHORT = 12
"""Letters of a title that always show in the file."""


class Pointer:
    """Plays with the mouse what the other one knows."""

    def __init__(self, terminal: Terminal, knowing: Knowing) -> None:
        self.terminal, self.knowing = terminal, knowing

    def draw_the_case(self) -> None:
        """From the Registry to the desk."""
        terminal = self.terminal
        terminal.wait_for("enter draws it")
        terminal.click("enter draws it")
        terminal.wait_for("REQUISITION")
        terminal.click("as it is to stand on the file")
        terminal.write("Ann")
        terminal.wait_for("│ Ann")
        terminal.click("LYREBIRD  ", nth=-1)
        terminal.click("enter sign")
        terminal.wait_for("Thames House", "enter begin")
        terminal.click("enter begin")
        first = self.knowing.next_new()
        assert first
        self.lies_open(first)

    def lies_open(self, paper: PaperRow) -> None:
        self.terminal.wait_for(f"▸ {paper.title[:SHORT]}")

    def in_file(self, title: str, column: int = LEFT) -> tuple[int, int]:
        """Where a line of the file stands, with the wheel turned until it does."""
        terminal = self.terminal
        for turns in (0, 4, 4, 4, 4, -20, 0):
            if turns:
                terminal.wheel(8, 8, turns)
                terminal.wait_still()
            places = [place for place in terminal.places(title) if place[0] < column]
            if places:
                return places[0]
        raise AssertionError(f"{title!r} is not in the file:\n{terminal.text}")

    def read_all_new(self) -> list[str]:
        """Click every new paper in the file, and turn the wheel over it."""
        titles, terminal = [], self.terminal
        while paper := self.knowing.next_new():
            self.put_messages_away()
            terminal.click_at(*self.in_file(paper.title[:SHORT]))
            self.lies_open(paper)
            terminal.wheel(PAPER, 12, 3)
            titles.append(paper.title)
        return titles

    def put_messages_away(self) -> None:
        """Messages go when they are clicked."""
        terminal = self.terminal
        while places := terminal.places("From Will Holloway"):
            terminal.click_at(*places[0])
            terminal.wait_still()

    def take(self, lock: str) -> None:
        """Click a lock."""
        view = self.knowing.session.lock(lock)
        self.terminal.click_at(*self.in_file(view.title))

    def solve(self, lock: str, answer: tuple[str, ...] | None = None) -> None:
        """Click each box, type what belongs there, click what tries it."""
        terminal, view = self.terminal, self.knowing.session.lock(lock)
        self.take(lock)
        terminal.wait_for("enter try it", view.prompt[:30])
        for field, text in zip(view.fields, answer or self.knowing.right(lock), strict=True):
            terminal.click(f"{field.label} ▏")
            terminal.wait_still()
            terminal.write(text)
            terminal.wait_still()
        terminal.click("enter try it")
        terminal.wait_for(self.knowing.solve(lock).words.split(". ")[0])

    def sign(self, lock: str) -> None:
        """Click slots and cards, last slot first, and the word that signs."""
        terminal, knowing = self.terminal, self.knowing
        right, fields = knowing.right(lock), knowing.session.lock(lock).fields
        self.take(lock)
        terminal.wait_for(f"0 of {len(right)} filled")
        for done, at in enumerate(reversed(range(len(fields))), 1):
            label, _place = knowing.card(lock, fields[at].id, right[at])
            terminal.wait_for(fields[0].label.upper())  # what is first empty is in hand when a card has been put
            terminal.wait_still()
            self.take_slot(fields[at].label.upper())
            terminal.click(label, nth=-1)
            terminal.wait_for(f"{done} of {len(right)} filled")
        terminal.click("s sign", nth=-1)
        terminal.wait_for(knowing.solve(lock).words.split(". ")[0])

    def take_slot(self, head: str) -> None:
        """Click the last empty slot; once more if the form was just being laid anew."""
        terminal = self.terminal
        for _ in range(2):
            terminal.click("[ ______________ ▾]", nth=-1)
            terminal.wait_still()
            if terminal.shows(head):
                return
        terminal.wait_for(head)

    def request(self, reference: str) -> None:
        """Click the archive's line in the file, and send a slip down."""
        terminal = self.terminal
        self.put_messages_away()
        self.take("a1")
        terminal.wait_for("send it down")
        terminal.write(reference)
        terminal.wait_for(reference)
        terminal.click("enter send it down")
        terminal.wait_for(self.knowing.solve("a1", (reference,)).words.split(". ")[0])
        assert len(self.read_all_new()) == 1

    def look_round(self) -> None:
        """The screens behind the key line, there and back."""
        terminal = self.terminal
        for there, words in (("w workbench", "WORKBENCH"), ("s suspects", "SUSPECTS"), ("? help", "KEYS")):
            terminal.click(there)
            terminal.wait_for(words)
            terminal.click("esc ", nth=-1)
            terminal.wait_gone(words)
        terminal.click("A  C  F")
        terminal.wait_for("you still suspect 8 of 8", "x out")
        terminal.click("Rupert")
        terminal.click("x out", nth=-1)
        terminal.wait_for("you still suspect 7 of 8")
        terminal.click("esc back")
        terminal.wait_gone("x out")


def test_the_whole_act_by_mouse_alone(program: Installed) -> None:
    knowing = Knowing()
    with program.open(size=SIZE) as terminal:
        player = Pointer(terminal, knowing)
        player.draw_the_case()
        player.read_all_new()
        player.solve("t0")
        player.read_all_new()
        player.look_round()
        for lock in ("p01", "p02", "p03", "p04"):
            player.put_messages_away()
            player.solve(lock)
            player.read_all_new()
        for reference in knowing.references():
            player.request(reference)
        player.put_messages_away()
        player.sign("m1")
        assert player.read_all_new()
        terminal.wait_for("The Coat on the Parapet")
