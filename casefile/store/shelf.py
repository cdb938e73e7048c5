"""The folder of saves: every save beside the pack that it was played with."""

import contextlib
import hashlib
import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from casefile.errors import Refusal
from casefile.store import safefile
from casefile.store.eventstore import ONE
from casefile.store.safefile import beside
from casefile.store.tinydb import TinyStore, is_sound, locked
from casefile.text import clean

ENDING = ".save"
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_COMPANIONS = (".bak", ".damaged")
_PLAIN = "This save is damaged. Open it to see whether its previous generation can be used."
_NOT_A_SAVE = "This is not a save, or it is damaged. Nothing was imported."


@dataclass(frozen=True, slots=True)
class Save:
    """A save as the Registry lists it."""

    id: str
    """Names it in every call of the shelf; chosen by the shelf."""
    name: str
    """The player's own name for it."""
    player: str
    case: str
    title: str
    profile: str
    pack: str
    """The pack's id; the same for every revision."""
    rev: int
    digest: str
    """Of the file of the pack that it was played with."""
    created: float
    changed: float
    """When it was last written to."""
    solved: int
    problem: str = ""
    """Why nothing more is known of it."""
    author: str = ""
    """Who sealed the pack, as the hex of a public key; empty in saves from before this was kept."""


class Shelf:
    """A folder of saves. Its own folder `packs` keeps the packs, `trash` what was deleted."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use a folder; it is made with the first save.

        Args:
            folder: Default: where this platform keeps a user's data.
        """
        self.folder = folder or platformdirs.user_data_path("casefile", appauthor=False) / "saves"

    def saves(self) -> tuple[Save, ...]:
        """All saves, the one last played first. Reads the heads only."""
        return self._listed(self.folder)

    def trash(self) -> tuple[Save, ...]:
        """What was deleted and can be restored."""
        return self._listed(self.folder / "trash")

    def find(self, save: str) -> Save:
        """One save. Refusal: `save-unknown`."""
        path = self._path(save)
        return _row(save, path)

    def new(self, name: str) -> tuple[str, TinyStore]:
        """Get a new save ready; it is on disk with its first event.

        Returns:
            Its id and its store, which the caller closes.
        """
        self._make(self.folder)
        save = self._free_id(name)
        return save, TinyStore(self.folder / f"{save}{ENDING}")

    def path(self, save: str) -> Path:
        """Where a save lies, for whoever only reads it. Refusal: `save-unknown`."""
        return self._path(save)

    def open(self, save: str) -> TinyStore:
        """Open a save's store. Refusal: `save-unknown`, or as `TinyStore`."""
        return TinyStore(self._path(save))

    def rename(self, save: str, name: str) -> None:
        """Give a save another name; its file keeps its own. Refusal: `name-empty`, `save-unknown`, `save-open`."""
        wanted = _name(name)
        with contextlib.closing(self.open(save)) as store:
            head = max((event["seq"] for event in store.read(ONE)), default=0)
            by = str(store.facts(ONE).get("player", ""))
            event = {"kind": "renamed", "at": time.time(), "by": by, "facts": {"name": wanted}}
            store.append(ONE, head, secrets.token_hex(16), [event])

    def export(self, save: str, to: Path) -> Path:
        """Copy a save out as one file. It names the pack that it needs, and holds none.

        Args:
            save: Which one.
            to: A folder, or the new file's path; nothing is overwritten.

        Raises:
            Refusal: `save-unknown`, `save-damaged`, `save-exists`, or the file cannot be written.
        """
        generation = _whole(self._path(save))
        target = to / f"{save}{ENDING}" if to.is_dir() else to
        if os.path.lexists(target):
            raise Refusal("save-exists", "There is a file of that name already. Choose another name.")
        safefile.write(target, generation.gen, [generation.facts, b"\n", generation.body])
        return target

    def take_in(self, path: Path) -> Save:
        """Import a save from elsewhere. Refusal: `save-missing`, `save-damaged`, `save-version`, `save-unreadable`."""
        try:
            generation = safefile.read(path)
        except FileNotFoundError:
            raise Refusal("save-missing", "There is no such file.") from None
        if generation is None or not is_sound(generation):
            raise Refusal("save-damaged", _NOT_A_SAVE)
        facts = _facts(generation.facts)
        if not facts:
            raise Refusal("save-damaged", _NOT_A_SAVE)
        self._make(self.folder)
        save = self._free_id(str(facts.get("name", "")))
        target = self.folder / f"{save}{ENDING}"
        safefile.write(target, 1, [generation.facts, b"\n", generation.body])
        return _row(save, target)

    def delete(self, save: str) -> None:
        """Put a save into the trash. Refusal: `save-unknown`, `save-open`."""
        self._move(self._path(save), self.folder / "trash")

    def restore(self, save: str) -> None:
        """Take a save out of the trash again. Refusal: `save-unknown`."""
        self._move(self._path(save, self.folder / "trash"), self.folder)

    def keep_pack(self, pack: Path) -> str:
        """Keep a copy of a pack for the saves that are played with it.

        Returns:
            The SHA-256 of the file, by which `pack_path` finds it.

        Raises:
            Refusal: `pack-unreadable`, or the copy cannot be written.
        """
        try:
            data = pack.read_bytes()
        except OSError as error:
            raise Refusal("pack-unreadable", f"The pack cannot be read ({error.strerror}).") from None
        digest = hashlib.sha256(data).hexdigest()
        kept = self._packs / f"{digest}.case"
        if not kept.exists():
            self._make(self._packs)
            safefile.put(kept, [data])
        return digest

    def pack_path(self, digest: str) -> Path | None:
        """Where a kept pack lies; None if it is not here."""
        path = self._packs / f"{digest}.case"
        return path if _DIGEST.fullmatch(digest) and path.is_file() else None

    @property
    def _packs(self) -> Path:
        return self.folder / "packs"

    def _path(self, save: str, folder: Path | None = None) -> Path:
        path = (folder or self.folder) / f"{save}{ENDING}"
        if not _ID.fullmatch(save) or not _exists(path):
            raise Refusal("save-unknown", "There is no such save.")
        return path

    def _listed(self, folder: Path) -> tuple[Save, ...]:
        try:
            files = [path.name for path in folder.iterdir()]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise Refusal("save-unreadable", f"The folder of saves cannot be read ({error.strerror}).") from None
        names = {name.removesuffix(".bak").removesuffix(ENDING) for name in files if ENDING in name}
        ids = (name for name in names if _ID.fullmatch(name) and _exists(folder / f"{name}{ENDING}"))
        rows = (_row(save, folder / f"{save}{ENDING}") for save in ids)
        return tuple(sorted(rows, key=lambda row: (-row.changed, row.id)))

    def _free_id(self, name: str) -> str:
        """A file name of our own making: what the player types never becomes a path."""
        bare = re.sub(r"[^a-z0-9]+", "-", name.casefold()[:40]).strip("-")
        return f"{bare or 'play'}-{secrets.token_hex(3)}"

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise safefile.refusal(error) from None

    def _move(self, path: Path, folder: Path) -> None:
        self._make(folder)
        lock = locked(path)
        try:
            for companion in (*(beside(path, ending) for ending in _COMPANIONS), path):
                if os.path.lexists(companion):
                    companion.replace(folder / companion.name)
        except OSError as error:
            raise safefile.refusal(error) from None
        finally:
            lock.release()
        with contextlib.suppress(OSError):
            beside(path, ".lock").unlink()


def _exists(path: Path) -> bool:
    return os.path.lexists(path) or beside(path, ".bak").exists()


def _whole(path: Path) -> safefile.Generation:
    """The newest whole generation of a save."""
    for file in (path, beside(path, ".bak")):
        with contextlib.suppress(FileNotFoundError):
            generation = safefile.read(file)
            if generation is not None:
                return generation
    raise Refusal("save-damaged", _PLAIN)


def _row(save: str, path: Path) -> Save:
    facts: dict[str, Any] = {}
    changed = 0.0
    for file in (path, beside(path, ".bak")):
        with contextlib.suppress(OSError, Refusal):
            changed = changed or file.stat().st_mtime
            facts = facts or _facts(safefile.read_facts(file))
    return Save(
        id=save,
        name=_text(facts, "name") or save,
        player=_text(facts, "player"),
        case=_text(facts, "case"),
        title=_text(facts, "title"),
        profile=_text(facts, "profile"),
        pack=_text(facts, "pack"),
        rev=int(_figure(facts, "rev")),
        digest=_text(facts, "digest"),
        created=_figure(facts, "created"),
        changed=changed,
        solved=int(_figure(facts, "solved")),
        problem="" if facts else _PLAIN,
        author=_text(facts, "author"),
    )


def _facts(data: bytes | None) -> dict[str, Any]:
    try:
        facts = msgspec.json.decode(data or b"{}", type=dict[str, Any])
    except safefile.UNDECODABLE:
        return {}
    return facts if isinstance(facts.get("pack"), str) else {}


def _text(facts: dict[str, Any], key: str) -> str:
    value = facts.get(key)
    return clean(value, lines=False)[:200] if isinstance(value, str) else ""


def _figure(facts: dict[str, Any], key: str) -> float:
    value = facts.get(key)
    return value if isinstance(value, int | float) else 0


def _name(name: str) -> str:
    cleaned = " ".join(clean(name[:60], lines=False).split())
    if not cleaned:
        raise Refusal("name-empty", "A name is needed.")
    return cleaned
