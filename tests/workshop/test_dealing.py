"""Deal folders: each team its own deal, nothing that tells, whole or not there."""

import json
import stat
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from casefile.errors import Refusal
from casefile.host.deal.deal_file import Sheet, Team
from casefile.host.deal.folder import DealFolder
from casefile.source.problems import Problem
from casefile.vault import Pack, SealKey, derive
from casefile.vault.manifest import Ref
from casefile.vault.private_file import write_private
from casefile.workshop import fresh
from casefile.workshop.dealer import How
from casefile.workshop.dealing import add_teams, deal_teams, prepare
from tests.sealed import SOURCE
from tests.workshop.dealt_folders import SOUND, alone, copy_of, dealt_folder

UNCHECKED = How(is_checked=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DealFolder:
    with pytest.MonkeyPatch.context() as patch:
        alone(patch)
        return dealt_folder(tmp_path_factory.mktemp("dealt"), teams=5)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    alone(monkeypatch)
    return copy_of(SOURCE, tmp_path / "case")


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    alone(monkeypatch)
    return copy_of(SOUND, tmp_path / "sound")


@pytest.fixture
def lying_ready(tmp_path: Path) -> How:
    """How to deal with a cache, without the proofs' seconds."""
    return How(cache=tmp_path / "cache" / "x.stretch")


@pytest.fixture
def fair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.workshop.fresh.faults_of", lambda *_: [])


def ref_of(sheet: Sheet, node: str) -> Ref:
    name, key = sheet.nodes[node]
    return Ref(node=bytes.fromhex(name), key=bytes.fromhex(key))


def sheets(folder: DealFolder) -> list[Sheet]:
    return [folder.sheet(team) for team in folder.teams]


def seeds(folder: DealFolder) -> list[str]:
    return [sheet.seed for sheet in sheets(folder)]


def packs(folder: DealFolder) -> list[bytes]:
    return [folder.pack_path(team).read_bytes() for team in folder.teams]


def test_every_team_has_a_pack_that_its_own_pepper_and_its_sheets_answers_open(folder: DealFolder) -> None:
    for team in folder.teams:
        sheet = folder.sheet(team)
        with folder.pack(team) as pack:
            pack.verify()
            assert (pack.kdf, pack.case, sheet.team) == ("hosted", folder.about.case, team.id)
            tried = 0
            for lock in pack.manifest(ref_of(sheet, "a/shown")).locks:
                told = sheet.locks[lock.name]
                for answer in told.answers:
                    hit = derive(pack, lock, answer, ref_of(sheet, "a/shown").key)
                    assert hit is not None
                    assert (hit.ref.node.hex(), hit.ref.key.hex()) == (told.node, told.key)
                    tried += 1
            assert tried


def test_one_teams_answers_and_peppers_open_nothing_of_anothers(folder: DealFolder) -> None:
    first, second = folder.teams[:2]
    sheet = folder.sheet(second)
    shown = ref_of(sheet, "a/shown")
    with Pack.open(folder.pack_path(second), pepper=folder.pepper(first)) as pack:
        lock = pack.manifest(shown).locks[0]
        assert derive(pack, lock, sheet.locks["a"].answers[0], shown.key) is None
    assert len({folder.pepper(team) for team in folder.teams}) == len(folder.teams)
    ids = [folder.pack(team).id for team in folder.teams]
    assert len({*ids}) == len(ids)


def test_every_node_of_a_pack_is_in_its_sheet(folder: DealFolder) -> None:
    sheet = folder.sheet(folder.teams[0])
    with folder.pack(folder.teams[0]) as pack:
        assert all(pack.manifest(ref_of(sheet, name)).name == name for name in sheet.nodes)
    assert {"start", "a/shown", "a/solved"} <= set(sheet.nodes)


def test_an_archive_has_its_references_and_no_solved_node(folder: DealFolder) -> None:
    archive = folder.sheet(folder.teams[0]).locks["archive"]
    assert (archive.node, archive.key) == ("", "")
    assert archive.answers


def test_neighbours_have_different_moles(folder: DealFolder) -> None:
    moles = [sheet.mole for sheet in sheets(folder)]
    assert all(first != second for first, second in pairwise(moles))
    assert all(moles)


def test_what_lies_in_the_open_names_no_seed_and_no_mole_and_all_is_its_owners(folder: DealFolder) -> None:
    shown = (folder.path / "deal.json").read_text("utf-8")
    told = shown + "".join(map(str, folder.path.rglob("*")))
    for sheet in sheets(folder):
        assert sheet.seed not in told
        assert f'"{sheet.mole}"' not in shown
    for path in [folder.path, *folder.path.rglob("*")]:
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077 or path.is_dir()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_no_size_of_a_file_tells_one_team_from_another(folder: DealFolder) -> None:
    for kind in ("packs", "sheets"):
        assert len({path.stat().st_size for path in (folder.path / kind).iterdir()}) == 1


def test_the_same_word_deals_the_same_again_and_nothing_else_is_the_same(
    tmp_path: Path, folder: DealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(monkeypatch)
    again = dealt_folder(tmp_path, teams=2)
    assert seeds(again) == seeds(folder)[:2]
    assert not {team.code for team in again.teams} & {team.code for team in folder.teams}
    assert not {again.pepper(team) for team in again.teams} & {folder.pepper(team) for team in folder.teams}


def test_another_word_or_none_deals_something_else(tmp_path: Path, case: Path, folder: DealFolder) -> None:
    other = deal_teams(case, tmp_path / "b", 1, How(word="other", is_checked=False)).folder
    none = deal_teams(case, tmp_path / "c", 1, UNCHECKED).folder
    assert len({*seeds(folder), *seeds(other), *seeds(none)}) == 7


def test_names_and_minutes_are_as_wished(tmp_path: Path, case: Path) -> None:
    done = deal_teams(case, tmp_path / "d", 2, UNCHECKED, minutes=50, names=["Owls \x1b[31m"])
    assert [team.name for team in done.teams] == ["Owls \ufffd[31m", "Team 2"]
    assert done.folder.about.minutes == 50


def test_the_authors_solution_is_told_for_this_deal(tmp_path: Path, case: Path) -> None:
    (case / "puzzles" / "a" / "solution.md").write_text("It was {{ world.mole.name }}{% if %}", "utf-8")
    (case / "puzzles" / "b" / "solution.md").write_text("Played as {{ profile }}.\n", "utf-8")
    locks = sheets(deal_teams(case, tmp_path / "d", 1, UNCHECKED).folder)[0].locks
    assert locks["b"].solution == "Played as full."
    assert locks["a"].solution == "It was {{ world.mole.name }}{% if %}"
    assert locks["c"].solution == ""


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"teams": 0}, "deal-teams"),
        ({"teams": -1}, "deal-teams"),
        ({"teams": 10_000}, "deal-teams"),
        ({"profile": "nope"}, "profile-unknown"),
        ({"minutes": -1}, "deal-minutes"),
        ({"minutes": 100_000}, "deal-minutes"),
        ({"names": ["a", "b", "c"]}, "deal-name"),
        ({"names": ["Owls", "owls"]}, "deal-name"),
        ({"names": ["Team 2"]}, "deal-name"),
        ({"names": [" "]}, "deal-name"),
        ({"names": ["x" * 41]}, "deal-name"),
        ({"source": "nowhere"}, "case-unsound"),
        ({"folder": "there"}, "deal-exists"),
        ({"folder": "file/deal"}, "deal-write"),
    ],
)
def test_bad_wishes_are_refused_in_a_sentence_and_leave_nothing(
    tmp_path: Path, case: Path, wish: dict[str, object], code: str
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("")
    asked = {"teams": 2, "minutes": None, "names": [], "profile": "full", "source": "case", "folder": "deal"} | wish
    before = sorted(path.name for path in tmp_path.iterdir())
    how = How(profile=str(asked["profile"]), is_checked=False)
    with pytest.raises(Refusal) as caught:
        deal_teams(
            tmp_path / str(asked["source"]),
            tmp_path / str(asked["folder"]),
            asked["teams"],  # type: ignore[arg-type]
            how,
            minutes=asked["minutes"],  # type: ignore[arg-type]
            names=asked["names"],  # type: ignore[arg-type]
        )
    assert caught.value.code == code
    assert "\n" not in caught.value.sentence
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert case.is_dir()


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("after", [0, 3, 6])
def test_a_deal_that_breaks_off_leaves_no_half_folder(
    tmp_path: Path, case: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, after: int
) -> None:
    _break(monkeypatch, fault, after)
    with pytest.raises((Refusal, KeyboardInterrupt)):
        deal_teams(case, tmp_path / "deal", 2, UNCHECKED)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case"]


def _break(monkeypatch: pytest.MonkeyPatch, fault: BaseException, after: int) -> None:
    """From the so-manieth file on, writing a deal folder fails."""
    count = 0

    def broken(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count > after:
            raise fault
        write_private(path, data)

    monkeypatch.setattr("casefile.host.deal.seats.write_private", broken)


def test_late_teams_are_added_behind_the_others(tmp_path: Path, case: Path) -> None:
    first = deal_teams(case, tmp_path / "deal", 2, UNCHECKED).folder
    more = add_teams(first.path, 2, UNCHECKED, names=["Owls"])
    assert [team.id for team in more.folder.teams] == ["t01", "t02", "t03", "t04"]
    assert [team.name for team in more.teams] == ["Owls", "Team 4"]
    assert more.folder.teams[:2] == first.teams
    moles = [sheet.mole for sheet in sheets(more.folder)]
    assert all(one != other for one, other in pairwise(moles))
    for team in more.teams:
        more.folder.pack(team).verify()


def test_late_teams_that_cannot_be_written_leave_the_folder_as_it_was(
    tmp_path: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = deal_teams(case, tmp_path / "deal", 1, UNCHECKED).folder
    before = {path: path.stat().st_mtime_ns for path in folder.path.rglob("*") if path.is_file()}
    _break(monkeypatch, OSError(28, "No space left on device"), 2)
    with pytest.raises(Refusal) as caught:
        add_teams(folder.path, 1, UNCHECKED)
    assert caught.value.code == "deal-write"
    assert {path: path.stat().st_mtime_ns for path in folder.path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("fault", "code"),
    [("no gm.key", "deal-gm"), ("moved", "deal-source"), ("another case", "deal-case"), ("many", "deal-teams")],
)
def test_late_teams_are_refused_where_they_cannot_be_dealt(
    tmp_path: Path, case: Path, sound: Path, fault: str, code: str
) -> None:
    folder = deal_teams(case, tmp_path / "deal", 1, UNCHECKED).folder
    if fault == "no gm.key":
        (folder.path / "gm.key").unlink()
    if fault == "moved":
        case.rename(tmp_path / "elsewhere")
    with pytest.raises(Refusal) as caught:
        add_teams(
            folder.path, 500 if fault == "many" else 1, UNCHECKED, source=sound if fault == "another case" else None
        )
    assert caught.value.code == code
    assert "\n" not in caught.value.sentence


def test_a_case_that_has_moved_deals_to_late_teams_from_where_it_is(tmp_path: Path, case: Path) -> None:
    folder = deal_teams(case, tmp_path / "deal", 1, UNCHECKED).folder
    moved = case.rename(tmp_path / "elsewhere")
    assert len(add_teams(folder.path, 1, UNCHECKED, source=moved).folder.teams) == 2


@pytest.mark.usefixtures("fair")
def test_deals_that_lie_ready_are_given_out_once_and_without_dealing(
    tmp_path: Path, case: Path, lying_ready: How, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepare(case, 4, lying_ready) == (4, 4)
    assert prepare(case, 4, lying_ready) == (0, 4)
    monkeypatch.setattr(fresh, "make", _never)
    first = deal_teams(case, tmp_path / "a", 2, lying_ready)
    second = deal_teams(case, tmp_path / "b", 2, lying_ready)
    assert (first.ready, second.ready) == (2, 2)
    assert len({*seeds(first.folder), *seeds(second.folder)}) == 4
    with pytest.raises(AssertionError):
        deal_teams(case, tmp_path / "c", 1, lying_ready)
    for team in second.teams:
        second.folder.pack(team).verify()


def _never(_: str) -> fresh.Made:
    raise AssertionError("dealt afresh")


def _kept(how: How) -> Iterator[Path]:
    assert how.cache
    return how.cache.parent.glob("*.deals/*")


@pytest.mark.usefixtures("fair")
def test_what_lies_ready_says_nothing_to_whoever_lacks_the_seal_key(case: Path, lying_ready: How) -> None:
    prepare(case, 1, lying_ready)
    roll = [b"north", b"east", b"south", b"west"]
    for path in _kept(lying_ready):
        assert not any(name in path.read_bytes() for name in roll)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.usefixtures("fair")
@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_was_dealt_before_a_deal_broke_off_lies_ready_for_the_next(
    tmp_path: Path, case: Path, lying_ready: How, fault: BaseException
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        alone(patch)
        _break(patch, fault, 3)
        with pytest.raises((Refusal, KeyboardInterrupt)):
            deal_teams(case, tmp_path / "a", 2, lying_ready)
    assert deal_teams(case, tmp_path / "a", 2, lying_ready).ready == 2
    assert list(_kept(lying_ready)) == []


@pytest.mark.usefixtures("fair")
def test_a_deal_that_was_damaged_as_it_lay_there_is_dealt_anew(tmp_path: Path, case: Path, lying_ready: How) -> None:
    prepare(case, 2, lying_ready)
    for path in _kept(lying_ready):
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    done = deal_teams(case, tmp_path / "a", 1, lying_ready)
    assert done.ready == 0
    done.folder.pack(done.teams[0]).verify()


@pytest.mark.usefixtures("fair")
def test_a_case_that_was_changed_has_nothing_ready_and_what_lay_there_is_cleared(
    tmp_path: Path, case: Path, lying_ready: How
) -> None:
    prepare(case, 1, lying_ready)
    old = set(_kept(lying_ready))
    (case / "puzzles" / "b" / "solution.md").write_text("Look again.", "utf-8")
    assert deal_teams(case, tmp_path / "a", 1, lying_ready).ready == 0
    assert not old & set(_kept(lying_ready))


def test_a_word_takes_nothing_that_lies_ready_and_nothing_of_a_word_is_kept(
    tmp_path: Path, case: Path, lying_ready: How
) -> None:
    with pytest.raises(Refusal) as caught:
        prepare(case, 1, How(word="x", cache=lying_ready.cache))
    assert caught.value.code == "deal-prepare"
    how = How(word="x", is_checked=False, cache=lying_ready.cache)
    assert deal_teams(case, tmp_path / "a", 1, how).ready == 0
    assert list(_kept(lying_ready)) == []


def test_a_deal_is_proved_before_a_team_gets_it(tmp_path: Path, case: Path, sound: Path) -> None:
    with pytest.raises(Refusal) as caught:
        deal_teams(case, tmp_path / "a", 1, How())
    assert caught.value.code == "deal-unfair"
    assert "CF-U06" in caught.value.sentence
    assert "--unchecked" in caught.value.sentence
    assert not (tmp_path / "a").exists()
    assert len(deal_teams(sound, tmp_path / "b", 1, How()).teams) == 1


def test_an_unfair_deal_is_dealt_again_from_another_seed(
    tmp_path: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfair = [[Problem("case.toml", 1, "CF-U06", "the papers do not lead to its answer.")], [], []]
    monkeypatch.setattr("casefile.workshop.fresh.faults_of", lambda *_: unfair.pop(0))
    deal_teams(case, tmp_path / "a", 2, How())
    assert unfair == []


def test_a_locked_seal_key_is_unlocked_once(tmp_path: Path, case: Path) -> None:
    SealKey.load_or_make(case / "seal.key").save(case / "seal.key", "open sesame")
    asked: list[str] = []

    def ask() -> str:
        asked.append("?")
        return "open sesame"

    deal_teams(case, tmp_path / "a", 2, How(is_checked=False, ask=ask))
    assert asked == ["?"]
    with pytest.raises(Refusal) as caught:
        deal_teams(case, tmp_path / "b", 1, How(is_checked=False, ask=lambda: "no"))
    assert caught.value.code == "seal-passphrase"


def test_several_processes_deal_what_one_would(tmp_path: Path, folder: DealFolder) -> None:
    told: list[tuple[int, int]] = []
    how = How(word="a word", is_checked=False, tell=lambda done, total, _: told.append((done, total)))
    source = copy_of(SOURCE, tmp_path / "case")
    done = deal_teams(source, tmp_path / "deal", 3, how)
    assert seeds(done.folder) == seeds(folder)[:3]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_deal_folder_is_what_the_page_says(folder: DealFolder) -> None:
    written = json.loads((folder.path / "deal.json").read_text("utf-8"))
    page = (Path(__file__).parents[2] / "docs" / "pack-format.md").read_text("utf-8")
    section = page[page.index("## 18.") :]
    for name in (*written, *Team.__struct_fields__, *Sheet.__struct_fields__):
        assert f"`{name}`" in section, name
    assert sorted(path.name for path in folder.path.iterdir()) == ["deal.json", "gm.key", "packs", "pepper", "sheets"]
