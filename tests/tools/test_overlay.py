"""Two copies of a text, laid over each other."""

import random

import pytest

from casefile.errors import Refusal
from casefile.tools.overlay import lay

SENTENCE = "the clerk said that no lamp was lit in yard or loft when they came so we left by boat and sat down again"
WORDS = SENTENCE.split()


def test_each_copy_fills_the_other() -> None:
    overlay = lay("He [[black 5]] for the files.", "He asked for [[black 9]].")
    assert overlay.text == "He asked for the files."
    assert overlay.filled == 2
    assert overlay.gaps == ()
    assert [piece.kind for piece in overlay.pieces] == ["both", "second", "both", "first", "both"]


def test_a_word_that_is_black_in_both_is_told_with_what_either_shows_of_it() -> None:
    overlay = lay("Bring the [[black 7]] by noon.", "Bring the l[[black 8]] by noon.")
    assert overlay.text == "Bring the [1] by noon."
    (gap,) = overlay.gaps
    assert (gap.first.width, gap.second.width, gap.initial) == (7, 8, "l")
    assert (gap.before, gap.after) == ("Bring the", "by noon.")


@pytest.mark.parametrize("black", ["[[black 5]]", "[black: 5]", "█████", "▓▓▓▓▓", "■■■■■"])
def test_blackings_are_read_as_any_front_end_shows_them(black: str) -> None:
    overlay = lay(f"He {black} twice.", "He asked twice.")
    assert overlay.text == "He asked twice."
    assert lay(f"He {black} twice.", f"He {black} twice.").gaps[0].first.width == 5


def test_neighbouring_blackings_are_kept_apart() -> None:
    overlay = lay("They left [[black 7]] [[black 6]] after.", "They left at once, [[black 4]] the l[[black 8]] after.")
    assert len(overlay.gaps) == 1
    assert "at once" in overlay.text


def test_where_the_copies_differ_though_neither_is_black_is_told() -> None:
    overlay = lay("He was seen at nine.", "He was seen at ten.")
    assert overlay.strays == ("first “nine”, second “ten”",)


def test_paragraphs_stay_paragraphs() -> None:
    overlay = lay("One [[black 3]].\n\nThree\nfour.", "One two.\n\nThree [[black 4]].")
    assert overlay.text == "One two.\n\nThree four."


def test_a_text_blacked_in_two_random_ways_comes_back_whole() -> None:
    stream = random.Random(11)
    for _ in range(60):
        first, second = list(WORDS), list(WORDS)
        for at in stream.sample(range(0, len(WORDS), 2), 6):
            copy = stream.choice((first, second))
            copy[at] = f"[[black {len(WORDS[at])}]]"
        overlay = lay(" ".join(first), " ".join(second))
        assert overlay.text == SENTENCE
        assert overlay.filled == 6
        assert not overlay.gaps
        assert not overlay.strays


def test_texts_that_are_too_long_are_refused_before_any_work() -> None:
    with pytest.raises(Refusal) as caught:
        lay("word " * 2_000, "word " * 2_000)
    assert caught.value.code == "tool-overlay-long"


def test_nothing_over_nothing_is_nothing() -> None:
    assert lay("", "").text == ""
