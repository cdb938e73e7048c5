"""Terminals too small, too plain, too old or cut off: a usable screen or one sentence, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.terminal.installed import Installed
from tests.terminal.knowing import Knowing
from tests.terminal.screen import Terminal, needs_tmux

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200), needs_tmux]

BEGIN = ("play", "../quick.case", "--allow-test", "--player", "Ann", "--name", "Tuesday")
AGAIN = ("play", "Tuesday", "--allow-test")
FIRST = "Holloway to the Desk"


def begun(program: Installed, *, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None) -> Terminal:
    """A fresh play with its first paper on the desk."""
    terminal = program.open(*BEGIN, size=size, env=env)
    terminal.wait_for("enter begin")
    terminal.press("Enter")
    terminal.wait_for(FIRST, "Sign Here")
    terminal.wait_gone("enter begin")
    return terminal


def half_type(terminal: Terminal, text: str) -> None:
    """Begin an answer and leave it standing."""
    terminal.press("a")
    terminal.wait_for("enter try it")
    terminal.write(text)
    terminal.wait_for(f"▏{text}")


def test_a_large_screen_shows_file_two_papers_and_questions(quick: Installed) -> None:
    with begun(quick, size=(200, 50)) as terminal:
        terminal.press("o")
        terminal.wait_for("FORM 3, CUSTODY", "Tuesday, by hand")
        terminal.wait_for("THE FILE", "WHO IS THE MOLE?", "LOCKS", "TRAY")


def test_a_terminal_that_is_too_small_gets_one_sentence_and_then_the_desk(quick: Installed) -> None:
    with quick.open(*BEGIN, size=(50, 12)) as terminal:
        terminal.wait_for("The desk needs 60 columns and 16 rows. Please make the window larger.")
        assert len([line for line in terminal.lines if line.strip()]) <= 2
        terminal.resize(80, 24)
        terminal.wait_for("enter begin")


def test_the_window_may_change_its_size_in_the_middle_of_an_answer(quick: Installed) -> None:
    with begun(quick) as terminal:
        half_type(terminal, "LB/7")
        for size, there in (((120, 36), "THE FILE"), ((50, 12), "Please make the window larger"), ((64, 18), "SECRET")):
            terminal.resize(*size)
            terminal.wait_for(there)
        terminal.resize(80, 24)
        terminal.wait_for("▏LB/7", "enter try it", "Tuesday, by hand")
        terminal.write("/1")
        terminal.wait_for("▏LB/7/1")


def test_a_dumb_terminal_is_sent_to_line_mode(quick: Installed) -> None:
    with quick.try_to_open(*BEGIN, env={"TERM_INSIDE": "dumb"}) as terminal:
        terminal.wait_for("exit 2", "This terminal can show lines only; `casefile play --plain` plays in lines.")
        assert not (quick.saves.is_dir() and list(quick.saves.glob("*.save*")))


def test_no_color_is_heeded(quick: Installed) -> None:
    with begun(quick, env={"NO_COLOR": "1"}) as terminal:
        codes = re.findall(r"\x1b\[([0-9;]*)m", terminal.painted)
        colours = [code.split("2;", 1)[1].split(";")[:3] for code in codes if code.startswith(("38;2;", "48;2;"))]
        assert colours
        assert all(len(set(rgb)) == 1 for rgb in colours), "grey only"
        terminal.wait_for("◐ Sign Here")


@pytest.mark.parametrize("locale", ["LANG", "LC_ALL"])
def test_without_unicode_every_sign_has_a_stand_in(quick: Installed, locale: str) -> None:
    with begun(quick, size=(120, 36), env={"LANG": "C", locale: "C"}) as terminal:
        terminal.wait_for("THE FILE", "WHO IS THE MOLE?")
        assert terminal.text.isascii(), sorted({sign for sign in terminal.text if not sign.isascii()})


def test_a_killed_program_has_lost_nothing_that_was_shown(quick: Installed) -> None:
    knowing = Knowing()
    with begun(quick) as terminal:
        half_type(terminal, "LB/7/0000")
        terminal.press("Tab")
        terminal.write("D9-0000")
        terminal.press("Enter")
        terminal.wait_for("That does not open it.")
        terminal.press("C-u")
        terminal.write(knowing.right("t0")[1])
        terminal.press("BTab", "C-u")
        terminal.write(knowing.right("t0")[0])
        terminal.press("Enter")
        terminal.wait_for(knowing.solve("t0").words.split(". ")[0])
        terminal.kill()
    with quick.open(*AGAIN) as terminal:
        terminal.wait_for("PREVIOUSLY", "Sign Here")
        terminal.press("Enter")
        terminal.wait_gone("PREVIOUSLY")
        terminal.press("f")
        terminal.wait_for("✓ 1 earlier", "Escort net, log")


def test_a_second_window_on_the_same_save_is_told_so(quick: Installed) -> None:
    with begun(quick) as first:
        with quick.try_to_open(*AGAIN) as second:
            second.wait_for("exit 2", "This save is open in another window. Close it there first.")
        half_type(first, "LB/7")
