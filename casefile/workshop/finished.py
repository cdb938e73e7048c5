"""Packs that were sealed before: an unchanged case need not be sealed again.

A finished pack is what everybody gets, so keeping it tells nobody anything.
"""

import hashlib
import platform
from importlib.metadata import distributions
from pathlib import Path

import jinja2

_MAGIC = b"casefile-finished/1\n"
_DIGEST = 32
_ROOMS = ("kinds", "source", "tools", "vault", "workshop", "world")
SEAL_KEY = "seal.key"
_SOURCES = ("*.toml", "docs/**/*", "puzzles/**/*", "i18n/*")


class FinishedPack:
    """The latest pack of a case, kept until the case, what was asked for, or our code changes."""

    def __init__(self, path: Path, folder: Path, *asked: object) -> None:
        """Find out what this case, its seal key and these wishes amount to.

        Args:
            path: The file in which the pack is kept.
            folder: The case's folder.
            asked: Everything else that decides what a pack holds.
        """
        self._path = path
        self._folder = folder
        self._said = [repr(asked).encode(), _files(folder, _SOURCES), _code(), _tools().encode()]

    def load(self) -> bytes | None:
        """The pack, if it is the one that would be sealed now."""
        try:
            kept = self._path.read_bytes()
        except OSError:
            return None
        head = len(_MAGIC) + 2 * _DIGEST
        pack = kept[head:]
        return pack if kept[:head] == self._head(pack) else None

    def save(self, pack: bytes) -> None:
        """Keep a pack in the place of the one before."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_bytes(self._head(pack) + pack)

    def _head(self, pack: bytes) -> bytes:
        # The seal key is made by the first seal, so it is looked at now and not before.
        said = [*self._said, _files(self._folder, (SEAL_KEY,))]
        key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in said)).digest()
        return _MAGIC + key + hashlib.sha256(pack).digest()


def state_of(folder: Path, *asked: object) -> str:
    """One value for a case as it stands, its seal key, our code, and whatever else decides what is made of them."""
    said = [repr(asked).encode(), _files(folder, (*_SOURCES, SEAL_KEY)), _code(), _tools().encode()]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in said)).hexdigest()


def _files(root: Path, patterns: tuple[str, ...]) -> bytes:
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
        if path.is_file():
            name, data = path.relative_to(root).as_posix().encode(), path.read_bytes()
            digest.update(len(name).to_bytes(4, "big") + name + len(data).to_bytes(8, "big") + data)
    return digest.digest()


def _code() -> bytes:
    """Digest of all our own code that a pack depends on."""
    root = Path(__file__).parent.parent
    return _files(root, tuple(f"{room}/**/*.py" for room in _ROOMS))


def _tools() -> str:
    """Versions of what else a pack depends on, plug-in kinds among it."""
    plugs = sorted(
        f"{found.name} {found.version}"
        for found in distributions()
        if any(point.group == "casefile.kinds" for point in found.entry_points)
    )
    return f"{platform.python_version()} {jinja2.__version__} {plugs}"
