"""Normal forms: which answers are one answer."""

import contextlib
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.errors import Refusal
from casefile.vault import normalise

ASSIGNED = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=60)


def code_of(raw: str, normal: str = "text") -> str:
    with pytest.raises(Refusal) as caught:
        normalise(raw, normal)
    return caught.value.code


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Σίσυφος", "σίσυφοσ"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
        ("cafe\u0301", "café"),
        ("CAFÉ", "café"),
        ("Ⅷ", "viii"),
        ("８", "8"),
        ("№ 5", "no 5"),
        ("pa\u200bris", "paris"),
        ("pa\u00adris", "paris"),
        ("O'Neil", "o neil"),
        ("O’Neil", "o neil"),
        ("  Half   Moon\tStreet! ", "half moon street"),
        ("TIN HERON: is not control.", "tin heron is not control"),
        ("ﬁsh", "fish"),
    ],
)
def test_ways_of_writing_one_answer_have_one_form(raw: str, form: str) -> None:
    assert normalise(raw) == form


DIFFERENT = [("İstanbul", "istanbul"), ("рaris", "paris"), ("ONeil", "O'Neil"), ("が", "か")]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("raw", "normal", "form"),
    [
        ("21.49 hrs", "digits", "2149"),
        ("２１：４９", "digits", "2149"),
        ("٢١٤٩", "digits", "2149"),
        ("LB/7/0412", "code", "lb70412"),
        ("lb 7 0412", "code", "lb70412"),
        ("Father, harbour and FATHER", "words", "and father harbour"),
        ("harbour; father and", "words", "and father harbour"),
        ("p.marlow", "card", "p.marlow"),
    ],
)
def test_a_field_has_the_normal_form_that_it_names(raw: str, normal: str, form: str) -> None:
    assert normalise(raw, normal) == form


EMPTY = [("", "text"), (" \u200b!? ", "text"), ("noon", "digits"), ("-", "code"), ("", "card")]


@pytest.mark.parametrize(("raw", "normal"), EMPTY)
def test_an_answer_with_nothing_in_it_is_refused(raw: str, normal: str) -> None:
    assert code_of(raw, normal) == "answer-empty"


@pytest.mark.parametrize("raw", ["x" * 257, "𝔘" * 256 + "x", "日" * 256 + "本", "字" * 1000])
def test_too_long_an_answer_is_refused(raw: str) -> None:
    assert code_of(raw) == "answer-long"


def test_an_answer_that_grows_too_long_is_refused() -> None:
    assert code_of("\ufdfa" * 100) == "answer-long"


def test_marks_are_counted_before_any_work_is_done_on_them() -> None:
    began = time.process_time()
    assert code_of("a" + "\u0301\u0316" * 50_000) == "answer-long"
    assert time.process_time() - began < 0.1


@pytest.mark.parametrize("raw", ["\ud800", "a\udfff", "\u0378", "\U000effff"])
def test_characters_that_are_not_in_use_are_refused(raw: str) -> None:
    assert code_of(raw) == "answer-unassigned"


@pytest.mark.parametrize("raw", ["a b", "é", "x" * 65, "a\n", "\x1b"])
def test_a_card_is_an_id_and_nothing_else(raw: str) -> None:
    assert code_of(raw, "card") == "answer-card"


@given(raw=ASSIGNED)
def test_case_and_composition_do_not_matter(raw: str) -> None:
    try:
        form = normalise(raw)
    except Refusal:
        return
    assert normalise(unicodedata.normalize("NFD", raw)) == form
    assert normalise(f"  {raw}\u200b ") == form


@pytest.mark.parametrize("normal", ["text", "digits", "code", "words"])
@given(raw=ASSIGNED)
def test_a_normal_form_holds_letters_numbers_marks_and_single_spaces(normal: str, raw: str) -> None:
    try:
        form = normalise(raw, normal)
    except Refusal:
        return
    assert all(char == " " or unicodedata.category(char)[0] in "LNM" for char in form)
    assert form == " ".join(form.split())
    assert 1 <= len(form) <= 256


@pytest.mark.parametrize("normal", ["text", "digits", "code", "words", "card"])
@given(raw=st.text(st.characters(exclude_categories=[]), max_size=300))
def test_any_text_has_a_form_or_is_refused(normal: str, raw: str) -> None:
    with contextlib.suppress(Refusal):
        assert normalise(raw, normal)
