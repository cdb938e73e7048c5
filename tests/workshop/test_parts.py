"""Parts: dealt and proved for a puzzle that needs what they give, and met by nobody."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from casefile.kinds.solving import Found, Task, solve
from casefile.source.loader import examine, load
from casefile.vault import Pack, SealKey
from casefile.workshop.check.run import check
from casefile.workshop.deal import deal_case
from casefile.workshop.graph.survey import survey
from casefile.workshop.renaming.rename import rename
from casefile.workshop.seal import seal_case
from casefile.workshop.solve.by_papers import ByPapers, Proof, Way
from casefile.workshop.translation.texts import texts
from tests.check.fault import SOUND, edit
from tests.check.faults_fairness import two_families_by_turns

PART = """
id = "p1x"
title = "The Cloakroom Book"
act = "day"
form = "part"
of = "p1"
kind = "form"
papers = ["note1"]
{more}

[params]
fields = [{{ id = "peg", label = "Number of the peg", shape = "PEG ####" }}]
decoys = [{{ id = "other", label = "Peg beside it", shape = "PEG ####" }}]
"""
NOTE = "docs/day/note1.md"
P1 = "puzzles/p1/puzzle.toml"


class Here:
    """Solves in this process."""

    def solve(self, kind: str, params: Mapping[str, Any], papers: Mapping[str, str]) -> Found:
        return solve(Task(kind, dict(params), dict(papers)))


def written(root: Path, more: str = "") -> Path:
    """The sound case, whose first lock needs what a part gives: its number stands under a label that the part says."""
    shutil.copytree(SOUND, root, ignore=shutil.ignore_patterns("seal.key"))
    (root / "puzzles" / "p1x").mkdir()
    (root / "puzzles" / "p1x" / "puzzle.toml").write_text(PART.format(more=more), "utf-8")
    edit(P1, 'label = "Stub of the coat"', 'label = "Stub at {{ p1x.answer[0] }}"')(root)
    edit(NOTE, "{% for row", "{% for row in p1x.rows %}\n{{ row.label }}: {{ row.value }}\n\n{% endfor %}\n{% for row")(
        root
    )
    return root


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return written(tmp_path / "case")


def proofs(case: Path) -> dict[tuple[str, str], Proof]:
    return {(one.lock, one.language): one for one in ByPapers(deal_case(case), Here()).prove()}


def test_a_part_is_dealt_and_what_it_gives_stands_in_papers_and_in_the_params_of_its_puzzle(case: Path) -> None:
    dealt = deal_case(case)
    peg = dealt.riddles["p1x"]["en"].answers[0][0]
    assert peg.startswith("PEG ")
    assert f"Number of the peg: {peg}" in dealt.paper("note1").body["en"]
    assert f"Stub at {peg}: {dealt.solutions['p1'].answers[0][0]}" in dealt.paper("note1").body["en"]


def test_a_part_is_solved_from_the_papers_like_a_lock(case: Path) -> None:
    found = proofs(case)
    for name in ("p1", "p1x"):
        assert (found[name, "en"].way, found[name, "en"].fault) == (Way.CERTAIN, "")


def test_a_part_whose_papers_do_not_lead_to_its_answer_is_told(case: Path) -> None:
    edit(NOTE, "{{ row.label }}: {{ row.value }}", "{{ row.value }}")(case)
    assert proofs(case)["p1x", "en"].fault
    report = check(case, only=["CF-U06"])
    assert {one.problem.path for one in report.findings} == {"puzzles/p1x/puzzle.toml"}


def test_a_part_that_is_sound_leaves_the_case_clean(case: Path) -> None:
    assert [str(one.problem) for one in check(case).findings] == []


def test_players_never_meet_a_part(case: Path) -> None:
    dealt = deal_case(case)
    assert "p1x" not in dealt.solutions
    assert not [node for node in dealt.wiring.kinds if node.startswith("p1x")]
    assert "p1x" not in survey(dealt.case, dealt.profile).steps
    pack = Pack.open(seal_case(case, kdf="test"), allow_test=True)
    keys = SealKey.load_or_make(case / "seal.key").deal(pack.case, dealt.seed, "full")
    told = [str(pack.manifest(keys.ref(node))) for node in dealt.wiring.kinds]
    assert any("One Coat Too Many" in one for one in told)
    assert not any("Cloakroom Book" in one or "p1x" in one for one in told)


def test_a_profile_that_drops_the_puzzle_still_prints_what_its_part_gives(case: Path) -> None:
    edit("case.toml", 'id = "full"\n', 'id = "full"\ndrops = ["p1"]\n')(case)
    dealt = deal_case(case)
    assert "Number of the peg: PEG " in dealt.paper("note1").body["en"]
    assert ("p1x", "en") not in proofs(case)


def test_a_part_counts_among_the_families_of_its_act(tmp_path: Path) -> None:
    found = {}
    for family in ("document", "map"):
        case = written(tmp_path / family, f'family = "{family}"')
        two_families_by_turns(case)
        said = [str(one.problem) for one in check(case, only=["CF-F08"]).findings]
        found[family] = any("puzzles of" in one and '"day"' in one for one in said)
    assert found == {"document": True, "map": False}


def test_a_part_takes_a_new_name_everywhere(case: Path) -> None:
    rename(case, "p1x", "p1book", lambda *_: None).write()
    assert (case / "puzzles" / "p1book" / "puzzle.toml").is_file()
    assert "{{ p1book.answer[0] }}" in (case / P1).read_text("utf-8")
    assert "p1book" in load(case).parts


def test_the_params_of_a_part_are_translated_too(case: Path) -> None:
    assert "Number of the peg" in {one.text for one in texts(load(case)) if one.context == "puzzle:p1x"}


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ('of = "p1"', 'of = "p7"', "CF-S06", "no such puzzle"),
        ('of = "p1"', "", "CF-S12", "`of` belongs"),
        ('form = "part"', "", "CF-S12", '"prompt" is missing'),
        ('kind = "form"', "", "CF-S12", "`kind` is missing"),
        ('papers = ["note1"]', 'papers = ["note9"]', "CF-S06", "no such paper"),
        ('papers = ["note1"]', 'prompt = "Which peg?"', "CF-S12", "a part has no lock, and so no `prompt`"),
        ('id = "p1x"', 'id = "p2"', "CF-S06", "has the id of"),
        ('id = "p1x"', 'id = "day"', "CF-S06", "there are two"),
    ],
)
def test_a_part_that_cannot_be_one_is_told(case: Path, old: str, new: str, code: str, words: str) -> None:
    edit("puzzles/p1x/puzzle.toml", old, new)(case)
    assert any(one.code == code and words in one.sentence for one in examine(case)[1]), examine(case)[1]


def test_hints_beside_a_part_are_used_by_nothing(case: Path) -> None:
    shutil.copy(case / "puzzles/p1/hints.md", case / "puzzles/p1x/hints.md")
    (problem,) = examine(case)[1]
    assert (problem.code, problem.path) == ("CF-S06", "puzzles/p1x/hints.md")


def test_no_gate_counts_a_part(case: Path) -> None:
    edit("case.toml", "[[profiles]]", '[[gates]]\nopens = "p2"\nof = ["p1x"]\n\n[[profiles]]')(case)
    assert any("there is no such node" in one.sentence for one in examine(case)[1])
