"""A deal: repeatable, in every language, and told with file and line when it cannot be."""

import subprocess
import sys
from pathlib import Path

import pytest

from casefile.errors import Refusal
from casefile.source import Unsound, load
from casefile.workshop.deal import Dealt, deal_again, deal_case
from casefile.workshop.seal import seal_case
from tests.sealed import SOURCE, dealt
from tests.spoilt import Folder


def texts(deal: Dealt) -> dict[str, dict[str, str]]:
    return {f"{paper.source.about.id} {paper.node}": paper.body for paper in deal.papers}


def problems(folder: Path) -> list[str]:
    with pytest.raises(Unsound) as refused:
        deal_case(folder)
    return [f"{one.code} {one.path}:{one.line} {one.sentence}" for one in refused.value.problems]


def test_the_same_seed_deals_the_same_papers_and_answers() -> None:
    again = deal_case(SOURCE)
    assert texts(again) == texts(dealt())
    assert {lock: one.answers for lock, one in again.solutions.items()} == {
        lock: one.answers for lock, one in dealt().solutions.items()
    }


SAY = """
import hashlib, sys
from pathlib import Path
from casefile.workshop.deal import deal_case
deal = deal_case(Path(sys.argv[1]))
said = [paper.body for paper in deal.papers], [one.answers for one in deal.solutions.values()]
print(hashlib.sha256(repr(said).encode()).hexdigest())
"""


def test_no_order_of_a_set_shows_in_a_deal() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", SAY, str(SOURCE)], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(said) == 1


def test_other_seeds_deal_other_moles_and_other_answers() -> None:
    case = load(SOURCE)
    deals = [deal_case(case, seed=f"seed {number}") for number in range(6)]
    assert len({deal.mole for deal in deals}) > 1
    assert len({deal.solutions["t0"].answers[0] for deal in deals}) == len(deals)


def test_a_new_puzzle_reshuffles_nothing_else(case: Folder) -> None:
    for name in ("puzzle.toml", "hints.md"):
        text = (case.root / "puzzles" / "a" / name).read_text("utf-8")
        case.write(f"puzzles/new/{name}", text.replace('id = "a"', 'id = "anew"').replace("{{ a.", "{{ anew."))
    changed = deal_case(case.root)
    assert "anew" in changed.solutions
    assert texts(changed) == texts(dealt())


def test_another_mole_can_be_dealt_with_the_same_seed() -> None:
    for name in dealt().case.roll:
        other = deal_again(dealt(), name)
        assert other.mole == name
        assert (texts(other) == texts(dealt())) == (name == dealt().mole)
        assert texts(other)["slip morning"] == texts(dealt())["slip morning"]


def test_a_paper_that_every_branch_has_differs_by_its_option() -> None:
    bodies = [paper.body["en"] for paper in dealt().papers if paper.source.about.id == "stood"]
    assert len(set(bodies)) == len(bodies) == 4


def test_what_is_not_translated_falls_back_block_by_block() -> None:
    body = dealt().paper("slip").body
    assert body["de"].startswith("# Desk slip\n\nNummer dieses Zettels")
    assert "Older papers are drawn by their reference." in body["de"]


def test_a_fuzzy_or_obsolete_translation_does_not_speak(case: Folder) -> None:
    case.edit("i18n/de.po", 'msgctxt "doc:slip"\nmsgid "Desk slip"', '#, fuzzy\nmsgctxt "doc:slip"\nmsgid "Desk slip"')
    assert deal_case(case.root).paper("slip").title["de"] == "Desk slip"


def test_answers_of_all_languages_are_accepted_once_each() -> None:
    answers = dealt().solutions["extra"].answers
    assert answers == [("lantern",), ("Laterne",)]
    assert len(dealt().solutions["t0"].answers) == 1


def test_a_wrong_name_in_a_paper_is_told_with_its_line(case: Folder) -> None:
    case.edit("docs/a-register.md", "row.since", "row.sinse")
    line = case.line("docs/a-register.md", "row.sinse")
    assert problems(case.root)[0].startswith(f"CF-S13 docs/a-register.md:{line} ")
    assert 'Did you mean "since"?' in problems(case.root)[0]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("case.toml", 'text = "the {{ world.room }}"', 'text = "the {{ world.rom }}"'),
        ("puzzles/a/hints.md", "{{ a.toy }}", "{{ a.toi }}"),
        ("puzzles/a/puzzle.toml", "note {{ world.words[0] }}", "note {{ world.wrods[0] }}"),
        ("docs/memo.md", 'text = "the {{ world.room }}"', 'text = "the {{ world.rom }}"'),
    ],
)
def test_a_wrong_name_anywhere_is_told_when_sealing(case: Folder, path: str, old: str, new: str) -> None:
    case.edit(path, old, new)
    with pytest.raises(Unsound) as refused:
        seal_case(case.root, kdf="test")
    assert {(one.code, one.path) for one in refused.value.problems} == {("CF-S13", path)}


def test_texts_of_the_world_name_people_through_the_cast(case: Folder) -> None:
    mole = dealt().mole
    case.edit(
        "world.toml", f"[suspects.{mole}]", f'[suspects.{mole}]\nfriend = "a friend of {{{{ cast.north.name }}}}"'
    )
    case.edit("docs/charge.md", "That was not why.", "{{ world.suspect[world.mole].friend }}")
    assert "a friend of North Desk" in deal_case(case.root).paper("charge").body["en"]


def test_a_wrong_name_in_the_world_is_told(case: Folder) -> None:
    case.edit("world.toml", "had found an umbrella", "had found {{ cast.nroth.name }}")
    assert [one for one in problems(case.root) if "world.toml" in one and 'Did you mean "north"?' in one]


def test_all_faults_of_a_deal_are_told_in_one_run(case: Folder) -> None:
    case.edit("docs/memo.md", "near [[mark door]]", "near {{ nothing }} [[mark door]]")
    case.edit("docs/room.md", "{{ world.room }}", "{{ world.roon }}")
    assert [one.split(":")[0] for one in problems(case.root)] == ["CF-S13 docs/memo.md", "CF-S13 docs/room.md"]


def test_params_that_use_each_others_values_are_told(case: Folder) -> None:
    case.edit("puzzles/a/puzzle.toml", 'toy = "', 'toy = "{{ b.toy }}')
    case.edit("puzzles/b/puzzle.toml", 'toy = "', 'toy = "{{ a.toy }}')
    assert {one.split()[0] for one in problems(case.root)} == {"CF-S02"}


def test_params_may_use_an_other_puzzles_values(case: Folder) -> None:
    case.edit("puzzles/a/puzzle.toml", 'toy = "', 'toy = "{{ f.toy }} ')
    assert deal_case(case.root).riddles["a"]["en"].toy.startswith(dealt().riddles["f"]["en"].toy)


def test_what_a_kind_refuses_is_told_at_the_puzzle(case: Folder) -> None:
    case.edit("puzzles/a/puzzle.toml", "space = 2048", "space = 0")
    case.edit("puzzles/b/puzzle.toml", 'kind = "plain"', 'kind = "plane"')
    told = problems(case.root)
    assert told[0].startswith(f"CF-S17 puzzles/a/puzzle.toml:{case.line('puzzles/a/puzzle.toml', 'kind')} ")
    assert told[1].startswith("CF-S17 puzzles/b/puzzle.toml:")


def test_an_answer_that_nobody_can_type_is_told(case: Folder) -> None:
    case.edit("puzzles/a/puzzle.toml", 'accept = [["the', 'accept = [["…"], ["the')
    assert problems(case.root)[0].startswith("CF-A01 puzzles/a/puzzle.toml:")


def test_an_answer_that_must_be_refused_and_is_accepted_is_told(case: Folder) -> None:
    case.edit("puzzles/a/puzzle.toml", 'refuse = [["second"]]', 'refuse = [["The {{ world.words[0] }}!"]]')
    assert problems(case.root)[0].startswith("CF-U07 puzzles/a/puzzle.toml:")


def test_a_world_without_a_code_is_told(case: Folder) -> None:
    case.edit("world.toml", "column = [0, 3]", "column = [3, 3]")
    assert problems(case.root)[0].startswith("CF-S18 world.toml:")


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        deal_case(SOURCE, profile="shrot")
    assert 'Did you mean "short"?' in refused.value.sentence
