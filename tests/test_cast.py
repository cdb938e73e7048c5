"""Content is data: another cast in the place of LYREBIRD's renames everybody, everywhere."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from casefile.source.loader import examine, load
from casefile.workshop.deal import Dealt, deal_again, deal_case
from casefile.workshop.draft import Crypto
from casefile.workshop.gates import gates_of, unsealed
from casefile.workshop.locks import blank
from casefile.workshop.nodes import build_nodes
from casefile.workshop.solve.process import CleanSolver
from casefile.workshop.solve.report import reports
from casefile.workshop.solve.run import solve_deal
from tests.packs import KEY

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "puzzles" / "lyrebird"
FIRST, SECOND = SOURCE / "cast.toml", SOURCE / "casts" / "second.toml"
NAMESAKES = {"Ash", "Bell", "Lock", "Pell", "Quill"}
"""Words that are also a shaft, an inn, a lock, a green, a street; of these only forms with a title are looked for."""
NAMES = ("name", "short", "first", "surname", "signed")
REMARK = re.compile(r"^#.*$", re.MULTILINE)
"""What an author says to himself; nobody else reads it."""
STARTER = ROOT / "casefile" / "workshop" / "starter"
"""Another case, with people of its own."""

Cast = dict[str, dict[str, str]]


def cast(path: Path) -> Cast:
    return tomllib.loads(path.read_text("utf-8"))


def names(people: Cast) -> set[str]:
    """Every way in which somebody is called."""
    return {person[key] for person in people.values() for key in NAMES if key in person} - NAMESAKES


def named(text: str, people: Cast) -> set[str]:
    wanted = "|".join(map(re.escape, sorted(names(people), key=len, reverse=True)))
    return set(re.findall(rf"(?<![\w.])(?:{wanted})(?!\w)", text))


def texts(dealt: Dealt) -> Iterator[tuple[str, str]]:
    """Node or paper to everything that whoever holds it may read."""
    keys = KEY.deal(dealt.case.file.id, dealt.seed, dealt.profile.id)
    holes = {lock: blank(dealt, lock, keys) for lock in dealt.solutions}
    for node in build_nodes(dealt, Crypto(keys, holes, gates_of(dealt, keys, unsealed(keys)))):
        yield node.manifest.name, str(msgspec.to_builtins(node.manifest))
        yield from ((f"{node.manifest.name}: {paper}", "\n".join(body.values())) for paper, body in node.papers.items())


@pytest.fixture(scope="module")
def swapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cast") / "lyrebird"
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("seal.key"))
    shutil.copy(SECOND, folder / FIRST.name)
    return folder


def test_both_casts_have_the_same_people_who_can_be_called_the_same_things() -> None:
    first, second = cast(FIRST), cast(SECOND)
    assert list(first) == list(second)
    assert {who: set(person) for who, person in first.items()} == {who: set(person) for who, person in second.items()}


def test_no_name_of_one_cast_is_in_the_other() -> None:
    assert names(cast(FIRST)) & names(cast(SECOND)) == set()


@pytest.mark.parametrize("path", [FIRST, SECOND], ids=["first", "second"])
def test_the_eight_differ_in_every_initial_and_stand_by_the_alphabet(path: Path) -> None:
    world = load(SOURCE).world
    assert world
    roll = [cast(path)[who] for who in world.roll]
    assert len({person["first"][0] for person in roll}) == len({person["initial"] for person in roll}) == len(roll)
    assert [person["surname"] for person in roll] == sorted(person["surname"] for person in roll)
    assert all(person["initials"] == f"{person['first'][0]}.{person['initial']}." for person in roll)


def test_no_text_of_the_case_names_anybody_but_through_the_cast() -> None:
    people = cast(FIRST)
    found = {}
    for path in SOURCE.rglob("*"):
        if path.suffix in {".md", ".toml", ".test"} and path not in {FIRST, SECOND}:
            text = path.read_text("utf-8")
            said = REMARK.sub("", text) if path.suffix == ".toml" else text
            if names_here := named(said, people):
                found[path.relative_to(SOURCE).as_posix()] = names_here
    assert found == {}


def test_the_house_knows_nobody_of_the_cast() -> None:
    people = cast(FIRST)
    found = {}
    for path in (ROOT / "casefile").rglob("*"):
        ours = path.suffix in {".py", ".md", ".toml", ".tcss"} and not path.is_relative_to(STARTER)
        if ours and (names_here := named(path.read_text("utf-8"), people)):
            found[path.relative_to(ROOT).as_posix()] = names_here
    assert found == {}


def test_a_case_with_the_other_cast_has_no_fault_that_loading_finds(swapped: Path) -> None:
    case, problems = examine(swapped)
    assert case
    assert problems == ()


@pytest.mark.parametrize(
    "profile", ["full", *(pytest.param(name, marks=pytest.mark.slow) for name in ("evening", "room"))]
)
def test_with_the_other_cast_nothing_says_a_name_of_the_first(swapped: Path, profile: str) -> None:
    dealt = deal_case(swapped, profile=profile)
    said = list(texts(dealt))
    people = cast(FIRST)
    assert {where: found for where, text in said if (found := named(text, people))} == {}
    assert {cast(SECOND)[who]["name"] for who in dealt.case.roll} <= named(
        "\n".join(text for _, text in said), cast(SECOND)
    )


@pytest.mark.slow
def test_whoever_of_the_other_cast_is_the_mole_confesses_under_that_name(swapped: Path) -> None:
    dealt, people = deal_case(swapped), cast(FIRST)
    for mole in dealt.case.roll:
        other = deal_again(dealt, mole)
        assert {where: found for where, text in texts(other) if (found := named(text, people))} == {}
        assert cast(SECOND)[mole]["name"] in other.paper("mole-statement").body["en"]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_case_is_solved_with_the_other_cast(swapped: Path) -> None:
    with CleanSolver() as solver:
        done = solve_deal(load(swapped), solver, "", "full")
    assert [remark.sentence for remark in reports([done])[0].faults] == []
