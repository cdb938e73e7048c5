"""Whatever is wrong with a case is told with its file, its line and what was probably meant."""

from typing import NamedTuple

import pytest

from casefile.source import Unsound, examine, load
from tests.sealed import SOURCE
from tests.spoilt import Folder


class Fault(NamedTuple):
    """One slip of an author's and what he must be told."""

    path: str
    old: str
    new: str
    code: str
    at: str
    """Text of the line that must be named."""
    says: str


A = "puzzles/a/puzzle.toml"
MEMO = "docs/memo.md"

FAULTS = {
    "a key that does not exist": Fault("case.toml", "desk = ", "dsek = ", "CF-S12", "dsek", 'Did you mean "desk"?'),
    "a missing key": Fault("docs/slip.md", 'title = "Desk slip"\n', "", "CF-S12", 'id = "slip"', '"title" is missing'),
    "a wrong type": Fault("case.toml", "rev = 1", 'rev = "1"', "CF-S12", "rev = ", "integer"),
    "a number out of range": Fault("case.toml", "minutes = 30", "minutes = -1", "CF-S12", "minutes = -1", "greater"),
    "an id with a capital": Fault(A, 'id = "a"', 'id = "A"', "CF-S12", 'id = "A"', "pattern"),
    "an unknown form": Fault(A, 'form = "answer"', 'form = "anwser"', "CF-S12", "anwser", "'answer', 'board'"),
    "no TOML": Fault("world.toml", "[variables]", "[variables", "CF-S10", "[variables", "is not TOML"),
    "no TOML in the front matter": Fault(MEMO, 'kind = "minute"', "kind = minute", "CF-S10", "kind =", "is not TOML"),
    "no front matter": Fault(MEMO, "+++\n", "", "CF-S15", 'id = "memo"', "+++"),
    "another id than the file's": Fault(MEMO, 'id = "memo"', 'id = "momo"', "CF-S15", 'id = "momo"', "named as its id"),
    "an unknown paper": Fault(A, 'papers = ["a-note"]', 'papers = ["a-nota"]', "CF-S06", "papers =", '"a-note"?'),
    "an unknown act": Fault(A, 'act = "morning"', 'act = "mourning"', "CF-S06", "act =", '"morning"?'),
    "an unknown node": Fault(MEMO, 'with = "b"', 'with = "bb"', "CF-S06", 'with = "bb"', "no such node"),
    "an unknown branch": Fault(MEMO, "branch:d1/log", "branch:d1/lug", "CF-S06", "branch:d1/lug", '"branch:d1/log"?'),
    "an unknown puzzle in a gate": Fault("case.toml", 'of = ["a", "b"]', 'of = ["a", "bb"]', "CF-S06", '"bb"', '"b"?'),
    "an unknown bank": Fault("docs/b-gate.md", 'bank = "means"', 'bank = "meens"', "CF-S06", "meens", '"means"?'),
    "a card with two labels": Fault("docs/b-gate.md", 'id = "key"', 'id = "hook"', "CF-S06", "spare", "one label"),
    "an unknown profile puzzle": Fault("case.toml", 'drops = ["b"', 'drops = ["bb"', "CF-S06", "drops", "puzzle"),
    "an unknown ending": Fault("case.toml", '"mended", "wrong"]', '"mendet", "wrong"]', "CF-S06", "mendet", "mended"),
    "an unknown field": Fault("case.toml", 'fields = ["who"]', 'fields = ["whom"]', "CF-S06", "whom", '"who"?'),
    "an unknown suspect": Fault("world.toml", '"west"]', '"vest"]', "CF-S06", "roll", '"west"?'),
    "a condition on an unknown paper": Fault(
        "puzzles/a/hints.md", "read:a-note", "read:a-knot", "CF-S06", "", "no such paper"
    ),
    "a condition on an unknown option": Fault(
        "case.toml", 'when = ["!held:request:r1"]', 'when = ["chose:d1=logg"]', "CF-S06", "d1=logg", "option"
    ),
    "a condition that is none": Fault("case.toml", '"tried:accuse"', '"tired:accuse"', "CF-S12", "tired", "pattern"),
    "a gate that asks for too many": Fault("case.toml", "k = 2", "k = 5", "CF-S12", "k = 5", "only 3"),
    "a lift without a mark": Fault(MEMO, "[[mark door]]", "nowhere", "CF-S06", "door", "no such mark"),
    "a mark without a lift": Fault(MEMO, "Whoever", "[[mark window]] whoever", "CF-S19", "window", "filled by no lift"),
    "near misses of a board": Fault(
        "puzzles/m/puzzle.toml",
        "[params]",
        '[[near]]\nanswer = ["key", "x"]\ntext = "x"\n[params]',
        "CF-S12",
        "",
        "a board has no near misses",
    ),
    "an answer of too many parts": Fault(A, '["second"]', '["second", "x"]', "CF-S12", "", "1 part"),
    "rows without a request": Fault("puzzles/archive/puzzle.toml", '"request"', '"answer"', "CF-S12", "", "request"),
    "three rungs": Fault("puzzles/a/hints.md", "4. Write", "Write", "CF-S14", "## find-a", "four rungs"),
    "a step without an id": Fault("puzzles/a/hints.md", "## find-a:", "##", "CF-S14", "", "is not a step"),
    "no step at all": Fault("puzzles/a/hints.md", "## find-a", "find-a", "CF-S14", "", "has no step"),
    "a word that steps do not know": Fault("puzzles/a/hints.md", "seen:", "sehen:", "CF-S14", "sehen", "neither"),
    "a catalogue that is none": Fault("i18n/de.po", 'msgctxt "cast"', "nonsense", "CF-S16", "nonsense", "gettext"),
    "an act that nothing opens": Fault(
        "case.toml", 'opens = "evening"', 'opens = "a"', "CF-S01", "[[profiles]]", '"evening"'
    ),
    "a variable with two ways": Fault(
        "world.toml", "low = 2, high = 9", "low = 2, high = 9, of = [1]", "CF-S12", "shelf", "either"
    ),
    "a clue whose place is elsewhere too": Fault(
        "world.toml", '"canteen", "cellar"', '"the counter", "cellar"', "CF-S12", "[[clues]]", "cannot be elsewhere"
    ),
    "an unknown act of a clue": Fault(
        "world.toml", 'act = "morning"\nfamily', 'act = "moaning"\nfamily', "CF-S06", 'act = "moaning"', '"morning"?'
    ),
}


def test_the_fixture_case_has_no_problem() -> None:
    assert examine(SOURCE)[1] == ()


@pytest.mark.parametrize("name", FAULTS)
def test_a_slip_is_told_with_file_line_and_meaning(case: Folder, name: str) -> None:
    fault = FAULTS[name]
    case.edit(fault.path, fault.old, fault.new)
    line = case.line(fault.path, fault.at)
    problems = case.problems()
    assert any((one.code, one.path, one.line) == (fault.code, fault.path, line) for one in problems), problems
    assert any(fault.says in one.sentence for one in problems if one.code == fault.code), problems


def test_all_problems_are_told_in_one_run(case: Folder) -> None:
    case.edit("case.toml", "rev = 1", "rev = 0")
    case.edit(MEMO, 'kind = "minute"', "kind = minute")
    case.edit(A, "minutes = 3", "minuets = 3")
    case.edit("puzzles/b/hints.md", "4. ", "5. ")
    assert [problem.path for problem in case.problems()] == [
        "case.toml",
        MEMO,
        "puzzles/a/puzzle.toml",
        "puzzles/b/hints.md",
    ]


def test_a_refused_case_carries_its_problems_one_a_line(case: Folder) -> None:
    case.edit("case.toml", "rev = 1", "rev = 0")
    with pytest.raises(Unsound) as refused:
        load(case.root)
    assert refused.value.code == "case-unsound"
    assert refused.value.sentence == "\n".join(map(str, case.problems()))
    assert refused.value.sentence.startswith(f"CF-S12  case.toml:{case.line('case.toml', 'rev')}  ")


def test_two_files_with_one_id_are_told(case: Folder) -> None:
    case.write("docs/late/memo.md", (case.root / MEMO).read_text("utf-8"))
    assert "memo" in str(case.problems())
    case.write("puzzles/zz/puzzle.toml", (case.root / A).read_text("utf-8"))
    assert 'has the id of puzzles/a/puzzle.toml, "a"' in str(case.problems())


def test_a_file_that_nothing_uses_is_told(case: Folder) -> None:
    case.write("docs/notes.txt", "mine")
    assert [(problem.code, problem.path) for problem in case.problems()] == [("CF-S06", "docs/notes.txt")]


def test_a_cycle_of_gates_is_told(case: Folder) -> None:
    case.edit("case.toml", 'opens = "a"\nof = ["t0"]', 'opens = "a"\nof = ["c"]')
    case.edit("case.toml", 'opens = "b"\nof = ["t0"]', 'opens = "b"\nof = ["c"]')
    assert {problem.code for problem in case.problems()} == {"CF-S01"}


def test_an_empty_folder_is_no_case(case: Folder) -> None:
    (case.root / "case.toml").unlink()
    assert [problem.code for problem in case.problems()] == ["CF-S10"]
    assert examine(case.root / "nowhere")[1][0].sentence.startswith("is not a folder")


def test_a_file_that_is_nested_too_deeply_is_told(case: Folder) -> None:
    case.write("world.toml", "a = " + "[" * 100_000)
    assert [(problem.code, problem.path) for problem in case.problems()] == [("CF-S10", "world.toml")]
