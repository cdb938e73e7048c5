"""The sanitiser: what reaches a screen, and what does not."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.text import BODY_LINES, BODY_MAX, LINE_MAX, MARKS_MAX, clean

ANYTHING = st.text(st.characters(exclude_categories=[]))
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NASTY = st.text(st.sampled_from("ab —é\n\t\r\x00\x07\x1b\x7f\x85\x9b\u0301\u200b\u200d\ud800\ufe0f\ufeff" + DIRECTIONS))
BAD = {
    "C0": "\x1b]0;owned\x07",
    "C1": "\x9b2J",
    "DEL": "\x7f",
    "backspace": "a\x08b",
    "surrogate": "\ud800",
    "NUL": "\0",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
@pytest.mark.parametrize("lines", [True, False])
def test_a_control_character_becomes_a_visible_mark(text: str, lines: bool) -> None:
    shown = clean(text, lines=lines)
    assert "\ufffd" in shown
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in shown)


def test_plain_text_comes_back_as_it_is() -> None:
    text = "“Nine minutes,” she said — ▂▂▇▂ … naïve café, 日本, Ελλάδα.\n\n| a | b |\n"
    assert clean(text, lines=True) is text


def test_markup_is_not_touched() -> None:
    text = "[@click=app.quit]read me[/] [/b] [link=file:///etc/passwd]x[/]"
    assert clean(text, lines=False) is text


def test_a_title_is_one_line() -> None:
    assert clean("one\ntwo\r\nthree\tfour", lines=False) == "one two three four"


def test_a_body_keeps_its_lines_and_gets_spaces_for_tabs() -> None:
    assert clean("one\r\n\ttwo\n", lines=True) == "one\n    two\n"


def test_a_body_loses_a_carriage_return_that_could_hide_what_stands_before_it() -> None:
    assert clean("paid\rnot ", lines=True) == "paid\ufffdnot "


@pytest.mark.parametrize("control", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c")
def test_a_title_shows_where_a_direction_control_was(control: str) -> None:
    assert clean(f"a{control}b\u202c", lines=False) == "a\ufffdb\ufffd"


def test_a_body_keeps_a_direction_that_ends_within_its_line() -> None:
    text = "he said \u2067שלום\u2069 and \u202bשלום\u202c.\n"
    assert clean(text, lines=True) == text


@pytest.mark.parametrize("line", ["a\u202eb", "a\u202cb", "\u2067\u202b\u2069\u202c"])
def test_a_body_loses_a_direction_that_would_run_on(line: str) -> None:
    shown = clean(f"{line}\nb \u2067c\u2069", lines=True)
    assert shown.split("\n")[0].count("\ufffd") == sum(char in "\u202b\u202c\u202e\u2067\u2069" for char in line)
    assert shown.endswith("b \u2067c\u2069")


def test_a_letter_carries_eight_marks_at_most() -> None:
    assert clean("e" + "\u0301" * 10_000 + "x", lines=True) == "e" + "\u0301" * MARKS_MAX + "x"


def test_invisible_characters_count_as_marks() -> None:
    assert len(clean("a" + "\u200d\u200b" * 200, lines=False)) == 1 + MARKS_MAX


def test_a_family_and_a_flag_stay_whole() -> None:
    text = "👩‍👩‍👧‍👦 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert clean(text, lines=False) == text


def test_too_long_a_text_is_cut_and_says_so() -> None:
    assert clean("x" * 5000, lines=False) == "x" * (LINE_MAX - 1) + "…"
    assert len(clean("x" * (BODY_MAX + 5), lines=True)) == BODY_MAX
    shown = clean("x\n" * 30_000, lines=True)
    assert shown.count("\n") == BODY_LINES - 1
    assert shown.endswith("\n…")


def test_a_megabyte_of_marks_takes_no_longer_than_a_blink() -> None:
    began = time.process_time()
    clean("a" + "\u0301\u0316" * (BODY_MAX // 2), lines=True)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("lines", [True, False])
@given(text=ANYTHING | NASTY)
def test_cleaning_twice_changes_nothing_more(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@pytest.mark.parametrize("lines", [True, False])
@given(text=ANYTHING | NASTY)
def test_nothing_that_a_terminal_obeys_comes_through(text: str, lines: bool) -> None:
    shown = clean(text, lines=lines)
    allowed = "\n" if lines else ""
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cs") and char not in allowed]
    shown.encode()


@given(text=ANYTHING | NASTY)
def test_a_title_holds_no_direction_control(text: str) -> None:
    assert not set(clean(text, lines=False)) & set(DIRECTIONS)


def test_every_mark_is_looked_for() -> None:
    # The quick path trusts a list of ranges; a newer Unicode may put a mark outside them.
    missed = [
        f"{code:04X}"
        for code in range(0x110000)
        if (unicodedata.category(chr(code))[0] == "M" or unicodedata.category(chr(code)) == "Cf")
        and clean("a" + chr(code) * 20, lines=True) == "a" + chr(code) * 20
    ]
    assert missed == []
