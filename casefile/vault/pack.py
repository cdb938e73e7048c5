"""Reading a sealed pack."""

import hashlib
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Self

import msgspec

from casefile.text import clean
from casefile.vault import strict
from casefile.vault.blob import SALT, Place, open_blob
from casefile.vault.directory import Directory, Lies
from casefile.vault.header import FAMILY, LENGTH, MAGIC, SIGNATURE_LENGTH, Header, read_header
from casefile.vault.limits import HEADER_MAX, MANIFEST_MAX, PACK_MAX
from casefile.vault.manifest import Manifest, Ref, Text
from casefile.vault.refusal import PackRefusal, WrongKey, damaged
from casefile.vault.soundness import check_manifest
from casefile.vault.stretch import HOSTED, check_pepper

_BODIES = frozenset({"text", "prompt", "note", "intro", "alt", "rows", "wraps"})
"""Keys of a manifest below which a text may have several lines, or is long."""


class Pack:
    """A sealed case file, open for reading. Opening verifies its header and signature and reads nothing else.

    May be used from any thread. Holds its file open until `close`, or the end of a `with`.

    Attributes:
        id: 32 hexadecimal digits; the same for every revision of a case with this seed and profile.
        case: The case's public id.
        profile: Which version of the case it is.
        rev: Revision; a higher one corrects a lower one.
        title: The case's public title.
        languages: Language tags, in the order in which a missing text falls back.
        kdf: What a guess costs: `standard`, `light` or `test`; `hosted`: only the host can make one.
        pepper: What a host adds to every guess; empty for a pack that is not hosted.
        author: The author's raw public key, 32 bytes.
        start: The node that everyone may open.
        table_salt: Enters the keys of every row and gate; fresh at each seal.
        unidata: Version of Unicode that its answers were sealed with.
    """

    def __init__(self, source: "_Source", header: Header, directory: Directory, pepper: bytes = b"") -> None:
        self._source = source
        self._directory = directory
        self.id: str = header.pack
        self.case: str = header.case
        self.profile: str = header.profile
        self.rev: int = header.rev
        self.title: Text = {tag: clean(title, lines=False) for tag, title in header.title.items()}
        self.languages: tuple[str, ...] = tuple(header.languages)
        self.kdf: str = header.kdf
        self.pepper: bytes = pepper if header.kdf == HOSTED else b""
        self.author: bytes = bytes.fromhex(header.author)
        self.start: Ref = Ref(node=bytes.fromhex(header.start.node), key=bytes.fromhex(header.start.key))
        self.table_salt: bytes = bytes.fromhex(header.table_salt)
        self.unidata: str = header.unidata

    @classmethod
    def open(cls, source: Path | bytes, *, allow_test: bool = False, pepper: bytes = b"") -> Self:
        """Open a pack.

        Args:
            source: A file, or its bytes. A symbolic link, folder or pipe is no pack.
            allow_test: Let the profile `test` through, whose locks protect nothing.
            pepper: The host's 32 bytes, without which a hosted pack is refused. A wrong one is not noticed: every
                answer is a wrong answer then.

        Raises:
            PackRefusal: `pack-not-a-pack`, `pack-version`, `pack-damaged`, `pack-limit`, `pack-kdf` or `pack-hosted`.
        """
        if pepper:
            check_pepper(pepper)
        opened = _Source(source)
        try:
            header = _read_front(opened, allow_test=allow_test, allow_hosted=bool(pepper))
            return cls(opened, header, Directory(header.dir, opened.size - opened.base), pepper)
        except BaseException:
            opened.close()
            raise

    @property
    def fingerprint(self) -> str:
        """Short form of the author's key, for people to compare."""
        return fingerprint(self.author)

    @property
    def id_bytes(self) -> bytes:
        """The id as the 16 bytes that enter every derivation."""
        return bytes.fromhex(self.id)

    def manifest(self, ref: Ref) -> Manifest:
        """Open a node's manifest; all texts in it are clean.

        Raises:
            WrongKey: The key opens nothing here.
            PackRefusal: `pack-damaged` or `pack-limit`.
        """
        data = self._blob(ref, Place(self.id_bytes, ref.node, "manifest"))
        if data is None:
            raise WrongKey
        if len(data) > MANIFEST_MAX:
            raise PackRefusal("pack-limit", f"The pack holds a manifest of more than {MANIFEST_MAX >> 20} MiB.")
        try:
            manifest = msgspec.convert(_clean_tree(strict.loads(data), lines=False), Manifest)
        except (ValueError, RecursionError):  # msgspec.ValidationError is a ValueError
            raise damaged("a manifest cannot be read") from None
        check_manifest(manifest)
        return manifest

    def paper(self, ref: Ref, paper: str, language: str) -> str:
        """Open a paper's text, clean, in a language or else in the first of the pack's that it has.

        Raises:
            WrongKey: The key opens no such paper here.
            PackRefusal: `pack-damaged`.
        """
        for tag in dict.fromkeys((language, *self.languages)):
            data = self._blob(ref, Place(self.id_bytes, ref.node, f"paper:{paper}", tag))
            if data is not None:
                try:
                    return clean(data.decode(), lines=True)
                except UnicodeDecodeError:
                    raise damaged("a paper cannot be read") from None
        raise WrongKey

    def verify(self) -> None:
        """Read the whole pack and compare it with its signed directory; no key is needed for that.

        Raises:
            PackRefusal: `pack-damaged` or `pack-unreadable`.
        """
        for blob in self._directory:
            self._checked(blob)

    def salts(self) -> Iterator[bytes]:
        """The salt of each blob, decoys and all; no two may be the same."""
        for blob in self._directory:
            yield self._source.read(self._source.base + blob.offset, SALT)

    def close(self) -> None:
        """Let go of the file."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _blob(self, ref: Ref, place: Place) -> bytes | None:
        if len(ref.node) != 16 or len(ref.key) != 32:
            raise WrongKey
        lies = self._directory.find(place.locator(ref.key, self.table_salt))
        return None if lies is None else open_blob(self._checked(lies), place, ref.key)

    def _checked(self, lies: Lies) -> bytes:
        """Read a blob and compare it with its digest."""
        blob = self._source.read(self._source.base + lies.offset, lies.length)
        if hashlib.sha256(blob).digest() != lies.digest:
            raise damaged("a paper was changed")
        return blob


def fingerprint(author: bytes) -> str:
    """Short form of an author's public key: 80 bits of its SHA-256 in groups of four digits."""
    digits = hashlib.sha256(author).hexdigest()[:20]
    return " ".join(digits[at : at + 4] for at in range(0, 20, 4))


class _Source:
    """A file or bytes that can be read at any place from any thread.

    The file is read and not mapped: a mapped file that somebody cuts short kills the process.
    """

    def __init__(self, source: Path | bytes) -> None:
        self._lock = threading.Lock()
        self.base = 0
        self._data = source if isinstance(source, bytes) else None
        self._file = None if isinstance(source, bytes) else _open_regular(source)
        self.size = len(source) if isinstance(source, bytes) else os.fstat(self._opened.fileno()).st_size
        if self.size > PACK_MAX:
            self.close()
            raise PackRefusal("pack-limit", f"The pack is larger than {PACK_MAX >> 30} GiB.")

    @property
    def _opened(self) -> BinaryIO:
        if self._file is None:
            raise PackRefusal("pack-closed", "The pack was closed.")
        return self._file

    def read(self, offset: int, length: int) -> bytes:
        """Read exactly that much, or refuse."""
        if self._data is not None:
            found = self._data[offset : offset + length]
        else:
            with self._lock:
                found = self._read_file(offset, length)
        if len(found) != length:
            raise damaged("it ends too early")
        return found

    def _read_file(self, offset: int, length: int) -> bytes:
        try:
            self._opened.seek(offset)
            return self._opened.read(length)
        except OSError as error:
            raise PackRefusal("pack-unreadable", f"The pack cannot be read: {error.strerror}.") from None

    def close(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None


def _open_regular(path: Path) -> BinaryIO:
    """Open a regular file; never follow a link or wait for a pipe."""
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # not every system has all
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise PackRefusal("pack-missing", "There is no such pack.") from None
    except PermissionError:
        raise PackRefusal("pack-unreadable", "You may not read this pack.") from None
    except (OSError, ValueError):
        raise _not_a_pack() from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _not_a_pack()
    return os.fdopen(descriptor, "rb")


def _read_front(source: _Source, *, allow_test: bool, allow_hosted: bool) -> Header:
    """Read the header, and set where the blob area begins."""
    front = source.read(0, min(source.size, len(MAGIC) + LENGTH))
    if not front.startswith(MAGIC):
        if front.startswith(FAMILY) and len(front) > len(MAGIC):
            raise PackRefusal("pack-version", "The pack was made for a newer casefile. Update casefile to open it.")
        raise _not_a_pack()
    if len(front) < len(MAGIC) + LENGTH:
        raise damaged("it ends too early")
    length = int.from_bytes(front[len(MAGIC) :], "big")
    source.base = len(front) + length + SIGNATURE_LENGTH
    if length > HEADER_MAX:
        raise PackRefusal("pack-limit", f"The pack's header is larger than {HEADER_MAX >> 20} MiB.")
    if not length or source.base > source.size:
        raise damaged("it ends too early")
    header = source.read(len(front), length)
    signature = source.read(len(front) + length, SIGNATURE_LENGTH)
    return read_header(header, signature, allow_test=allow_test, allow_hosted=allow_hosted)


def _not_a_pack() -> PackRefusal:
    return PackRefusal("pack-not-a-pack", "This is not a casefile pack.")


def _clean_tree(value: Any, *, lines: bool) -> Any:
    """Clean every string in decoded JSON, keys too, so that nothing in a manifest can reach a terminal as it came."""
    match value:
        case str():
            return clean(value, lines=lines)
        case list():
            return [_clean_tree(item, lines=lines) for item in value]
        case dict():
            return {
                clean(key, lines=False): _clean_tree(item, lines=lines or key in _BODIES) for key, item in value.items()
            }
    return value
