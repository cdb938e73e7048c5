"""A small case that ends in an accusation: what the kind is given, what the rules ask of it, and how it is played."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.session.play import Session
from casefile.source.case_file import LockOverride, ProfileEntry
from casefile.store.memory import MemoryStore
from casefile.vault import Pack
from casefile.workshop.check.run import check
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.renaming.rename import rename
from casefile.workshop.riddles import params_of
from casefile.workshop.seal import seal_case
from casefile.workshop.solutions import solve_all
from tests.check.fault import edit

CASE = Path(__file__).parent / "accusation_case"


@pytest.fixture(scope="module")
def dealt() -> Dealt:
    return deal_case(CASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the case that may be spoilt."""
    return Path(shutil.copytree(CASE, tmp_path / "case", ignore=shutil.ignore_patterns("seal.key")))


def found(folder: Path) -> list[tuple[str, str]]:
    """Codes and sentences of what a check finds."""
    return [(one.problem.code, one.problem.sentence) for one in check(folder, profile="full").findings]


@pytest.mark.parametrize("seeds", [1, pytest.param(40, marks=pytest.mark.slow)])
def test_no_rule_has_anything_to_say_and_every_lock_opens_from_its_papers(seeds: int) -> None:
    assert [str(one.problem) for one in check(CASE, seeds=seeds).findings] == []


def test_cards_that_are_called_after_statements_are_gathered_by_their_ids_alone(dealt: Dealt) -> None:
    params = params_of(dealt.case.puzzles["accuse"], dealt.rendering, dealt.wiring, "en")
    assert params["banks"]["exhibits"] == [{"id": f"e{number}", "label": ""} for number in range(1, 21)]
    assert all(card["label"] for bank in ("ringers", "means", "grudges") for card in params["banks"][bank])


def test_a_puzzle_needs_only_the_values_that_its_own_banks_are_called_after(folder: Path) -> None:
    card = 'cards = [{ id = "rat", bank = "means", label = "rat no. {{ b.urn }}" }]\n'
    edit("docs/week/book-c2.md", 'act = "week"\n', f'act = "week"\n{card}')(folder)
    urn = deal_case(folder).rendering.facts["en"]["b"]["urn"]
    params = params_of((case := deal_case(folder)).case.puzzles["accuse"], case.rendering, case.wiring, "en")
    assert {"id": "rat", "label": f"rat no. {urn}"} in params["banks"]["means"]


def test_the_accusation_is_taken_with_its_exhibits_in_another_order(dealt: Dealt, folder: Path) -> None:
    pack = Pack.open(seal_case(folder, kdf="test"), allow_test=True)
    session = Session.begin(pack, MemoryStore(), name="test", player="Ann")
    for lock in ("a", "b", "c"):
        assert session.answer(lock, dealt.solutions[lock].answers[0]).kind == "solved"
    for row in [row for part in session.folders() for row in part.papers]:
        session.read(row.id)
    labels = {card.id: card.label for card in session.cards("accuse")}
    statements = dealt.rendering.facts["en"]["accuse"]["statements"]
    assert {one["card"]: one["label"] for one in statements}.items() <= labels.items()
    *rest, first, second, third = dealt.solutions["accuse"].answers[0]
    assert session.answer("accuse", [*rest, first, first, third]).kind == "wrong"
    assert session.answer("accuse", [*rest, third, first, second]).kind == "solved"


@pytest.mark.parametrize(
    ("fields", "answers"),
    [
        (["who", "means", "ex1", "ex2", "ex3"], 6),
        (["who", "ex2"], 3),
        (["who", "means"], 1),
    ],
)
def test_a_profile_that_asks_for_less_takes_and_refuses_what_is_left(
    dealt: Dealt, fields: list[str], answers: int
) -> None:
    profile = ProfileEntry(id="less", locks=[LockOverride(id="accuse", fields=fields)])
    solution = solve_all(dealt.rendering, dealt.riddles, profile)["accuse"]
    assert [one.id for one in solution.fields] == fields
    right = set(map(solution.normal, solution.answers))
    assert len(right) == len(solution.answers) == answers
    assert all(answer[0] == dealt.mole for answer in right)
    assert not right & set(map(solution.normal, solution.refused))
    assert any(answer[0] != dealt.mole for answer in solution.refused)


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        (
            edit("docs/sunday/signed.md", 'id = "e20"', 'id = "e21"'),
            "CF-S17",
            "a card for each statement and no other, e1 to e20",
        ),
        (
            edit("docs/sunday/signed.md", 'opens_with = "accuse/shown"', 'opens_with = "c"'),
            "CF-U03",
            'whoever skips c has no card for "e',
        ),
        (
            edit("docs/week/book-c3.md", '  { slot = "accuse.means", card = "{{ world.means.id }}" },\n', ""),
            "CF-U03",
            'in the slot "means" has 2 clues',
        ),
        (edit("docs/week/book-c4.md", "{{ c.window.to }}", "dusk"), "CF-U06", "between which two clocks"),
        (edit("docs/sunday/signed.md", "|{{ s.clock }}|", "|noon|"), "CF-U06", "refute none of 0 statements"),
    ],
)
def test_what_is_missing_is_told_to_the_author(
    folder: Path, spoil: Callable[[Path], None], code: str, words: str
) -> None:
    spoil(folder)
    assert [sentence for rule, sentence in found(folder) if rule == code and words in sentence], found(folder)


def test_a_clue_keeps_its_register_when_it_is_renamed(folder: Path) -> None:
    rename(folder, "C3", "Lamp", lambda *_: None).write()
    told = (folder / "puzzles/accuse/puzzle.toml").read_text("utf-8")
    assert '{ clue = "Lamp", about = "oil lamp", date = "28 May" }' in told
    assert 'over = ["C1", "C2", "Lamp", "C4"]' in told
    assert found(folder) == []


def test_a_second_thing_that_papers_bear_out_is_told(folder: Path) -> None:
    right = deal_case(CASE).solutions["accuse"].answers[0][1]
    fact = f'supports = [\n  {{ slot = "accuse.means", card = "{"saw" if right == "razor" else "razor"}" }},\n'
    edit("docs/week/book-c3.md", "supports = [\n", fact)(folder)
    assert [code for code, _ in found(folder)] == ["CF-U04"]
