"""Crib dragging, against published examples and against an independent implementation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from secretpy import Vigenere  # type: ignore[import-untyped]
from secretpy import alphabets as al

from casefile.tools import TOOLS, crib
from casefile.tools.crib import Fixed, Placed
from casefile.tools.letters import ALPHABET

FIRST, SECOND = "AQHTUUIKUTTVYQGDLDFEBFJPWTES", "TNHQMIXJGOXUUNALHVKPZRMHBODY"
"""THE WIFE IS THE PRICE NOT THE MONEY and MEET AT THE OLD LOCK AFTER THE TIDE."""
SAME = st.integers(2, 60).flatmap(lambda size: st.tuples(*[st.text(ALPHABET, min_size=size, max_size=size)] * 3))
"""Two texts and a pad of one length."""


def test_the_pad_of_wikipedia() -> None:
    """Wikipedia, “One-time pad”, Example: HELLO under XMCKL, and the pad that would have made LATER of it."""
    assert crib.encipher("HELLO", "XMCKL") == "EQNVZ"
    assert crib.difference("EQNVZ", "XMCKL") == "HELLO"
    assert crib.difference("EQNVZ", "TQURI") == "LATER"
    assert crib.drag("HELLO", "EQNVZ", crib.encipher("LATER", "XMCKL")) == [Placed(0, "LATER", is_likely=True)]


@given(SAME)
def test_a_pad_is_added_as_secretpy_adds_a_key_as_long_as_the_text(texts: tuple[str, str, str]) -> None:
    one, other, pad = texts
    theirs = [Vigenere().encrypt(text.lower(), pad.lower(), al.ENGLISH).upper() for text in (one, other)]
    assert [crib.encipher(one, pad), crib.encipher(other, pad)] == theirs
    assert crib.drag(one, *theirs)[0].gives == other
    assert crib.drag(other, *reversed(theirs))[0].gives == one


def test_a_word_that_is_right_shows_language_in_the_other_text() -> None:
    places = crib.drag("THE", FIRST, SECOND)
    assert places[0] == Placed(0, "MEE", is_likely=True)
    assert len(places) == len(FIRST) - 2
    assert sum(place.is_likely for place in places) < len(places) / 2


def test_cribs_that_are_fixed_make_both_texts_grow() -> None:
    fixed = [Fixed(1, 0, "THEWIFE"), Fixed(2, 21, "THETIDE")]
    assert crib.grow(FIRST, SECOND, fixed) == (f"THEWIFE{'·' * 14}HEMONEY", f"MEETATT{'·' * 14}THETIDE")


def test_of_two_cribs_that_disagree_the_later_holds() -> None:
    assert crib.grow("EQNVZ", "IMVOC", [Fixed(1, 0, "WATER"), Fixed(1, 0, "HELLO")]) == ("HELLO", "LATER")


def test_a_crib_that_hangs_over_an_end_says_what_it_can() -> None:
    assert crib.grow("EQNVZ", "IMVOC", [Fixed(1, 3, "LOTS")]) == ("···LO", "···ER")


@pytest.mark.parametrize("text", ["MEET", "OLDLO", "STRA", "RHYTHM", "QUAY"])
def test_what_may_be_language_is_marked(text: str) -> None:
    assert crib.is_likely(text)


@pytest.mark.parametrize("text", ["QXR", "ZJA", "TTTE", "BCDF", "AEOU", "KPT"])
def test_what_nobody_could_say_is_not(text: str) -> None:
    assert not crib.is_likely(text)


def test_the_head_of_a_sheet_is_no_part_of_its_groups() -> None:
    sheet = "T-19  21.40  PAD 4471-B\n\n AQHTU UIKUT TVYQG\n DLDFE BFJPW TES\n\nTAKEN DOWN BY 4."
    assert crib.cipher_letters(sheet) == FIRST
    assert crib.cipher_letters("A Q H T U, U I K U T.") == FIRST[:10]


def test_in_the_line_mode_a_crib_is_tried_everywhere_or_stands_where_one_says() -> None:
    shown = TOOLS["crib"].run({"first": FIRST, "second": SECOND, "crib": "the wife @1.1; tide @2:25; lock"})
    assert "THEWI FE··· ····· ····· ····O NEY" in shown
    assert "MEETA TT··· ····· ····· ····T IDE" in shown
    assert "LOCK in the second: the other says there" in shown
