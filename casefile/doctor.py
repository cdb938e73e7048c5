"""What is wrong with a terminal, a save, a pack or an installation, and what to do about it."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from casefile.desk.cases import checkout, offers, saves_folder
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
    elif _is_pack(file):
        yield pack_at(file)
    else:
        yield save_at(file)


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
    """Open a save without changing it, and its pack, and check every key."""
    from casefile.desk.saved import inspect

    return _try(file.name, lambda: inspect(file), _ADVICE)


def _try(what: str, look: Callable[[], str], advice: dict[str, str]) -> Finding:
    try:
        return Finding(what, "good", look())
    except Refusal as refusal:
        return Finding(what, "bad", f"{refusal.sentence} ({refusal.code})", advice.get(refusal.code, ""))


def _is_pack(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(9) == b"casefile-" or file.suffix == ".case"
    except OSError:
        return file.suffix == ".case"


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
    if name.replace("-", "") != "utf8":
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
    for file in sorted(saves.glob("*.json")) if saves.is_dir() else ():
        if not file.name.startswith("."):
            yield save_at(file)


_SIGNS = {"good": "✓ good ", "mind": "◐ mind ", "bad": "■ bad  "}

_ADVICE = {
    "pack-not-a-pack": "It may be the wrong file, or a page saved in its place. A pack ends in .case.",
    "pack-damaged": "It was cut short or changed on its way. Get it again; your saves are not touched by that.",
    "pack-version": "Update casefile.",
    "pack-unreadable": "Give yourself the right to read it.",
    "save-damaged": "A copy of the state before lies beside it, with `.previous` in its name.",
}
