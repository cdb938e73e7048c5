"""The wheel as a player gets it: it opens its own sealed case, and holds no source and no secret of one."""

import hashlib
import json
import os
import re
import shutil
import site
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import hatch_build
from casefile.vault import Pack, SealKey
from casefile.vault.header import LENGTH, MAGIC
from casefile.workshop.deal import deal_case
from casefile.workshop.seal import seal_case
from tests.leaks import Search, Secrets, bare, is_chance, secrets_of

ROOT = Path(__file__).parent.parent
LYREBIRD = ROOT / "puzzles" / "lyrebird"
PACK = "casefile/packs/lyrebird.case"
SHORTER = {"evening": "casefile/packs/lyrebird-evening.case", "room": "casefile/packs/lyrebird-room.case"}
DISTINCT = 16
"""Letters and digits that make a text of the case: titles of two ordinary words are words of the programme, too."""
HOUSE = "Papers are drawn from the archive by its reference"
"""What the programme itself says in every case, and a case may say again."""
PHRASES = (
    "A chart of channels, with the channels on which something was heard and its strength from 1 to 5",
    "the channels on which something was heard",
    "blocks from west to east and",
    "rows of them from north to south; in a block stands a count, a site's letter or nothing;",
    "The round. Of the streets from west to east, by blocks, street 1:",
    "Of those from north to south, by streets, row 1:",
    "the windows at the start",
)
"""How kinds tell a figure in words, and what they call a thing that is asked for: the same in every case."""
WORDS = ["status", "ls", "open 1", "guess t0 nothing;at all", "quit"]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

TAUGHT = ("map_alt", "card", "card_alt", "card_rows", "rule", "rules", "as_rules")
"""Values of a kind that teach its method, and the words that a map is told with."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: nothing is written into the checkout."""
    away = tmp_path_factory.mktemp("wheel")
    passing = shutil.ignore_patterns(".*", "build", "dist", "pictures", "saves", "__pycache__")
    shutil.copytree(ROOT, away / "copy", ignore=passing)
    (away / "copy" / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    command = [
        sys.executable,
        "-m",
        "pip",
        "-q",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(away),
        "./copy",
    ]
    subprocess.run(command, cwd=away, check=True)
    shutil.rmtree(away / "copy")
    (built,) = away.glob("casefile-*.whl")
    return built


@pytest.fixture(scope="module")
def inside(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment of its own."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    pip = [str(python), "-m", "pip", "-q", "--disable-pip-version-check", "install"]
    pinned = [*pip, "--retries", "0", "--timeout", "10", "-c", str(ROOT / "locks" / "play.txt"), str(wheel)]
    if subprocess.run(pinned, check=False).returncode:
        # Without a registry the packages of this environment must do.
        subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
        (own,) = (folder / "venv").glob("lib/python*/site-packages")
        (own / "borrowed.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    return folder / "venv" / "bin" / "casefile"


def run(command: Path, *words: str, cwd: Path, lines: str = "") -> str:
    """Run the installed command where nothing of the checkout can be found."""
    home = {name: str(cwd / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", **home}
    done = subprocess.run(
        [command, *words], input=lines, env=environment, cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_source_of_a_case_is_in_it(inside: dict[str, bytes]) -> None:
    rooms = re.compile(
        r"casefile/([a-z]+/)*[a-z0-9_]+\.(py|tcss|css|typed)|casefile/packs/[a-z0-9-]+\.case|casefile/packs/index\.json|casefile-[^/]*\.dist-info/.*"
        # the rules' pages, and the case of three papers that `casefile new` writes
        r"|casefile/workshop/check/pages/CF-[A-Z]\d\d\.md|casefile/workshop/starter/.*"
    )
    assert [name for name in inside if not rooms.fullmatch(name)] == []
    source = {path.read_bytes() for path in LYREBIRD.rglob("*") if path.is_file()}
    assert not source.intersection(inside.values())


def test_its_case_is_sealed_for_players(inside: dict[str, bytes]) -> None:
    with Pack.open(inside[PACK]) as pack:
        pack.verify()
        assert (pack.case, pack.profile, pack.kdf) == ("lyrebird", "full", "standard")


def further(inside: dict[str, bytes]) -> dict[str, bytes]:
    """The further deals by their files' names."""
    return {name: data for name, data in inside.items() if re.fullmatch(r".*/lyrebird-[0-9a-f]{8}\.case", name)}


def test_it_has_the_story_in_three_lengths_and_eight_further_deals(inside: dict[str, bytes]) -> None:
    assert {name for name in inside if name.endswith(".case")} == {PACK, *SHORTER.values(), *further(inside)}
    assert len(further(inside)) == 8
    for profile, name in SHORTER.items():
        with Pack.open(inside[name]) as pack:
            assert (pack.case, pack.profile, pack.kdf) == ("lyrebird", profile, "standard")
    seen = set()
    for data in further(inside).values():
        with Pack.open(data) as pack:
            pack.verify()
            assert (pack.case, pack.profile, pack.kdf) == ("lyrebird", "full", "standard")
            seen.add(pack.id)
    assert len(seen) == 8


def test_neither_name_nor_order_nor_time_nor_size_of_a_further_deal_says_which_it_is(
    inside: dict[str, bytes], wheel: Path
) -> None:
    deals = further(inside)
    for name, data in deals.items():
        with Pack.open(data) as pack:
            assert name == f"casefile/packs/lyrebird-{pack.id[:8]}.case"  # what its header says to anybody
    with zipfile.ZipFile(wheel) as packed:
        infos = [info for info in packed.infolist() if info.filename in deals]
    assert [info.filename for info in infos] == sorted(deals)
    assert len({info.date_time for info in infos}) == 1
    # One blob in eleven is a decoy of a random real one's size, so the whole differs; that differs in one deal, too.
    sizes = [len(data) for data in deals.values()]
    assert max(sizes) - min(sizes) < 0.02 * max(sizes)
    blobs = [lengths_of(data) for data in deals.values()]
    assert len({len(lengths) for lengths in blobs}) == 1
    assert len({frozenset(lengths) for lengths in blobs}) == 1


def lengths_of(data: bytes) -> list[int]:
    """Sizes of a pack's blobs, real ones and decoys, as its header has them."""
    front = len(MAGIC) + LENGTH
    size = int.from_bytes(data[len(MAGIC) : front], "big")
    return list(json.loads(data[front : front + size])["dir"]["lengths"])


def test_most_answers_of_its_packs_lie_stretched_beside_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of many answers: `make deals`. Until then the wheel takes a tenth of a second more for each."""
    missing: list[str] = []

    def stretch(form: tuple[str, ...], *_: object) -> bytes:
        missing.append(" / ".join(form))
        return hashlib.sha256(missing[-1].encode()).digest()

    monkeypatch.setattr("casefile.vault.sealing.stretch", stretch)
    for cut in hatch_build.cuts_of(LYREBIRD):
        cache = hatch_build.own_cache(cut, tmp_path)
        seal_case(cut.source, seed=cut.seed, profile=cut.profile, kdf="standard", cache=cache)
    assert len(missing) < 300


def test_a_further_deal_tells_none_of_its_own_secrets(inside: dict[str, bytes]) -> None:
    key, seed = SealKey.load_or_make(LYREBIRD / "seal.key"), hatch_build.FURTHER[0]  # a minute of work for each
    dealt = deal_case(LYREBIRD, seed=seed)
    packs = {Pack.open(data).id: data for data in further(inside).values()}
    data = packs[key.deal("lyrebird", dealt.seed, "full").pack_id.hex()]
    assert Search(secrets_of(dealt, Pack.open(data), key)).find(data) == []


def texts_of(value: object) -> list[str]:
    """Every text of a tree of values."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_of(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in texts_of(part)]
    return [value] if isinstance(value, str) else []


def test_no_secret_of_the_case_is_in_it(inside: dict[str, bytes]) -> None:
    key = SealKey.load_or_make(LYREBIRD / "seal.key")
    dealt = deal_case(LYREBIRD)
    secrets = secrets_of(dealt, Pack.open(inside[PACK]), key)
    assert Search(secrets).find(inside[PACK]) == []
    # Worked examples are the programme's own: the same in every case. What the README tells, everybody knows.
    dealings = [riddle for riddles in dealt.riddles.values() for riddle in riddles.values()]
    own = [riddle.toy for riddle in dealings]
    # So are the cards and rules that teach a method: a kind prints the same in every case.
    taught = [texts_of(riddle.values.get(key)) for riddle in dealings for key in TAUGHT]
    own += [text for texts in taught for text in (*texts, " ".join(texts))]
    own += [HOUSE, (ROOT / "README.md").read_text("utf-8")]
    leaflets = [text for riddle in dealings for text in texts_of(riddle.values.get("leaflet"))]
    search = Search(distinct(secrets, own, said=[*PHRASES, *leaflets]))
    assert {name: found for name, data in inside.items() if name != PACK and (found := search.find(data))} == {}


def distinct(secrets: Secrets, own: list[str], said: Sequence[str] = ()) -> Secrets:
    """What cannot stand in a programme by chance; a paper's passage that quotes the programme's own words can.

    Of `said`, only the words themselves are left out, and no paper that says them.
    """
    quoted = [text for text in map(bare, own) if len(text) >= DISTINCT]
    return Secrets(
        answers={text: lock for text, lock in secrets.answers.items() if is_distinct(text)},
        joined={text: lock for text, lock in secrets.joined.items() if is_distinct(text)},
        texts={
            text: node
            for text, node in secrets.texts.items()
            if len(bare(text)) >= DISTINCT and not any(words in bare(text) for words in quoted)
        },
        keys=secrets.keys,
        known=secrets.known | {bare(text) for text in (*own, *said)},
    )


def is_distinct(answer: str) -> bool:
    """Six figures stand in the hexadecimal of a pack's head by chance, and in one wheel of ten they do."""
    return len(answer) >= 6 and not is_chance(answer) and (" " in answer or any(sign.isdigit() for sign in answer))


def test_a_secret_in_it_would_be_found(inside: dict[str, bytes]) -> None:
    dealt = deal_case(LYREBIRD)
    secrets = secrets_of(dealt, Pack.open(inside[PACK]), SealKey.load_or_make(LYREBIRD / "seal.key"))
    search = Search(distinct(secrets, []))
    code = inside["casefile/cli.py"]
    for lock in ("t0", "p01", "p02"):
        assert search.find(code + f"ANSWER = {dealt.solutions[lock].answers[0][0]!r}".encode())
    assert search.find(code + dealt.paper("river-coat").body["en"][200:260].encode())


def test_it_works_where_there_is_no_checkout(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "--version", cwd=tmp_path).startswith("casefile ")
    assert "lyrebird.case" in run(installed, "doctor", cwd=tmp_path)
    said = run(installed, "play", "lyrebird", "--plain", cwd=tmp_path, lines="\n".join(WORDS))
    assert "Holloway" in said
    assert "does not open" in said
    saves = run(installed, "saves", "list", cwd=tmp_path)
    assert "LYREBIRD" in saves
    assert str(ROOT) not in said + saves


def test_a_shorter_profile_works_where_there_is_no_checkout(installed: Path, tmp_path: Path) -> None:
    words = ["play", "lyrebird", "--profile", "evening", "--plain", "--json"]
    assert "LYREBIRD" in run(installed, *words, cwd=tmp_path, lines="status\nquit\n")
    (save,) = (tmp_path / "home").rglob("*.save")
    assert '"profile":"evening"' in save.read_text(encoding="utf-8", errors="replace").splitlines()[1]


def test_a_random_deal_is_another_each_time_until_all_were_played(installed: Path, tmp_path: Path) -> None:
    words = ["play", "lyrebird", "--seed", "random", "--plain"]
    said = [run(installed, *words, cwd=tmp_path, lines="quit\n") for _ in range(9)]
    packs = list((tmp_path / "home").rglob("saves/packs/*.case"))
    assert len(packs) == 8
    assert [("one of them again" in text) for text in said] == [False] * 8 + [True]
    assert not any(re.search(r"deal-\d", text) for text in said)
    # each save goes on with its own
    assert "Everything is kept" in run(installed, "play", "--plain", cwd=tmp_path, lines="status\nquit\n")


def test_what_a_play_leaves_behind_lies_in_the_players_own_folders(installed: Path, tmp_path: Path) -> None:
    run(installed, "play", "lyrebird", "--plain", cwd=tmp_path, lines="\n".join(WORDS))
    left = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert left == {"home"}
    assert list((tmp_path / "home").rglob("*.save"))
