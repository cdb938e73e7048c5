"""What the rules against leaks let pass, beside what the faults show."""

from pathlib import Path

from casefile.workshop.check.run import check
from tests.check.fault import Fault
from tests.check.faults_leaks import a_table_in_an_order_that_is_printed


def test_an_order_that_a_printed_column_explains_gives_nothing_away(tmp_path: Path) -> None:
    folder = Fault("CF-L04", spoil=a_table_in_an_order_that_is_printed).put(tmp_path / "case")
    assert "CF-L04" not in {one.problem.code for one in check(folder, only=["CF-L04"]).findings}


def test_one_word_of_an_answer_that_is_found_by_reason_may_stand_anywhere(tmp_path: Path) -> None:
    fault = Fault("CF-L01", "docs/day/letter.md", "A barometer is gone.", "A {{ p3.answer[0] }} is gone.")
    folder = fault.put(tmp_path / "case")
    assert "CF-L01" not in {one.problem.code for one in check(folder, only=["CF-L01"]).findings}


def test_what_lies_behind_a_lock_may_say_its_answer(tmp_path: Path) -> None:
    fault = Fault("CF-L01", "docs/day/book3.md", "The window faces", "{{ p3.answer|join(' ') }}. The window faces")
    folder = fault.put(tmp_path / "case")
    assert "CF-L01" not in {one.problem.code for one in check(folder, only=["CF-L01"], profile="full").findings}
