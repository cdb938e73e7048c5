"""Morse, read and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.tools.morse import ASCII_BARS, CARD, read, write

WORDS = st.lists(st.text(st.sampled_from(sorted(CARD)), min_size=1, max_size=8), min_size=1, max_size=6)


@given(WORDS)
def test_what_is_written_reads_the_same(words: list[str]) -> None:
    assert read(write(" ".join(words))).text == " ".join(words)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-. . - / --- .--.", "NET OP"),
        ("·–· –––", "RO"),
        ("▇▂ ▂ ▇", "NET"),
        ("21.43.10  ▇▂  62\n21.43.34  ▂  61\n21.43.58  ▇  63", "NET"),
        ("21.43.10  ▇▂  62\n21.43.34  3\n21.43.58  ▇  63", "N T"),
        ("21.43.10 long short; 21.43.34 nothing; 21.43.58 long", "N T"),
        ("long short, short, long", "NET"),
        ("dah dit", "N"),
        ("▂▂▂\n\n▇", "S T"),
        ("...   ---", "S O"),
    ],
)
def test_every_way_to_note_it_down_is_read(text: str, said: str) -> None:
    assert read(text).text == said


def test_what_is_no_morse_is_told_and_stands_apart() -> None:
    reading = read("21.40.01  ▃▂▆▁  37\n21.40.30  ▅▇  81\n21.43.10  ▇▂  62\n21.43.34  ▂▂▂▂▂▂▂  61")
    assert reading.text == "? N?"
    assert reading.unread == ("21.40.01  ▃▂▆▁  37", "21.40.30  ▅▇  81", "21.43.34  ▂▂▂▂▂▂▂  61")


def test_a_sign_that_has_no_code_is_written_as_a_question_mark_of_its_own() -> None:
    assert write("é") == "?"


def test_bars_have_a_plain_sign_each() -> None:
    assert len(set(ASCII_BARS.values())) == len(ASCII_BARS) == 7
    assert all(ord(sign) < 128 for sign in ASCII_BARS.values())
