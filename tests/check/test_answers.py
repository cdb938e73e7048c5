"""What an answer looks like, and how else it is written."""

import pytest

from casefile.workshop.check.enumeration import fits
from casefile.workshop.check.spelling import other_ways


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        ("", "anything"),
        ("(5)", "heron"),
        ("(4 4 4)", "GULL CAME HOME!"),
        ("(3,2)", "log-in"),
        ("(2 words)", "grey heron"),
        ("####", "0417"),
        ("00.00", "21.49"),
        ("XX/#/#", "CP/118/3"),
        ("as on the label", "LB 7"),
    ],
)
def test_an_answer_fits_its_shape(pattern: str, answer: str) -> None:
    assert fits(pattern, answer)


@pytest.mark.parametrize(
    ("pattern", "answer"), [("(3 4)", "heron"), ("(5)", "grey heron"), ("(1 word)", "a heron"), ("####", "041")]
)
def test_an_answer_of_another_shape_does_not(pattern: str, answer: str) -> None:
    assert not fits(pattern, answer)


@pytest.mark.parametrize(
    ("answer", "others"),
    [
        ("the grey heron", ["the gray heron", "grey heron"]),
        ("harbor light", ["harbour light"]),
        ("6 May", ["May 6"]),
        ("December 24", ["24 December"]),
        ("meter reader", []),
        ("theatre", ["theater"]),
        ("Anna", []),
    ],
)
def test_an_english_answer_is_also_written_otherwise(answer: str, others: list[str]) -> None:
    assert list(other_ways(answer, "en-GB")) == others


def test_other_languages_are_left_alone() -> None:
    assert list(other_ways("the theatre", "de")) == []
