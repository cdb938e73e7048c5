"""A whole evening as one file: what stands in it, and how it is written.

It is a zip in which nothing is compressed: packs and sheets are encrypted, so there would be little to gain, and what
is as long as it says cannot blow up when it is taken in.
"""

import contextlib
import hashlib
import os
import re
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from casefile.errors import Refusal
from casefile.host.deal.deal_file import DEAL, GM_KEY, PEPPER, SAVES
from casefile.host.deal.folder import DealFolder
from casefile.store import safefile
from casefile.store.safefile import beside
from casefile.store.tinydb import is_sound

VERSION = 1
CONTENTS = "event.json"
"""Name of the list of everything else."""
KEYS = (PEPPER, GM_KEY, f"{SAVES}/host.key")
"""What lets somebody search the locks, open every answer, or pass for this host."""
LARGE, SMALL = 256 << 20, 16 << 20
"""Bytes of a pack or a save, and of anything else, at the most."""
_TEAM = r"t[0-9]{2,4}"
NAMES = re.compile(
    rf"{CONTENTS}|{DEAL}|{PEPPER}|gm\.key|packs/{_TEAM}\.case|sheets/{_TEAM}\.sheet"
    rf"|{SAVES}/(?:{_TEAM}\.save|host\.key|[a-z][a-z0-9-]{{0,30}}\.json)"
)
"""Every name that may stand in such a file."""
_SHARED = re.compile(r"[a-z][a-z0-9-]{0,30}\.json")
_NEVER = (1980, 1, 1, 0, 0, 0)
"""The same evening makes the same file."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the evening."""

    size: int
    sha256: str


class Contents(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The list of everything."""

    v: int
    files: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into a file."""

    teams: int
    saves: int
    keys: tuple[str, ...]
    size: int


def export(folder: DealFolder, target: Path, *, with_keys: bool = False) -> Exported:
    """Write an evening into one file. A host may be at work: each save is the newest that is whole.

    Args:
        folder: The evening.
        target: The file to make.
        with_keys: With the pepper, `gm.key` and the host's own key.

    Raises:
        Refusal: `event-exists`, `event-save` (a save is damaged), `deal-damaged`, or the file cannot be written.
    """
    if os.path.lexists(target):
        raise _exists(target)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            files = _write(zipfile.ZipFile(file, "w", zipfile.ZIP_STORED), folder, with_keys=with_keys)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        _put(draft, target)
    except FileExistsError:
        raise _exists(target) from None
    except OSError as fault:
        raise Refusal("event-write", f"{target} cannot be written: {fault.strerror or fault}.") from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    saves = sum(name.endswith(".save") for name in files)
    return Exported(len(folder.teams), saves, tuple(name for name in KEYS if name in files), size)


def _put(draft: Path, target: Path) -> None:
    """Give a file its name, unless another one has it; a rename would not ask."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # file systems without hard links, such as a memory stick's
        if os.path.lexists(target):
            raise FileExistsError from None
        draft.rename(target)


def _exists(target: Path) -> Refusal:
    return Refusal("event-exists", f"There is a {target} already, and it was left alone. Choose another name.")


def _write(archive: zipfile.ZipFile, folder: DealFolder, *, with_keys: bool) -> dict[str, Entry]:
    files: dict[str, Entry] = {}
    with archive:
        for name, data in _files(folder, with_keys=with_keys):
            files[name] = Entry(len(data), hashlib.sha256(data).hexdigest())
            archive.writestr(_info(name), data)
        archive.writestr(_info(CONTENTS), msgspec.json.encode(Contents(v=VERSION, files=files)))
    return files


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NEVER)
    info.external_attr = 0o600 << 16
    return info


def _files(folder: DealFolder, *, with_keys: bool) -> Iterator[tuple[str, bytes]]:
    """Every file with its name. `deal.json` is as it was when the folder was opened, so that it fits the packs."""
    yield DEAL, msgspec.json.encode(folder.about)
    for team in folder.teams:
        yield team.pack, _bytes(folder.path / team.pack, LARGE)
        yield team.sheet, _bytes(folder.path / team.sheet, SMALL)
    for team in folder.teams:
        save = folder.saves / f"{team.id}.save"
        if os.path.lexists(save) or beside(save, ".bak").exists():
            yield f"{SAVES}/{save.name}", whole(save)
    for path in sorted(folder.saves.glob("*.json")):
        if _SHARED.fullmatch(path.name):
            yield f"{SAVES}/{path.name}", _bytes(path, SMALL)
    for name in KEYS if with_keys else ():
        if (folder.path / name).is_file():
            yield name, _bytes(folder.path / name, SMALL)


def whole(save: Path) -> bytes:
    """The newest generation of a save that is whole.

    Raises:
        Refusal: `event-save`: none is.
    """
    for path in (save, beside(save, ".bak")):
        with contextlib.suppress(FileNotFoundError):
            data = path.read_bytes() if path.is_file() else b""
            generation = safefile.parse(data)
            if generation is not None and is_sound(generation):
                return data
    words = f"{save} is damaged, and so is its previous generation: move both away, and do this again."
    raise Refusal("event-save", words)


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as fault:
        raise Refusal("deal-damaged", f"{path} cannot be read: {fault.strerror}.") from None
    if len(data) > most:
        raise Refusal("deal-damaged", f"{path} is larger than such a file can be.")
    return data
