"""Saves that are damaged, hand-made, linked, locked, or where there is no room."""

import contextlib
import errno
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.store import safefile
from casefile.store.eventstore import ONE
from casefile.store.safefile import beside
from casefile.store.tinydb import TinyStore


def event(number: int) -> dict[str, Any]:
    return {"kind": "noted", "at": float(number), "by": "Ann", "text": f"note {number}"}


def opened(path: Path) -> contextlib.closing[TinyStore]:
    return contextlib.closing(TinyStore(path))


@pytest.fixture
def save(tmp_path: Path) -> Path:
    """A save of three events; its previous generation has two."""
    path = tmp_path / "a.save"
    with opened(path) as store:
        for number in range(3):
            store.append(ONE, number, f"c{number}", [event(number)])
    return path


def whole(body: object, facts: object = None, **head: Any) -> bytes:
    """A file with a right checksum around whatever somebody made up."""
    rest = json.dumps(facts if facts is not None else {"pack": "x"}).encode() + b"\n"
    rest += body if isinstance(body, bytes) else json.dumps(body).encode()
    values: dict[str, object] = {"format": safefile.FORMAT, "gen": 9, "len": len(rest)} | head
    values.setdefault("sha256", hashlib.sha256(f"{values['format']}\n9\n".encode() + rest).hexdigest())
    return json.dumps(values).encode() + b"\n" + rest


def recovered(path: Path) -> None:
    """The previous generation is opened, says so, and is gone on with; the damaged file is kept."""
    damaged = path.read_bytes()
    with opened(path) as store:
        assert [row["text"] for row in store.read(ONE)] == ["note 0", "note 1"]
        assert "damaged" in store.notices[0]
        assert beside(path, ".damaged").read_bytes() == damaged
        store.append(ONE, 2, "c9", [event(9)])
    with opened(path) as store:
        assert [row["text"] for row in store.read(ONE)] == ["note 0", "note 1", "note 9"]
        assert store.notices == ()


def test_a_save_cut_short_comes_back_from_its_previous_generation(save: Path) -> None:
    save.write_bytes(save.read_bytes()[:-1])
    recovered(save)


def test_a_zeroed_save_comes_back_from_its_previous_generation(save: Path) -> None:
    save.write_bytes(bytes(save.stat().st_size))
    recovered(save)


def test_half_of_two_generations_comes_back_from_the_previous_one(save: Path) -> None:
    new, old = save.read_bytes(), beside(save, ".bak").read_bytes()
    save.write_bytes(new[:100] + old[100:])
    recovered(save)


def test_a_save_that_is_gone_comes_back_from_its_previous_generation(save: Path) -> None:
    save.unlink()
    with opened(save) as store:
        assert len(store.read(ONE)) == 2
        assert store.notices


def test_every_damage_is_noticed(save: Path, tmp_path: Path) -> None:
    """100 flipped bits and 50 cuts: the save that is opened is the old one or the new one, never a third."""
    good, previous = save.read_bytes(), beside(save, ".bak").read_bytes()
    dice = random.Random(11)
    for turn in range(150):
        path = tmp_path / str(turn) / "a.save"
        path.parent.mkdir()
        bad = bytearray(good)
        if turn < 100:
            bad[dice.randrange(len(bad))] ^= 1 << dice.randrange(8)
        else:
            bad = bad[: dice.randrange(len(bad))]
        path.write_bytes(bad)
        beside(path, ".bak").write_bytes(previous)
        with opened(path) as store:
            assert len(store.read(ONE)) == 2
            assert store.notices


NONSENSE: dict[str, bytes] = {
    "empty": b"",
    "null": b"null",
    "list": b"[]",
    "text": b'"x"',
    "number": b"7",
    "brackets": b"[" * 100_000,
    "mark": b"\xef\xbb\xbf{}",
    "tinydb": b'{"_default": {"1": {"a": 1}}}',
    "head-only": b'{"format":"casefile-save/1","gen":1,"len":0,"sha256":""}\n',
    "head-list": b'["casefile-save/1"]\n{}\n{}',
    "body-null": whole(None),
    "body-list": whole([]),
    "table-list": whole({"events": []}),
    "leaf-int": whole({"events": {"1": 7}}),
    "leaf-id": whole({"events": {"x": {"events": []}}}),
    "leaf-long-id": whole({"events": {"9" * 30: {"events": []}}}),
    "leaf-negative": whole({"events": {"-1": {"events": []}}}),
    "event-int": whole({"events": {"1": {"events": [7]}}}),
    "event-bare": whole({"events": {"1": {"events": [{}]}}}),
    "seq-text": whole({"events": {"1": {"events": [{"seq": "1", "cmd": "c", "kind": "x"}]}}}),
    "seq-true": whole({"events": {"1": {"events": [{"seq": True, "cmd": "c", "kind": "x"}]}}}),
    "seq-repeat": whole({"events": {"1": {"events": [{"seq": 1, "cmd": "c"}, {"seq": 1, "cmd": "d"}]}}}),
    "seq-huge": whole({"events": {"1": {"events": [{"seq": 10**15, "cmd": "c"}]}}}),
    "facts-list": whole({"events": {"1": {"events": [{"seq": 1, "cmd": "c", "facts": []}]}}}),
    "view-list": whole({"events": {}, "views": {"1": []}}),
    "other-table": whole({"events": {}, "_default": {}}),
    "nan": whole(b'{"events":{"1":{"events":[{"seq":1,"cmd":"c","at":NaN}]}}}'),
    "surrogate": whole(b'{"events":{"1":{"events":[{"seq":1,"cmd":"\\ud800"}]}}}'),
    "deep": whole(b'{"events":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "wrong-length": whole({"events": {}}, len=3),
    "wrong-digest": whole({"events": {}}, sha256="0" * 64),
    "head-float": whole({"events": {}}, len=1.5),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_comes_back_from_the_previous_generation(save: Path, name: str) -> None:
    save.write_bytes(NONSENSE[name])
    recovered(save)


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_in_both_generations_is_refused_and_left_as_it_is(save: Path, name: str) -> None:
    for path in (save, beside(save, ".bak")):
        path.write_bytes(NONSENSE[name])
    with pytest.raises(Refusal) as refused:
        TinyStore(save)
    assert refused.value.code == "save-damaged"
    assert save.read_bytes() == beside(save, ".bak").read_bytes() == NONSENSE[name]


def test_a_save_of_a_newer_program_is_refused_and_left_as_it_is(save: Path) -> None:
    newer = whole({"events": {}}, format="casefile-save/2")
    save.write_bytes(newer)
    with pytest.raises(Refusal, match="newer casefile"):
        TinyStore(save)
    assert save.read_bytes() == newer


def test_a_flipped_version_is_damage_and_no_newer_program(save: Path) -> None:
    save.write_bytes(save.read_bytes().replace(b"casefile-save/1", b"casefile-save/3", 1))
    recovered(save)


def test_a_gap_in_the_numbers_is_left_to_the_session(save: Path) -> None:
    rows = [{"seq": seq, "cmd": f"c{seq}", "kind": "paused"} for seq in (1, 5)]
    save.write_bytes(whole({"events": {"1": {"events": rows}}}))
    with opened(save) as store:
        assert store.append(ONE, 5, "c6", [event(6)]) == 6
        assert [row["seq"] for row in store.read(ONE, after=1)] == [5, 6]


def test_a_second_window_is_told_in_one_sentence_and_changes_nothing(save: Path) -> None:
    before = save.read_bytes()
    with opened(save) as store:
        with pytest.raises(Refusal) as refused:
            TinyStore(save)
        assert refused.value.code == "save-open"
        assert save.read_bytes() == before
        store.append(ONE, 3, "c3", [event(3)])
    TinyStore(save).close()


def test_a_save_that_was_closed_is_not_written_to(save: Path) -> None:
    store = TinyStore(save)
    store.close()
    before = save.read_bytes()
    with pytest.raises(Refusal) as refused:
        store.append(ONE, 3, "c3", [event(3)])
    with pytest.raises(Refusal):
        store.keep_view(ONE, "Ann", {})
    assert refused.value.code == "save-closed"
    assert len(store.read(ONE)) == 3
    assert save.read_bytes() == before


def test_another_process_is_a_second_window_too_and_a_lock_that_was_left_behind_is_none(save: Path) -> None:
    words = "import pathlib, sys; from casefile.store.tinydb import TinyStore; TinyStore(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", words, str(save)]
    with opened(save):
        other = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "open in another window" in other.stderr
    beside(save, ".lock").touch()
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_save_that_is_a_link_is_replaced_and_what_it_points_to_is_not(save: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_bytes(save.read_bytes())
    before = target.read_bytes()
    save.unlink()
    save.symlink_to(target)
    with opened(save) as store:
        store.append(ONE, 3, "c3", [event(3)])
    assert target.read_bytes() == before
    assert not save.is_symlink()
    with opened(save) as store:
        assert len(store.read(ONE)) == 4


def test_a_link_that_waits_where_the_next_generation_is_written_is_not_followed(save: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    with opened(save) as store:
        for ending in (".tmp", ".bak.tmp"):
            beside(save, ending).symlink_to(precious)
        store.append(ONE, 3, "c3", [event(3)])
    assert precious.read_text() == "precious"


def test_a_pipe_or_a_folder_in_place_of_a_save_makes_nobody_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.save")
    (tmp_path / "folder.save").mkdir()
    for name in ("pipe.save", "folder.save"):
        with pytest.raises(Refusal):
            TinyStore(tmp_path / name)


def test_what_a_killed_writer_left_half_written_is_removed(save: Path) -> None:
    for ending in (".tmp", ".bak.tmp"):
        beside(save, ending).write_bytes(b"half")
    with opened(save) as store:
        assert len(store.read(ONE)) == 3
    assert not beside(save, ".tmp").exists()
    assert not beside(save, ".bak.tmp").exists()


def test_saves_are_for_their_owner_only(save: Path) -> None:
    assert save.stat().st_mode & 0o077 == 0
    assert beside(save, ".bak").stat().st_mode & 0o077 == 0


def test_nothing_is_written_before_the_first_event(tmp_path: Path) -> None:
    with opened(tmp_path / "a.save") as store:
        assert store.read(ONE) == []
    assert not (tmp_path / "a.save").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    if not mount or os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs root; the injected faults cover the same calls")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_told_in_one_sentence_and_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "a.save"
    acknowledged = 0
    with opened(path) as store:
        try:
            for number in range(10_000):
                acknowledged = store.append(ONE, number, f"c{number}", [event(number) | {"text": "x" * 2_000}])
        except Refusal as refusal:
            assert refusal.code == "save-full"  # noqa: PT017  it comes somewhere in the loop
        with pytest.raises(Refusal):
            store.keep_view(ONE, "Ann", {"a": "x" * 60_000})
        assert len(store.read(ONE)) == acknowledged > 5
    with opened(path) as store:
        assert len(store.read(ONE)) == acknowledged
        assert store.notices == ()


def test_a_folder_that_cannot_be_written_to_is_told_in_one_sentence(
    save: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = save.read_bytes()
    with opened(save) as store:
        call = os.open

        def read_only(path: Any, flags: int, *rest: Any, **values: Any) -> int:
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                raise OSError(errno.EROFS, os.strerror(errno.EROFS))
            return call(path, flags, *rest, **values)

        monkeypatch.setattr(os, "open", read_only)
        with pytest.raises(Refusal) as refused:
            store.append(ONE, 3, "c3", [event(3)])
    assert refused.value.code == "save-read-only"
    assert save.read_bytes() == before
    with pytest.raises(Refusal) as unopened:
        TinyStore(save)
    assert unopened.value.code == "save-read-only"
