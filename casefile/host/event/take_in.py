"""Taking an evening in from one file, which may come from anybody: nothing is believed of it before it was checked."""

import contextlib
import hashlib
import os
import secrets
import shutil
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from casefile.errors import Refusal
from casefile.host.deal import deal_file
from casefile.host.deal.deal_file import DEAL, PEPPER, SAVES, DealFile
from casefile.host.deal.folder import DealFolder
from casefile.host.event.export import CONTENTS, KEYS, LARGE, NAMES, SMALL, VERSION, Contents
from casefile.store import safefile
from casefile.store.tinydb import is_sound
from casefile.vault.private_file import write_private

_END = struct.Struct("<4s4H2LH")
_MOST = (1 << 32) - 2
"""Bytes of a file: what is longer needs an extension that we do not write."""
_LISTED = 16 << 20
"""Bytes of a zip's own list of its files."""
_BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error, KeyError)
"""All that reading of a foreign zip may raise, beside faults of the disk."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in."""

    title: str
    teams: int
    saves: int
    keys: tuple[str, ...]


def take_in(path: Path, target: Path) -> Imported:
    """Make a deal folder from a file that `export` has written.

    Args:
        path: The file.
        target: The deal folder to make.

    Raises:
        Refusal: `event-missing`, `event-exists`, `event-damaged`, `event-version`, `event-write`. There is no new
            folder then.
    """
    if os.path.lexists(target):
        raise Refusal("event-exists", f"There is a {target} already, and it was left alone. Choose another name.")
    if not path.is_file():
        raise Refusal("event-missing", f"There is no file {path}.")
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        draft.mkdir(mode=0o700, parents=True)
        with path.open("rb") as file:
            names = _unpack(file, path, draft)
        taken = _checked(draft, path, names)
        draft.rename(target)
    except OSError as fault:
        raise Refusal("event-write", f"{target} cannot be made: {fault.strerror or fault}.") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return taken


def _damaged(path: Path, what: str) -> Refusal:
    return Refusal("event-damaged", f"{path} was not taken in: {what}. Get it again from whoever exported it.")


def _unpack(file: BinaryIO, path: Path, draft: Path) -> set[str]:
    """Write every file that the list names, if each is what the list says."""
    try:
        _check_end(file, path)
        with zipfile.ZipFile(file) as archive:
            entries = _entries(archive, path)
            contents = _contents(archive, entries, path)
            for name, entry in contents.files.items():
                data = archive.read(entries[name])
                if (len(data), hashlib.sha256(data).hexdigest()) != (entry.size, entry.sha256):
                    raise _damaged(path, f"{name} in it is not what it was")
                write_private(draft / name, data)
    except _BROKEN:
        raise _damaged(path, "it is no exported evening, or it is damaged") from None
    return set(contents.files)


def _check_end(file: BinaryIO, path: Path) -> None:
    """Look at the zip's end before the library does, which would read a list of any length into memory."""
    size = file.seek(0, os.SEEK_END)
    if not _END.size <= size <= _MOST:
        raise _damaged(path, "it is no exported evening")
    file.seek(-_END.size, os.SEEK_END)
    mark, disk, first, here, count, listed, start, comment = _END.unpack(file.read(_END.size))
    is_plain = (mark, disk, first, comment) == (b"PK\5\6", 0, 0, 0) and here == count < 0xFFFF
    if not is_plain or listed > _LISTED or start + listed + _END.size != size:
        raise _damaged(path, "it is no exported evening, or it is damaged")
    file.seek(0)


def _entries(archive: zipfile.ZipFile, path: Path) -> dict[str, zipfile.ZipInfo]:
    """The zip's files by name, if none is anything but a file that such an evening has, uncompressed and once."""
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        most = LARGE if info.filename.endswith((".case", ".save")) else SMALL
        if not NAMES.fullmatch(info.filename) or info.filename in entries:
            raise _damaged(path, "there is something in it that does not belong into an evening, or twice")
        if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1 or info.compress_size != info.file_size:
            raise _damaged(path, "something in it is compressed or encrypted")
        if info.file_size > most:
            raise _damaged(path, "something in it is too large")
        entries[info.filename] = info
    size = path.stat().st_size
    if sum(info.file_size for info in entries.values()) > size:
        raise _damaged(path, "two files in it are the same bytes")
    return entries


def _contents(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], path: Path) -> Contents:
    try:
        contents = msgspec.json.decode(archive.read(entries[CONTENTS]), type=Contents)
    except msgspec.ValidationError as fault:
        raise _damaged(path, "its list cannot be read; perhaps a newer casefile wrote it") from fault
    if contents.v != VERSION:
        raise Refusal("event-version", f"{path} was exported by another casefile. Take it in with that one.")
    if set(contents.files) != set(entries) - {CONTENTS}:
        raise _damaged(path, "not all is in it that its list names")
    return contents


def _checked(draft: Path, path: Path, names: set[str]) -> Imported:
    """What was taken in, if it is a deal whose every pack, sheet and save is there and sound."""
    try:
        about = msgspec.json.decode((draft / DEAL).read_bytes(), type=DealFile)
    except (msgspec.DecodeError, FileNotFoundError, UnicodeDecodeError, RecursionError):
        raise _damaged(path, f"{DEAL} in it cannot be read") from None
    if about.v != deal_file.VERSION:
        raise Refusal("event-version", f"{path} was dealt by another casefile. Take it in with that one.")
    if not {name for team in about.teams for name in (team.pack, team.sheet)} <= names:
        raise _damaged(path, "a team's pack or sheet is missing")
    saves = sorted(name for name in names if name.endswith(".save"))
    for name in saves:
        with contextlib.suppress(Refusal):
            generation = safefile.read(draft / name)
            if generation is not None and is_sound(generation):
                continue
        raise _damaged(path, f"{name} in it is damaged")
    if PEPPER in names:
        try:
            DealFolder.open(draft)
        except Refusal:
            raise _damaged(path, f"{DEAL} and {PEPPER} in it do not belong together") from None
    (draft / SAVES).mkdir(mode=0o700, exist_ok=True)
    for folder in (draft / "packs", draft / "sheets", draft / SAVES):
        folder.chmod(0o700)
    return Imported(about.title, len(about.teams), len(saves), tuple(name for name in KEYS if name in names))
