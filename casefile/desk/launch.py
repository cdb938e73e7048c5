"""From the words of a command to somebody sitting at a desk."""

from __future__ import annotations

import codecs
import getpass
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.desk.cases import RANDOM, Offer, choose, make, offers, preferences_file, saves_folder
from casefile.desk.plain.find import find, fitting
from casefile.desk.progress import progress
from casefile.errors import Refusal
from casefile.store.shelf import ENDING, Save, Shelf

if TYPE_CHECKING:
    from casefile.session.sitting import Sitting

NOBODY = frozenset({"", "root", "admin", "administrator", "system", "daemon", "nobody", "user", "guest"})
"""Log-ins that are no person's name."""

# Session and vault are imported where somebody sits down: the Registry's first frame needs neither.


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the player asked for; empty where nothing was said."""

    target: str = ""
    """A case, a pack file or a save."""
    plain: bool = False
    as_json: bool = False
    seed: str = ""
    profile: str = ""
    pack: Path | None = None
    """What to go on with: a corrected edition, or the pack that an imported save needs."""
    name: str = ""
    player: str = ""
    language: str = ""
    saves: Path | None = None
    allow_test: bool = False

    @property
    def begins(self) -> bool:
        """Something was said that only a new play can have."""
        return bool(self.seed or self.profile or self.name)


def play(wanted: Wanted) -> int:
    """Sit down as wanted and play; returns the exit code.

    Raises:
        Refusal: There is no such case or save, or no terminal that could show a desk.
    """
    shelf = Shelf(wanted.saves or saves_folder())
    if wanted.plain:
        return _line_mode(shelf, wanted)
    need_a_screen()
    sitting = _sit(shelf, wanted)[0] if wanted.target or wanted.begins else None
    from casefile.desk.play import run

    return run(
        shelf,
        offers(),
        preferences_file=preferences_file(),
        sitting=sitting,
        player=wanted.player,
        language=wanted.language,
    )


def _line_mode(shelf: Shelf, wanted: Wanted) -> int:
    from casefile.desk.plain.mode import run

    speak_its_encoding()
    sitting, back = _sit(shelf, wanted)
    try:
        return run(sitting.session, stdin=sys.stdin, stdout=sys.stdout, as_json=wanted.as_json, back=back)
    finally:
        sitting.close()


def speak_its_encoding() -> None:
    """Have both ends of the pipe bear every sign, by a stand-in where their encoding has not got it."""
    from casefile.desk.signs import stand_in

    codecs.register_error("casefile-signs", stand_in)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "casefile-signs"), (sys.stderr, "casefile-signs")):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors=errors)


def _sit(shelf: Shelf, wanted: Wanted) -> tuple[Sitting, bool]:
    """Sit down, and whether it is to go on with a save."""
    from casefile.session.sitting import sit_down

    chosen = _chosen(shelf, wanted)
    if isinstance(chosen, Save):
        return _again(shelf, chosen, wanted), True
    if isinstance(chosen, Offer):
        with progress(f"Sealing {chosen.title}") as tell:
            pack = make(chosen, lambda done, total: tell(done, total, ""))
        name = wanted.name or chosen.title
        again = chosen.source is None and chosen.seed in _played(shelf, wanted)
        told = (
            "Every other deal that came with this program was played here. This is one of them again." if again else ""
        )
    else:
        pack, name = chosen, wanted.name or chosen.stem
        told = _meet(shelf, pack, wanted)
    player = wanted.player or somebody()
    language = wanted.language or "en"
    begun = sit_down(shelf, pack, name=name, player=player, language=language, allow_test=wanted.allow_test)
    if told:
        begun.session.notice(told)
    return begun, False


def _meet(shelf: Shelf, path: Path, wanted: Wanted) -> str:
    """Hold a pack from elsewhere to the author who is known for its case; what to say at the first sight of one.

    Raises:
        Refusal: `pack-author`: somebody else is known for this case.
    """
    from casefile.vault import KnownAuthors, Pack

    with Pack.open(path, allow_test=wanted.allow_test) as pack:
        authors = KnownAuthors(shelf.folder / "authors.json", built_in=_built_in(pack.case))
        if not authors.meet(pack):
            return ""
        return f"This case was sealed by {pack.fingerprint}. Compare that with what its author says."


def _built_in(case: str) -> dict[str, bytes]:
    """The author of a case that came with the program."""
    from casefile.vault import Pack

    for offer in offers():
        if offer.id == case and offer.pack.is_file():
            with suppress(Refusal), Pack.open(offer.pack) as pack:
                return {pack.case: pack.author}
    return {}


def _chosen(shelf: Shelf, wanted: Wanted) -> Offer | Save | Path:
    """What the player means; a file goes before a case, a case before a save."""
    if not wanted.target:
        return _last(shelf, wanted) or _dealt(shelf, _first_case(), wanted)
    path = Path(wanted.target)
    if path.is_file():
        return _save_of(shelf, path) if path.suffix == ENDING else path
    if any(offer.id == wanted.target.casefold() for offer in offers()):
        return _dealt(shelf, wanted.target, wanted)
    saves = shelf.saves()
    if fitting(wanted.target, saves, names_of_save):
        return find("save", wanted.target, saves, names_of_save)
    cases = ", ".join(sorted({offer.id for offer in offers()})) or "none"
    known = "; ".join(save.name for save in saves[:8]) or "none"
    raise Refusal(
        "play-unknown", f"Nothing here is called {wanted.target!r}. The cases are: {cases}. The saves are: {known}."
    )


def _dealt(shelf: Shelf, case: str, wanted: Wanted) -> Offer:
    return choose(case, profile=wanted.profile, seed=wanted.seed, played=_played(shelf, wanted))


def _played(shelf: Shelf, wanted: Wanted) -> frozenset[str]:
    """Packs that a random deal should not be."""
    return frozenset(save.pack for save in shelf.saves()) if wanted.seed == RANDOM else frozenset()


def names_of_save(save: Save) -> tuple[str, str]:
    """By what a save can be called."""
    return (save.id, save.name)


def _last(shelf: Shelf, wanted: Wanted) -> Save | None:
    saves = () if wanted.begins else shelf.saves()
    return saves[0] if saves else None


def _first_case() -> str:
    known = offers()
    if not known:
        raise Refusal("case-none", "No case came with this program: name a pack file, as in `casefile play FILE.case`.")
    return known[0].id


def _save_of(shelf: Shelf, path: Path) -> Save:
    if path.resolve().parent != shelf.folder.resolve():
        raise Refusal(
            "save-elsewhere", f"{path.name} lies elsewhere: `casefile saves import {path}` takes it in first."
        )
    return shelf.find(path.name.removesuffix(ENDING))


def _again(shelf: Shelf, save: Save, wanted: Wanted) -> Sitting:
    """Go on with a save; with the pack that it was played with, unless the player says otherwise."""
    from casefile.session.sitting import edition_for, newer, sit_again

    known = [offer.pack for offer in offers() if offer.pack.is_file()]
    pack, told = wanted.pack, ""
    if pack is not None:
        told = _meet(shelf, pack, wanted)
    elif shelf.pack_path(save.digest) is None:
        pack = edition_for(save, known)
    sitting = sit_again(shelf, save.id, player=wanted.player, pack=pack, allow_test=wanted.allow_test)
    if told:
        sitting.session.notice(told)
    correction = newer(save, known) if pack is None else None
    if correction:
        words = (
            f"A corrected edition of the case is here. To go on with it: casefile play {save.id} --pack {correction}"
        )
        sitting.session.notice(words)
    return sitting


def need_a_screen() -> None:
    """Refuse where no desk can be shown: `no-terminal`, `dumb-terminal`."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(
            "no-terminal", "The desk needs a terminal, and this is none; `casefile play --plain` plays in lines."
        )
    if os.environ.get("TERM", "dumb") == "dumb":
        raise Refusal("dumb-terminal", "This terminal can show lines only; `casefile play --plain` plays in lines.")


def somebody() -> str:
    """The name under which the player is logged in, or a word that fits anybody."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return name if name.casefold() not in NOBODY else "the Desk"
