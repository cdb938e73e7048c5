"""Nobody finds in a pack or a save what he has not opened."""

import base64
import codecs
import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from casefile.session.play import Session
from casefile.session.sitting import Sitting, sit_down
from casefile.store.shelf import Shelf
from casefile.vault import Pack, SealKey
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.seal import seal_case
from tests import sealed as fixture
from tests.leaks import Search, Secrets, secrets_of

LYREBIRD = Path(__file__).parent.parent / "puzzles" / "lyrebird"
FIXTURES = {"fixture": ["t0", "a"], "fixture short": ["t0"]}
LYREBIRDS = {name: ["t0", "p01", "p02"] for name in ("lyrebird", "lyrebird 3", "lyrebird 11")}
SOLVED = FIXTURES | LYREBIRDS
"""Case with what follows (a profile of the fixture, a seed of LYREBIRD), and the locks that a player opens in it."""
CASES = [pytest.param(name, marks=pytest.mark.slow if name in [*LYREBIRDS][1:] else ()) for name in SOLVED]


class Locked:
    """A case with its secrets."""

    def __init__(self, dealt: Dealt, data: bytes, key: SealKey) -> None:
        self.dealt, self.data, self.key = dealt, data, key
        self.pack = Pack.open(data, allow_test=True)
        self.search = Search(self.secrets())

    def secrets(self, *, held: frozenset[bytes] = frozenset(), typed: tuple[str, ...] = ()) -> Secrets:
        return secrets_of(self.dealt, self.pack, self.key, held=held, typed=typed)


@cache
def locked(name: str) -> Locked:
    case, _, wish = name.partition(" ")
    if case == "fixture":
        profile = wish or "full"
        key = SealKey.load_or_make(fixture.folder() / "seal.key")
        return Locked(fixture.dealt(profile), fixture.sealed(profile), key)
    data = seal_case(LYREBIRD, seed=wish or None, kdf="test")
    return Locked(deal_case(LYREBIRD, seed=wish or None), data, SealKey.load_or_make(LYREBIRD / "seal.key"))


class Player:
    """Somebody at the desk, and all that he leaves on disk."""

    def __init__(self, case: Locked, folder: Path) -> None:
        self.case, self.folder = case, folder / "saves"
        self.typed: list[str] = []
        pack = folder / "a.case"
        pack.write_bytes(case.data)
        self.sitting: Sitting = sit_down(Shelf(self.folder), pack, name="My play", player="Ann", allow_test=True)

    @property
    def session(self) -> Session:
        return self.sitting.session

    def play(self, *locks: str) -> None:
        """Do a little of everything that is written down."""
        for lock in locks:
            self.read_all()
            self.say(lock, *self.case.dealt.solutions[lock].answers[0])
        self.read_all()
        lock = next(lock for lock in self.session.locks() if lock.form == "answer" and not lock.solved).name
        self.say(lock, *("nothing of the sort" for _ in self.session.lock(lock).fields))
        self.session.hint(lock)
        self.session.note("ask about the lamp")
        self.session.keep_view({"half": ["not yet"]})
        for tool in self.session.tools():
            self.session.use(tool)

    def say(self, lock: str, *fields: str) -> None:
        self.typed += fields
        self.session.answer(lock, fields)

    def read_all(self) -> None:
        for folder in self.session.folders():
            for row in folder.papers:
                self.session.read(row.id)
                self.typed += row.id.split("-")  # his file has it, and it says no more than the paper

    def leaks(self) -> list[str]:
        """What the files tell that he has not opened; the player gets up for it."""
        held = frozenset(self.session.state.held.refs)
        self.sitting.close()
        search = Search(self.case.secrets(held=held, typed=tuple(self.typed)))
        files = {path.name: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
        assert {Path(name).suffix for name in files} >= {".save", ".bak", ".case"}
        # The pack's own bytes are searched above, for more.
        return [
            f"{name}: {leak}" for name, data in files.items() if data != self.case.data for leak in search.find(data)
        ]


@pytest.mark.parametrize("name", CASES)
def test_nothing_that_is_locked_is_in_the_bytes_of_a_pack(name: str) -> None:
    assert locked(name).search.find(locked(name).data) == []


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_in_the_files_of_a_player_who_has_just_begun(name: str, tmp_path: Path) -> None:
    player = Player(locked(name), tmp_path)
    player.session.keep_view({"half": ["not yet"]})
    assert player.leaks() == []


@pytest.mark.parametrize("name", CASES)
def test_what_a_player_has_not_opened_is_not_in_his_files(name: str, tmp_path: Path) -> None:
    player = Player(locked(name), tmp_path)
    player.play(*SOLVED[name])
    assert [lock.name for lock in player.session.locks() if lock.solved] == SOLVED[name]
    assert player.leaks() == []


def answer() -> str:
    return locked("lyrebird").dealt.solutions["p01"].answers[0][0]


def passage() -> str:
    """A piece out of the middle of a locked paper, with its line breaks and marks."""
    return locked("lyrebird").dealt.paper("river-coat").body["en"][300:380]


@cache
def rung() -> str:
    """A sentence that only whoever asks for a hint twice may read."""
    texts = locked("lyrebird").secrets().texts
    return next(text for text, node in texts.items() if node.startswith("p02/hint/") and node.endswith("/2"))[:60]


DISGUISES: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "upper case, UTF-16": lambda text: text.upper().encode("utf-16-le"),
    "UTF-16, the other way": lambda text: text.encode("utf-16-be"),
    "without spaces": lambda text: "".join(text.split()).lower().encode(),
    "full width": lambda text: "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text
    ).encode(),
    "turned round": lambda text: text[::-1].encode(),
    "rot 13": lambda text: codecs.encode(text, "rot13").encode(),
    "hex": lambda text: text.encode().hex().encode(),
    "base64": lambda text: base64.b64encode(b"xy" + text.encode()),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode("utf-16-le")),
}


@pytest.mark.parametrize("secret", [answer, passage, rung])
@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_leak_is_found_in_every_disguise(disguise: str, secret: Callable[[], str]) -> None:
    data = locked("lyrebird").data
    spoilt = data[-20_000:-10_000] + DISGUISES[disguise](secret()) + data[-10_000:]
    assert locked("lyrebird").search.find(spoilt)


@pytest.mark.parametrize("digest", ["md5", "sha1", "sha256"])
@pytest.mark.parametrize("shape", [str, str.lower, str.upper, lambda text: text.replace(" ", "").lower()])
def test_the_digest_of_an_answer_is_found(shape: Callable[[str], str], digest: str) -> None:
    for hashed in (
        hashlib.new(digest, shape(answer()).encode()).digest(),
        hashlib.new(digest, shape(answer()).encode()).hexdigest().upper().encode(),
    ):
        assert locked("lyrebird").search.find(b"\x00\xff" + hashed + b"\x00")


def test_the_digest_of_a_form_filled_in_is_found() -> None:
    row = locked("lyrebird").dealt.solutions["m1"].answers[0]
    assert locked("lyrebird").search.find(hashlib.sha256("|".join(row).encode()).digest())


def test_a_short_answer_is_found_as_a_word_and_not_inside_one() -> None:
    search = Search(Secrets(answers={"ward": "m1"}))
    assert search.find(json.dumps({"kind": "began", "by": "the Ward"}).encode())
    assert not search.find(json.dumps({"kind": "began", "by": "forwarder"}).encode())


@pytest.mark.parametrize("wrap", [bytes, lambda key: key.hex().encode(), base64.b64encode])
def test_the_key_of_a_locked_node_is_found(wrap: Callable[[bytes], bytes]) -> None:
    case = locked("lyrebird")
    key = case.key.deal(case.pack.case, case.dealt.seed, "full").ref("p02/solved").key
    assert case.search.find(b'{"key":"' + wrap(key) + b'"}') == [f"key of p02/solved, {form_of(wrap(key))}"]


def form_of(wrapped: bytes) -> str:
    return {32: "raw", 64: "hex", 44: "base64"}[len(wrapped)]


def test_a_leak_beside_a_save_is_found(tmp_path: Path) -> None:
    player = Player(locked("lyrebird"), tmp_path)
    player.play("t0")
    (player.folder / "crash.txt").write_text(f"tried {answer()}")
    assert "crash.txt: p01, utf-8" in player.leaks()
