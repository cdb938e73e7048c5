"""One fault a file: what a reader must answer to each."""

import tomllib
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.vault import Pack, derive, open_gate
from casefile.vault.manifest import Ref
from tests.vault.make_vectors import HERE, sidecar, vectors

VECTORS: list[dict[str, Any]] = tomllib.loads((HERE / "vectors.toml").read_text("utf-8"))["vector"]


def answered(pack: Pack, check: dict[str, Any]) -> str:
    """Do what a check asks for, and say what came of it as the sidecar says it."""
    try:
        return globals()[f"_{check['do']}"](pack, check)  # type: ignore[no-any-return]
    except Refusal as refusal:
        return refusal.code


def _ref(check: dict[str, Any]) -> Ref:
    return Ref(node=bytes.fromhex(check["node"]), key=bytes.fromhex(check["key"]))


def _shown(word: str, ref: Ref) -> str:
    return f"{word} {ref.node.hex()} {ref.key.hex()}"


def _manifest(pack: Pack, check: dict[str, Any]) -> str:
    return pack.manifest(_ref(check)).name


def _paper(pack: Pack, check: dict[str, Any]) -> str:
    return pack.paper(_ref(check), check["paper"], "en")


def _answer(pack: Pack, check: dict[str, Any]) -> str:
    lock = pack.manifest(pack.start).locks[check["lock"]]
    hit = derive(pack, lock, check["answer"], bytes.fromhex(check["prior"]))
    return "nothing" if hit is None else _shown(hit.kind, hit.ref)


def _gate(pack: Pack, check: dict[str, Any]) -> str:
    held = {bytes.fromhex(both[:32]): bytes.fromhex(both[32:]) for both in check["held"]}
    ref = open_gate(pack, pack.manifest(pack.start).gates[0], held)
    return "nothing" if ref is None else _shown("ref", ref)


def _verify(pack: Pack, check: dict[str, Any]) -> str:
    pack.verify()
    return "ok"


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["file"])
def test_a_pack_with_one_fault_is_answered_as_its_sidecar_says(vector: dict[str, Any]) -> None:
    path = HERE / vector["file"]
    if vector["opens"] != "ok":
        with pytest.raises(Refusal) as caught:
            Pack.open(path, allow_test=True)
        assert caught.value.code == vector["opens"]
        return
    with Pack.open(path, allow_test=True) as pack:
        for check in vector["check"]:
            assert answered(pack, check) == check["gives"], check


def test_the_format_still_writes_the_same_bytes() -> None:
    made = list(vectors())
    assert sidecar(made) == (HERE / "vectors.toml").read_text("utf-8")
    assert {vector.file for vector in made if vector.data != (HERE / f"{vector.file}.case").read_bytes()} == set()
