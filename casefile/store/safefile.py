"""One file that is either as it was or as it is to be: whatever is killed, full or flipped in between.

A save is three lines: a head with the length and digest of the rest, the facts that a shelf shows, and the body.
A new generation is written beside the old one, brought to disk, and renamed over it; the old one stays as `.bak`.
"""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from casefile.errors import Refusal

FAMILY = "casefile-save/"
FORMAT = f"{FAMILY}1"
UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""All that decoding of foreign JSON may raise."""
MAX_SIZE = 256 << 20
MAX_HEAD = 4_096
MAX_FACTS = 64 << 10
_FLAGS = ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


class Head(msgspec.Struct, frozen=True):
    """First line of a save: the same in every version of the format."""

    format: str
    gen: int
    """Counts the writes."""
    len: int
    """Bytes after this line."""
    sha256: str
    """Of the format, the generation's number, a line feed after each, and everything after this line."""


@dataclass(frozen=True, slots=True)
class Generation:
    """What one file of a save says, checked against its head."""

    gen: int
    facts: bytes
    body: bytes


def beside(path: Path, ending: str) -> Path:
    """A file that belongs to a save: `.bak`, `.tmp`, `.lock`."""
    return path.with_name(path.name + ending)


def read(path: Path) -> Generation | None:
    """Read one file of a save; None if it is not whole.

    Raises:
        Refusal: `save-unreadable` if it may not be read, `save-version` if a newer program wrote it.
    """
    return parse(_bytes(path))


def parse(data: bytes) -> Generation | None:
    """Take a file's bytes apart; None if they are not whole. Refusal: `save-version`."""
    line, _, rest = data.partition(b"\n")
    head = _head(line)
    if head is None or head.len != len(rest) or head.sha256 != _digest(head.format, head.gen, [rest]):
        return None
    if head.format != FORMAT:
        raise Refusal("save-version", "This save was made by a newer casefile. Update the program first.")
    facts, _, body = rest.partition(b"\n")
    return Generation(head.gen, facts, body)


def read_facts(path: Path) -> bytes | None:
    """Read only what a shelf shows, without checking the rest; None if there is nothing of the kind."""
    data = _bytes(path, MAX_HEAD + MAX_FACTS)
    line, _, rest = data.partition(b"\n")
    facts, end, _ = rest.partition(b"\n")
    return facts if end and _head(line) is not None else None


def write(path: Path, gen: int, pieces: Sequence[bytes]) -> None:
    """Replace a save by its next generation; the last one stays as `.bak`.

    Args:
        path: The save.
        gen: Number of this generation.
        pieces: The facts, a line feed, and the body, in pieces: joining them would cost as much as writing them.

    Raises:
        Refusal: `save-full`, `save-read-only`, `save-unwritable`. What was acknowledged before is still there.
    """
    head = Head(FORMAT, gen, sum(map(len, pieces)), _digest(FORMAT, gen, pieces))
    _replace(path, [msgspec.json.encode(head), b"\n", *pieces], is_kept=True)


def put(path: Path, pieces: Sequence[bytes]) -> None:
    """Write any file, whole or not at all.

    Raises:
        Refusal: As `write`.
    """
    _replace(path, pieces, is_kept=False)


def _replace(path: Path, pieces: Sequence[bytes], *, is_kept: bool) -> None:
    temporary = beside(path, ".tmp")
    try:
        _write_out(temporary, pieces)
        if is_kept:
            _keep_previous(path)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise refusal(error) from None


def clear(path: Path) -> None:
    """Remove what a killed writer has left half-written."""
    for ending in (".tmp", ".bak.tmp"):
        with contextlib.suppress(FileNotFoundError):
            beside(path, ending).unlink()


def refusal(error: OSError) -> Refusal:
    """Say in one sentence why a save cannot be written."""
    if error.errno in _FULL:
        return Refusal("save-full", "The disk is full. Nothing that was saved is lost: make room, and do that again.")
    if error.errno in _READ_ONLY:
        return Refusal("save-read-only", "The folder of this save cannot be written to. Nothing was changed.")
    return Refusal("save-unwritable", f"The save could not be written ({error.strerror}). Nothing was changed.")


def _write_out(path: Path, pieces: Sequence[bytes]) -> None:
    """Write a new file and bring it to disk. A link that waits under its name is not followed."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for name in _FLAGS:
        flags |= getattr(os, name, 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb", buffering=1 << 17) as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _keep_previous(path: Path) -> None:
    if not path.exists():
        return
    previous, link = beside(path, ".bak"), beside(path, ".bak.tmp")
    with contextlib.suppress(FileNotFoundError):
        link.unlink()
    try:
        os.link(path, link)
    except OSError as error:
        if error.errno in _FULL:
            raise
        shutil.copyfile(path, link)  # file systems without hard links
    link.replace(previous)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:  # file systems that cannot do it
            raise
    finally:
        os.close(descriptor)


def _bytes(path: Path, most: int = MAX_SIZE) -> bytes:
    """A regular file's first bytes; a pipe must not make anybody wait."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(descriptor, "rb") as file:
            return file.read(most) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Refusal("save-unreadable", f"This save cannot be read ({error.strerror}).") from None


def _head(line: bytes) -> Head | None:
    try:
        head = msgspec.json.decode(line, type=Head)
    except UNDECODABLE:
        return None
    return head if head.format.startswith(FAMILY) else None


def _digest(version: str, gen: int, pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256(f"{version}\n{gen}\n".encode())
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
