"""The written format and the program say the same."""

import hashlib
import re
from base64 import b64decode
from pathlib import Path

import msgspec
import pytest

from casefile.vault import Pack, derive, open_gate
from casefile.vault import manifest as shapes
from casefile.vault.labels import Purpose
from casefile.vault.limits import BLOBS_MAX, FIELDS_MAX, ROWS_MAX, WRAPS_MAX
from casefile.vault.stretch import COSTS
from tests.vault.make_vectors import HERE, seal
from tests.vault.second_reader import Reader, lp, normal_digits, normal_text
from tests.vault.small import seal_small

PAGE = (Path(__file__).parents[2] / "docs" / "pack-format.md").read_text("utf-8")
WHOLE = (HERE / "whole.case").read_bytes()
ANSWER = [normal_text("Half Moon Street"), normal_digits("21.49")]


def printed() -> dict[str, str]:
    """The values of the worked example."""
    example = PAGE[PAGE.index("## 16.") : PAGE.index("## 17.")]
    joined = re.sub(r"\n +", "", "\n".join(re.findall(r"```\n(.*?)```", example, re.DOTALL)))
    return dict(re.findall(r"^(\S.*?)  +([0-9a-f]+)$", joined, re.MULTILINE))


def computed() -> dict[str, bytes]:
    """The same values, as the second reader finds them."""
    reader = Reader(WHOLE)
    node, key = (bytes.fromhex(reader.header["start"][part]) for part in ("node", "key"))
    manifest = reader.manifest(node, key)
    lock, gate = manifest["locks"][0], manifest["gates"][0]
    size = int.from_bytes(WHOLE[16:20], "big")
    locator = reader.locator(node, key, "manifest", "")
    stretched = reader.stretched(lock, ANSWER, key)
    tag, row_key = reader.row_keys(lock, stretched)
    payload = reader.payload(lock, tag, row_key)
    near = reader.payload(lock, *reader.row_keys(lock, reader.stretched(lock, [ANSWER[0], "2153"], key)))
    assert payload is not None
    assert near is not None
    assert near[:17] == b"\2" + b64decode(gate["inputs"][1])
    mask, gate_key = reader.gate_key(gate, (0, 1), [payload[17:49], near[17:49]])
    return {
        "header length": WHOLE[16:20],
        "pack": reader.pack,
        "table salt": reader.table_salt,
        "sha512(header)": hashlib.sha512(WHOLE[20 : 20 + size]).digest(),
        "signature": WHOLE[20 + size : 84 + size],
        "start node": node,
        "start key": key,
        "manifest locator": locator,
        "manifest salt": reader.blobs[locator][:24],
        "manifest commitment": reader.blobs[locator][24:56],
        "lock id": b64decode(lock["id"]),
        "lock salt": b64decode(lock["salt"]),
        "password": lp(*(form.encode() for form in ANSWER)),
        "associated data": lp(b"casefile/v1/answer", reader.pack, b64decode(lock["id"])),
        "stretched": stretched,
        "hosted": reader.hosted(lock, ANSWER, key, bytes(range(32))),
        "tag": tag,
        "row key": row_key,
        "payload": payload,
        "gate id": b64decode(gate["id"]),
        "mask": mask,
        "gate key": gate_key,
        "target": b64decode(gate["target"]),
        "target key": reader.open_gate(gate, (0, 1), [payload[17:49], near[17:49]]),
    }


def test_the_worked_example_is_right() -> None:
    assert printed() == {name: value.hex() for name, value in computed().items()}


def test_a_second_reader_reads_what_ours_reads() -> None:
    small = seal_small(text="x" * 200_000)
    reader, pack = Reader(small.data), small.open()
    start = pack.start
    assert reader.blob(start.node, start.key, "paper:strip", "en").decode() == pack.paper(start, "strip", "en")
    manifest, ours = reader.manifest(start.node, start.key), pack.manifest(start)
    assert msgspec.convert(manifest, shapes.Manifest) == ours
    lock = manifest["locks"][0]
    payload = reader.payload(lock, *reader.row_keys(lock, reader.stretched(lock, ANSWER, start.key)))
    hit = derive(pack, ours.locks[0], ("Half Moon Street", "21.49"), start.key)
    assert hit is not None
    assert payload == b"\1" + hit.ref.node + hit.ref.key + bytes(15)
    held = {small.inputs[index].node: small.inputs[index].key for index in (0, 2)}
    opened = open_gate(pack, ours.gates[0], held)
    assert opened is not None
    assert reader.open_gate(manifest["gates"][0], (0, 2), list(held.values())) == opened.key


def test_the_page_names_every_label() -> None:
    for purpose in Purpose:
        assert purpose.value in PAGE or f"`{purpose.value.removeprefix('casefile/v1/seal')}`" in PAGE


def test_the_page_names_every_limit_and_cost() -> None:
    limits = PAGE[PAGE.index("## 12.") : PAGE.index("## 13.")]
    assert all(f"{limit:,} |" in limits for limit in (BLOBS_MAX, FIELDS_MAX, ROWS_MAX, WRAPS_MAX))
    assert all(
        f"| `{name}` | {cost.memory:,} KiB | {cost.passes} |" in PAGE for name, cost in COSTS.items() if name != "test"
    )


PARTS = [part for part in vars(shapes).values() if isinstance(part, type) and issubclass(part, shapes.Part)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_page_names_every_key_of_a_manifest(part: type[msgspec.Struct]) -> None:
    section = PAGE[PAGE.index("## 10.") : PAGE.index("## 11.")]
    missing = [name for name in part.__struct_fields__ if f"`{name}`" not in section and f'"{name}"' not in section]
    assert missing == []


def test_the_page_names_the_header_as_it_is() -> None:
    section = PAGE[PAGE.index("## 3.") : PAGE.index("## 4.")]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) >= set(Reader(WHOLE).header)


def test_the_example_is_the_pack_that_the_writer_still_makes() -> None:
    with Pack.open(WHOLE, allow_test=True) as pack:
        pack.verify()
        assert pack.id == Reader(seal("whole")).header["pack"]
