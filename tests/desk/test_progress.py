"""How far long work has come, on standard error."""

import pytest

from casefile.desk.progress import progress


def test_for_another_program_a_line_stands_for_each_step_and_none_twice(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Dealing", "lines") as tell:
        for done in (0, 0, 1, 1, 1, 2):
            tell(done, 2, "")
    assert capsys.readouterr().err == "0/2\n1/2\n2/2\n"


@pytest.mark.parametrize("how", ["auto", "none"])
def test_where_there_is_no_terminal_nothing_is_said(how: str, capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Dealing", how) as tell:
        tell(1, 2, "")
    assert capsys.readouterr().err == ""
