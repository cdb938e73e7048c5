"""Sitting down at the desk: a save from the shelf, its pack, and the session that joins them."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casefile.session.play import Session
from casefile.session.words import refuse
from casefile.store.shelf import Save, Shelf
from casefile.store.tinydb import TinyStore
from casefile.vault import Pack, PackRefusal


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with what it needs, to be closed together."""

    session: Session
    store: TinyStore
    save: str
    """The save's id on the shelf."""

    def close(self) -> None:
        """Write what waits, stop the clock, let go of save and pack.

        Raises:
            Refusal: What waits cannot be written; save and pack are let go of all the same.
        """
        try:
            self.session.leave()
        finally:
            self.store.close()
            self.session.pack.close()


def sit_down(  # noqa: PLR0913  each is named in the call
    shelf: Shelf, pack: Path, *, name: str, player: str, language: str = "en", allow_test: bool = False
) -> Sitting:
    """Begin a play in a new save.

    Raises:
        Refusal: As `Pack.open`, `Session.begin` and the store refuse; there is no new save then.
    """
    with Pack.open(pack, allow_test=allow_test):
        digest = shelf.keep_pack(pack)
    with _kept(shelf, digest, allow_test=allow_test) as opened:
        save, store = shelf.new(name)
        with _closed_on_failure(store):
            session = Session.begin(opened, store, name=name, player=player, language=language, digest=digest)
            return Sitting(session, store, save)


def sit_again(
    shelf: Shelf, save: str, *, player: str = "", pack: Path | None = None, allow_test: bool = False
) -> Sitting:
    """Go on with a save.

    Args:
        shelf: Where it stands.
        save: Its id.
        player: Who plays; the one who began it if empty.
        pack: A pack to go on with: a higher revision that the player has accepted, or the save's own if the shelf
            has not got it. Default: the one that it was last played with.
        allow_test: Let packs of the profile `test` through.

    Raises:
        Refusal: `save-no-pack`, or as `Pack.open`, `Session.resume` and the store refuse.
    """
    store = shelf.open(save)
    with _closed_on_failure(store):
        row = shelf.find(save)
        digest = row.digest
        if pack is not None:
            with Pack.open(pack, allow_test=allow_test):
                digest = shelf.keep_pack(pack)
        with _kept(shelf, digest, allow_test=allow_test) as opened:
            session = Session.resume(opened, store, player=player or row.player, digest=digest)
            for sentence in store.notices:
                session.notice(sentence)
            return Sitting(session, store, save)


def go_back(sitting: Sitting, shelf: Shelf, seq: int, *, name: str) -> Sitting:
    """Begin a new save at a snapshot of this one, which stays as it is and open.

    Raises:
        Refusal: `snapshot-unknown`, or as the store refuses.
    """
    digest = str(sitting.session.state.facts.get("digest", ""))
    with _kept(shelf, digest, allow_test=sitting.session.pack.kdf == "test") as opened:
        save, store = shelf.new(name)
        with _closed_on_failure(store):
            session = sitting.session.back_to(seq, store, name=name, pack=opened)
            return Sitting(session, store, save)


def newer(save: Save, packs: Iterable[Path], *, allow_test: bool = False) -> Path | None:
    """The pack among these that corrects a save's own, if there is one: the highest revision."""
    best: tuple[int, Path | None] = (save.rev, None)
    for rev, path in _editions(save, packs, allow_test=allow_test):
        if rev > best[0]:
            best = rev, path
    return best[1]


def edition_for(save: Save, packs: Iterable[Path], *, allow_test: bool = False) -> Path | None:
    """For a save that came without its pack: the first of these that it can go on with."""
    editions = _editions(save, packs, allow_test=allow_test)
    return next((path for rev, path in editions if rev >= save.rev), None)


def _editions(save: Save, packs: Iterable[Path], *, allow_test: bool) -> Iterator[tuple[int, Path]]:
    """Those of some packs that are a save's own case, by the author whom it was begun with, and their revisions."""
    for path in packs:
        with contextlib.suppress(PackRefusal), Pack.open(path, allow_test=allow_test) as pack:
            if pack.id == save.pack and save.author in ("", pack.author.hex()):
                yield pack.rev, path


@contextlib.contextmanager
def _kept(shelf: Shelf, digest: str, *, allow_test: bool) -> Iterator[Pack]:
    """The shelf's copy of a pack; closed again if what is done with it fails."""
    path = shelf.pack_path(digest)
    if path is None:
        raise refuse("save-no-pack")
    pack = Pack.open(path, allow_test=allow_test)
    try:
        yield pack
    except BaseException:
        pack.close()
        raise


@contextlib.contextmanager
def _closed_on_failure(store: TinyStore) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise
