"""What is wrong with a terminal, a save, a pack or an installation, and what to do about it."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from casefile.desk.cases import checkout, offers, saves_folder
from casefile.desk.signs import speaks_utf8
from casefile.errors import Refusal
from casefile.text import clean

LEAST = (60, 16)
"""Columns and rows below which the desk shows a sentence instead of itself."""
FULL = (80, 24)
"""Columns and rows with which everything works."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    state: str
    """`good`, `mind` (it works, but not as well as it could) or `bad`."""
    words: str
    """What was found."""
    advice: str = ""
    """What to do about it; empty where it is good."""


def doctor(file: Path | None = None, *, saves: Path | None = None, as_json: bool = False) -> int:
    """Look at everything, or at one file, and print what was found.

    Returns:
        The exit code: 1 if something is bad.
    """
    findings = list(look_at(file) if file else examine(saves or saves_folder()))
    if as_json:
        print(json.dumps({"findings": [asdict(finding) for finding in findings]}))  # noqa: T201
    else:
        for finding in findings:
            print(clean(f"{_SIGNS[finding.state]}  {finding.what}: {finding.words}", lines=False))  # noqa: T201
            if finding.advice:
                print(f"         {clean(finding.advice, lines=False)}")  # noqa: T201
    return int(any(finding.state == "bad" for finding in findings))


def examine(saves: Path) -> Iterator[Finding]:
    """Look at the terminal, the installation, the packs and the saves."""
    for check in (_python, _textual, _terminal, _size, _colour, _encoding):
        yield check()
    yield from _packs()
    yield _folder(saves)
    yield from _saves(saves)


def look_at(file: Path) -> Iterator[Finding]:
    """Look at one save or pack."""
    name = file.name
    if not file.exists():
        yield Finding(name, "bad", "there is no such file", "Check the path; `casefile saves list` names the saves.")
    else:
        yield _LOOKS.get(_kind(file), _neither)(file)


def pack_at(file: Path) -> Finding:
    """Open a pack, check its signature and every blob."""
    from casefile.vault import Pack
    from casefile.vault.manifest import say

    def open_it() -> str:
        with Pack.open(file, allow_test=True) as pack:
            pack.verify()
            return f"{say(pack.title, 'en')}, revision {pack.rev}, {pack.profile}, sealed by {pack.fingerprint}" + (
                "; a pack for tests: its locks protect nothing" if pack.kdf == "test" else ""
            )

    return _try(file.name, open_it, _ADVICE)


def save_at(file: Path) -> Finding:
    """Check a save and every key in it, on a copy: looking at a save must not change it."""
    from casefile.store import safefile

    try:
        whole = safefile.read(file) if file.exists() else None
        if whole is None:
            return _damaged(file)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, file.name)
            copy.write_bytes(file.read_bytes())
            return _played(file, copy)
    except Refusal as refusal:
        return Finding(file.name, "bad", f"{refusal.sentence} ({refusal.code})", _ADVICE.get(refusal.code, ""))
    except OSError as fault:
        return Finding(file.name, "bad", f"cannot be read: {fault.strerror}", "Give yourself the right to read it.")


def _damaged(file: Path) -> Finding:
    from casefile.store import safefile

    previous = safefile.beside(file, ".bak")
    if previous.exists() and safefile.read(previous):
        advice = "Its previous generation is whole. Play it: at most the last thing that was done is missing."
    else:
        advice = "Its previous generation is not whole either. If you have exported it once, import that."
    return Finding(file.name, "bad", "damaged: it was cut short or changed by something", advice)


def _played(file: Path, copy: Path) -> Finding:
    """Fold a copy of a save as resuming it would, and tell what resuming would tell."""
    from casefile.session.play import Session
    from casefile.store.eventstore import ONE
    from casefile.store.tinydb import TinyStore
    from casefile.vault import Pack

    with closing(TinyStore(copy)) as store:
        facts = store.facts(ONE)
        words = f"{facts.get('name', '')}: {facts.get('title', '')}, {len(store.read(ONE))} events"
        pack = file.parent / "packs" / f"{facts.get('digest', '')}.case"
        if not pack.is_file():
            return Finding(file.name, "mind", f"{words}; its pack is not here", _ADVICE["save-no-pack"])
        with Pack.open(pack, allow_test=True) as opened:
            opened.verify()
            session = Session.resume(opened, store, player=str(facts.get("player", "")) or "doctor")
            told = " ".join(session.status().notices)
            session.leave()
    return Finding(file.name, "mind" if told else "good", f"{words}. {told}" if told else words)


def _try(what: str, look: Callable[[], str], advice: dict[str, str]) -> Finding:
    try:
        return Finding(what, "good", look())
    except Refusal as refusal:
        return Finding(what, "bad", f"{refusal.sentence} ({refusal.code})", advice.get(refusal.code, ""))


def _kind(file: Path) -> str:
    """What a file is by its first bytes or, where these are spoilt, by its name."""
    try:
        with file.open("rb") as opened:
            start = opened.read(24)
    except OSError:
        start = b""
    if start.startswith(b"casefile-pack"):
        return ".case"
    return ".save" if b"casefile-save" in start else file.suffix


def _neither(file: Path) -> Finding:
    return Finding(file.name, "bad", "is neither a save nor a pack", "A save ends in .save, a pack in .case.")


def _python() -> Finding:
    words = (
        f"Python {sys.version.split()[0]}, casefile {version('casefile')} in {'a checkout' if checkout() else 'place'}"
    )
    return Finding("program", "good", words)


def _textual() -> Finding:
    wanted = next((need.split("==")[1] for need in requires("casefile") or () if need.startswith("textual==")), "")
    try:
        there = version("textual")
    except PackageNotFoundError:
        return Finding("Textual", "bad", "is not installed", "Install casefile again; until then `--plain` works.")
    if there != wanted:
        advice = f"The desk is tried with {wanted} only: pip install textual=={wanted}"
        return Finding("Textual", "mind", f"{there} is not {wanted}", advice)
    return Finding("Textual", "good", there)


def _terminal() -> Finding:
    name = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Finding(
            "terminal", "mind", "this is not a terminal", "The desk needs one; `casefile play --plain` does not."
        )
    if name in ("", "dumb"):
        return Finding("terminal", "bad", f"TERM is {name or 'not set'}", "Use `casefile play --plain`.")
    return Finding("terminal", "good", name)


def _size() -> Finding:
    columns, rows = shutil.get_terminal_size(FULL)
    words = f"{columns} columns, {rows} rows"
    if columns < LEAST[0] or rows < LEAST[1]:
        return Finding("size", "bad", words, "Make the window larger, 80 × 24 at best, or use `casefile play --plain`.")
    if columns < FULL[0] or rows < FULL[1]:
        return Finding("size", "mind", words, "It works; from 80 × 24 nothing is cut.")
    return Finding("size", "good", words)


def _colour() -> Finding:
    if "NO_COLOR" in os.environ:
        return Finding("colour", "mind", "off by NO_COLOR", "Nothing depends on it: signs and words say the same.")
    if os.environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return Finding("colour", "good", "all")
    if "256color" in os.environ.get("TERM", ""):
        return Finding("colour", "good", "256; nearest tones")
    return Finding(
        "colour", "mind", "few", "Nothing depends on it; if your terminal has more, set COLORTERM=truecolor."
    )


def _encoding() -> Finding:
    name = (sys.stdout.encoding or "ascii").lower()
    if name.replace("-", "") != "utf8" or not speaks_utf8():
        name = "ASCII" if "utf" in name else name
        advice = "Everything is drawn in ASCII; for the rest set a UTF-8 locale, such as LANG=en_GB.UTF-8."
        return Finding("characters", "mind", name, advice)
    return Finding("characters", "good", "UTF-8")


def _packs() -> Iterator[Finding]:
    known = offers()
    if not known:
        yield Finding("packs", "bad", "no case came with this program", "Install casefile again, or play a pack file.")
    for offer in known:
        if offer.pack.is_file():
            yield pack_at(offer.pack)
        else:
            yield Finding(offer.pack.name, "good", "not sealed yet; that is done when it is first played")


def _folder(saves: Path) -> Finding:
    nearest = next(folder for folder in (saves, *saves.parents) if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return Finding("saves", "good", f"kept in {saves}")
    except OSError as fault:
        advice = "Nothing could be kept. Make it writable, or name another folder with --saves."
        return Finding("saves", "bad", f"{saves} cannot be written: {fault.strerror}", advice)


def _saves(saves: Path) -> Iterator[Finding]:
    for file in sorted(saves.glob("*.save")) if saves.is_dir() else ():
        yield save_at(file)


_LOOKS: dict[str, Callable[[Path], Finding]] = {".case": pack_at, ".save": save_at}

_SIGNS = {"good": "✓ good ", "mind": "◐ mind ", "bad": "■ bad  "}

_ADVICE = {
    "pack-not-a-pack": "It may be the wrong file, or a page saved in its place. A pack ends in .case.",
    "pack-damaged": "It was cut short or changed on its way. Get it again; your saves are not touched by that.",
    "pack-version": "Update casefile.",
    "pack-unreadable": "Give yourself the right to read it.",
    "save-no-pack": "Put the pack on the shelf by playing it once, or name it: casefile play SAVE --pack FILE",
    "save-version": "Update casefile.",
    "save-damaged": "If you have exported it once, import that.",
}
