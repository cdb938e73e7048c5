"""Deals that lie ready: proved and sealed on some earlier day, each for one team of one event."""

import contextlib
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from casefile.vault import Pack, PackRefusal, open_sheet, seal_sheet
from casefile.vault.private_file import write_private
from casefile.workshop.fresh import Made
from casefile.workshop.spread import Pair

_READY, _TAKEN, _PACK = ".deal", ".taken", ".case"


class _Kept(msgspec.Struct, frozen=True):
    """All of a deal but its pack."""

    pair: Pair
    pepper: bytes
    sheet: bytes


class Reserve:
    """A folder of deals of one case as it stands, in one profile.

    A deal is two files: its pack, and all else sealed under the case's seal key. Whoever takes a deal renames the
    second, and only one can; what was given to a team is deleted, and its seed never comes again.
    """

    def __init__(self, folder: Path, key: bytes, outdated: Iterable[Path] = ()) -> None:
        """Use a folder, which need not exist yet.

        Args:
            folder: Where the deals lie.
            key: From `SealKey.reserve_key`.
            outdated: Folders of deals of what the case was before.
        """
        self._folder = folder
        self._key = key
        self._outdated = outdated

    def ready(self) -> dict[str, Pair]:
        """Who it is in each deal that lies ready, by its name."""
        found = {path.stem: self._about(path) for path in sorted(self._folder.glob(f"*{_READY}"))}
        return {name: kept.pair for name, kept in found.items() if kept is not None}

    def keep(self, made: Made, *, is_taken: bool = False) -> str:
        """Lay a deal ready, or taken at once, and say under what name."""
        for path in self._outdated:
            shutil.rmtree(path, ignore_errors=True)
        name = secrets.token_hex(8)
        kept = msgspec.json.encode(_Kept(made.pair, made.pepper, made.sheet))
        write_private(self._path(name, _PACK), made.pack)
        write_private(self._path(name, _TAKEN if is_taken else _READY), seal_sheet(kept, self._key, f"deal:{name}"))
        return name

    def take(self, name: str) -> Made | None:
        """Take a deal, so that nobody else gets it; nothing if somebody has, or it was damaged as it lay there."""
        try:
            self._path(name, _READY).rename(self._path(name, _TAKEN))
            kept, pack = self._about(self._path(name, _TAKEN)), self._path(name, _PACK).read_bytes()
            if kept is None:
                return None
            with Pack.open(pack, pepper=kept.pepper) as opened:
                opened.verify()
        except (OSError, PackRefusal):
            return None
        return Made(kept.pair, pack, kept.pepper, kept.sheet)

    def give_back(self, names: Iterable[str]) -> None:
        """Lay deals ready again that no team got."""
        for name in names:
            with contextlib.suppress(OSError):
                self._path(name, _TAKEN).rename(self._path(name, _READY))

    def spend(self, names: Iterable[str]) -> None:
        """Delete deals that teams have now."""
        for name in names:
            for suffix in (_READY, _TAKEN, _PACK):
                self._path(name, suffix).unlink(missing_ok=True)

    def _about(self, path: Path) -> _Kept | None:
        try:
            data = open_sheet(path.read_bytes(), self._key, f"deal:{path.stem}")
            return msgspec.json.decode(data, type=_Kept)
        except (OSError, PackRefusal, ValueError):
            return None

    def _path(self, name: str, suffix: str) -> Path:
        return self._folder / (name + suffix)
