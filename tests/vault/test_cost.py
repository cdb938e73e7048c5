"""What a guess costs, and what nobody can make it cost."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casefile.errors import Refusal
from casefile.vault import Answer, Pack, PackRefusal, Sealing, SealKey, derive
from casefile.vault.manifest import Field
from casefile.vault.stretch import COSTS, LANES, Setting, stretch
from tests.vault.make_vectors import HERE
from tests.vault.small import Small, seal_small

SETTING = Setting(bytes(16), bytes(16), bytes(16), bytes(32))
FIELD = [Field(id="a", label={"en": "a"})]


@pytest.fixture(scope="module")
def small() -> Small:
    return seal_small()


@pytest.fixture
def derivations(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What Argon2id is asked for from now on."""
    asked: list[dict[str, Any]] = []

    def counted(**how: Any) -> Argon2id:
        asked.append(how)
        return Argon2id(**how)

    monkeypatch.setattr("casefile.vault.stretch.Argon2id", counted)
    return asked


@pytest.mark.parametrize(
    "answer", [("Half Moon Street", "21.49"), ("Halfmoon Street", "2149"), ("Half Moon Street", "21.53"), ("no", "0")]
)
def test_a_guess_is_one_derivation_whatever_it_is(
    small: Small, derivations: list[dict[str, Any]], answer: tuple[str, str]
) -> None:
    pack = small.open()
    derive(pack, pack.manifest(pack.start).locks[0], answer, pack.start.key)
    assert len(derivations) == 1


@pytest.mark.parametrize("answer", [("", "21.49"), ("x" * 257, "1"), ("a", "b"), ("a",), ("\ud800", "1")])
def test_an_answer_that_cannot_be_tried_costs_nothing(
    small: Small, derivations: list[dict[str, Any]], answer: tuple[str, ...]
) -> None:
    pack = small.open()
    lock = pack.manifest(pack.start).locks[0]
    with pytest.raises(Refusal):
        derive(pack, lock, answer, pack.start.key)
    assert derivations == []


@pytest.mark.parametrize(
    ("name", "code"), [("kdf-lanes", "pack-kdf"), ("kdf-unknown", "pack-kdf"), ("kdf-hosted", "pack-hosted")]
)
def test_a_pack_that_asks_for_another_cost_starts_no_derivation(
    derivations: list[dict[str, Any]], name: str, code: str
) -> None:
    with pytest.raises(PackRefusal) as caught:
        Pack.open(HERE / f"{name}.case", allow_test=True)
    assert caught.value.code == code
    assert derivations == []


def test_the_profile_for_tests_is_refused_to_players(small: Small) -> None:
    with pytest.raises(PackRefusal) as caught:
        Pack.open(small.data)
    assert caught.value.code == "pack-kdf"


@pytest.mark.parametrize("kdf", COSTS)
def test_every_profile_has_one_lane(derivations: list[dict[str, Any]], kdf: str) -> None:
    stretch(("answer",), kdf, SETTING)
    assert derivations[0]["lanes"] == LANES == 1
    assert (derivations[0]["memory_cost"], derivations[0]["iterations"]) == (COSTS[kdf].memory, COSTS[kdf].passes)


FOUR_AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from casefile.vault.stretch import Setting, stretch

ready = Barrier(4)

def derive(thread):
    ready.wait()
    setting = Setting(bytes(16), bytes(16), bytes(16), bytes(32))
    return [stretch((f"{thread} {index}",), "light", setting) for index in range(8)]

with ThreadPoolExecutor(4) as pool:
    print(len({key for keys in pool.map(derive, range(4)) for key in keys}))
"""


def test_four_threads_that_derive_at_once_do_not_wait_for_each_other_for_ever() -> None:
    # In a process of its own: threads that wait in C for ever can only be ended with it.
    run = subprocess.run([sys.executable, "-c", FOUR_AT_ONCE], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout == "32\n"


def test_one_pack_can_be_read_from_four_threads(tmp_path: Any, small: Small) -> None:
    path = tmp_path / "x.case"
    path.write_bytes(small.data)
    with Pack.open(path, allow_test=True) as pack, ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(lambda _: pack.paper(pack.start, "strip", "en"), range(200)))
    assert texts == {"Nine minutes of static.\n"}


@pytest.mark.parametrize("changed", ["pack", "lock", "salt", "prior"])
def test_an_answer_belongs_to_its_pack_its_lock_and_the_node_before_it(changed: str) -> None:
    other = {"pack": SETTING.pack, "lock": SETTING.lock, "salt": SETTING.salt, "prior": SETTING.prior}
    other[changed] = b"\1" * len(other[changed])
    assert stretch(("answer",), "test", Setting(**other)) != stretch(("answer",), "test", SETTING)


def test_fields_are_not_run_together() -> None:
    assert stretch(("ab", "c"), "test", SETTING) != stretch(("a", "bc"), "test", SETTING)


def test_too_little_memory_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Starved:
        def __init__(self, **_: Any) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr("casefile.vault.stretch.Argon2id", Starved)
    with pytest.raises(Refusal) as caught:
        stretch(("answer",), "standard", SETTING)
    assert caught.value.code == "answer-memory"


@pytest.mark.parametrize(("answers", "rows"), [(1, 8), (8, 8), (9, 16), (33, 64)])
def test_the_number_of_answers_hides_in_the_next_power_of_two(answers: int, rows: int) -> None:
    key = SealKey(bytes(32))
    deal = key.deal("x", b"", "full")
    sealing = Sealing(key, deal, kdf="test")
    accepted = [Answer((f"answer {index}",), deal.ref("end"), near=index % 2 == 0) for index in range(answers)]
    table = sealing.make_lock("p", FIELD, accepted, deal.ref("start")).rows
    tags = [table[at : at + 32] for at in range(0, len(table), 112)]
    assert len(table) == rows * 112
    assert tags == sorted(tags)
