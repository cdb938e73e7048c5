"""What a plan may say, and what is told of one that cannot be understood."""

import pytest

from casefile.source.plan_file import read_plan
from casefile.source.problems import Findings
from tests.spoilt import Folder

PLAN = """\
needs: t0
note: an old word
open: slip
answer a: "{{ a.answer[0] if "x" else 1 }}" -> near "not yet"
hint a look 2: mentions "where"
expect: shut a-note, memo
"""


def sentences(text: str) -> list[str]:
    findings = Findings()
    read_plan(text, "plan.test", findings)
    return [f"{problem.line} {problem.sentence}" for problem in findings]


def test_a_plan_keeps_its_lines_with_their_places_and_notes() -> None:
    plan = read_plan(PLAN, "plan.test", Findings())
    assert (plan.needs, [line.line for line in plan.lines]) == (("t0",), [3, 4, 5, 6])
    answer, hint, expected = plan.lines[1:]
    assert (answer.verdict, answer.says, answer.note) == ("near", "not yet", "an old word")
    assert answer.fields == ('{{ a.answer[0] if "x" else 1 }}',)
    assert (hint.step, hint.rung, hint.says) == ("look", 2, "where")
    assert expected.ids == ("a-note", "memo")


def test_fields_of_an_answer_are_parted_by_strokes() -> None:
    plan = read_plan('answer a: "one / two" / "three" -> accept', "plan.test", Findings())
    assert plan.lines[0].fields == ("one / two", "three")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('anser a: "x" -> accept', 'Did you mean "answer"?'),
        ('answer a: "x" -> acept', 'Did you mean "accept"?'),
        ("answer a: x -> accept", "is not understood; write answer"),
        ("expect: open a-note", 'Did you mean "opened"?'),
        ("expect: says a-note", "in double quotes"),
        ("hint a 5: mentions slip", "is not understood; write hint"),
    ],
)
def test_a_line_that_is_not_understood_is_told_with_its_number(line: str, said: str) -> None:
    found = sentences(f"# a plan\n\n{line}\nneeds: t0\n")
    assert len(found) == 1
    assert found[0].startswith("3 ")
    assert said in found[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("open: memmo", 'no such paper. Did you mean "memo"?'),
        ("needs: extr", 'no such puzzle. Did you mean "extra"?'),
        ("profiles: fll", 'no such profile. Did you mean "full"?'),
        ('answer a: "x" / "y" -> reject', "has 2 field(s); a asks for 1."),
        ("hint a nowhere 1: mentions memo", 'names "nowhere": there is no such step.'),
        ("decide d1: logg", 'no such option. Did you mean "log"?'),
        ("expect: ending wholes", 'no such ending. Did you mean "whole"?'),
        ("use: hammer", "no such tool in this case."),
    ],
)
def test_a_plan_that_names_what_is_not_there_says_so(case: Folder, line: str, said: str) -> None:
    case.write("puzzles/a/plan.test", f"expect: shut slip\n{line}\n")
    [problem] = case.problems()
    assert (problem.code, problem.path, problem.line) == ("CF-S20", "puzzles/a/plan.test", 2)
    assert said in problem.sentence
