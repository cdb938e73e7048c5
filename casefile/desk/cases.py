"""What can be played here and where things lie: sealed packs, a checkout's sources, saves.

An installed program carries its packs sealed. A checkout has the cases' sources and seals them on first use, in a
process of its own, so that the player's programme never meets a source.
"""

import hashlib
import json
import secrets
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

from casefile.errors import Refusal

Tell = Callable[[int, int], None]
"""Called with how much is done and how much there is to do."""

WHOLE = "full"
"""The profile that leaves nothing out."""

RANDOM = "random"
"""The seed to ask for when any deal but the story's will do."""

STRETCHED = "deals.stretch"
"""Beside a source: its answers stretched already, for the deals that the wheel has (`make deals`)."""

_PACKAGE = Path(__file__).resolve().parent.parent
_ROOMS = ("kinds", "source", "tools", "vault", "workshop", "world")
"""Rooms whose code decides what is in a pack."""


@cache
def checkout() -> Path | None:
    """The root of the checkout that this programme runs from; None when it is installed."""
    root = _PACKAGE.parent
    return root if (root / "puzzles").is_dir() and (root / "pyproject.toml").is_file() else None


def saves_folder() -> Path:
    """Where saves lie unless somebody says otherwise."""
    root = checkout()
    if root is not None:
        return root / "saves"
    return platformdirs.user_data_path("casefile", appauthor=False) / "saves"


def preferences_file() -> Path:
    """Where the desk keeps how the player likes it."""
    root = checkout()
    if root is not None:
        return root / "saves" / ".preferences.json"
    return platformdirs.user_config_path("casefile", appauthor=False) / "preferences.json"


def seal_cache(source: Path) -> Path:
    """A private file in which sealing a case remembers what has not changed since the last time.

    It begins with what lies beside the source, if somebody has stretched its answers already.
    """
    name = hashlib.sha256(str(source.resolve()).encode()).hexdigest()[:16]
    root = checkout()
    folder = root / "build" / "cache" if root else platformdirs.user_cache_path("casefile", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    own, known = folder / f"{name}.stretch", source / STRETCHED
    if known.is_file() and not own.exists():
        shutil.copyfile(known, own)
    return own


@dataclass(frozen=True, slots=True)
class Cut:
    """A profile of a case, as whoever begins is asked for it."""

    id: str
    minutes: int = 0
    """How long it is said to take; 0 where nothing is said."""
    players: int = 2
    """For how many that is said."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A case that can be played here."""

    id: str
    title: str
    pack: Path
    """Where its pack lies, or will lie once it has been sealed."""
    source: Path | None = None
    """The folder of its source; None for a pack that came sealed."""
    profile: str = ""
    seed: str = ""
    """Empty for the story's own deal; the pack's id for another one that came sealed."""
    cuts: tuple[Cut, ...] = ()
    """The lengths at which the case can be played."""

    @property
    def ready(self) -> bool:
        """The pack is there and says what its source says."""
        if self.source is None:
            return self.pack.is_file()
        return self.pack.is_file() and _stamp(self.pack) == _digest(self.source)


def offers() -> tuple[Offer, ...]:
    """All cases that can be played here, by title; nothing is sealed and no pack is read beyond its head."""
    root = checkout()
    found = list(_sources(root)) if root is not None else []
    known = {offer.id for offer in found}
    found += [offer for offer in _sealed(_PACKAGE / "packs") if offer.id not in known]
    return tuple(sorted(found, key=lambda offer: (offer.title, offer.id, bool(offer.seed), offer.profile, offer.seed)))


def choose(case: str, *, profile: str = "", seed: str = "", played: Collection[str] = ()) -> Offer:
    """The offer of a case, dealt and cut as asked.

    Args:
        case: Its id.
        profile: One of its profiles.
        seed: What it is dealt from; `random` for any deal but the story's own.
        played: Ids of packs that were played here, which a random deal is not if there is another.

    Raises:
        Refusal: There is no such case here, or it cannot be dealt anew without its source.
    """
    known = offers()
    named = [offer for offer in known if offer.id == case.casefold()]
    if not named:
        names = ", ".join(sorted({offer.id for offer in known})) or "none at all"
        raise Refusal("case-unknown", f"There is no case called {case!r} here; there is: {names}.")
    return pick(named, profile=profile, seed=seed, played=played)


def pick(named: Sequence[Offer], *, profile: str = "", seed: str = "", played: Collection[str] = ()) -> Offer:
    """As `choose`, among all offers of one case, the story's own deal first.

    Raises:
        Refusal: `case-sealed`: it came sealed, and not so.
    """
    first, profile = named[0], "" if profile == WHOLE else profile
    if not profile and not seed:
        return first
    if first.source is not None:
        seed = secrets.token_hex(16) if seed == RANDOM else seed
        # Not the seed itself: to whoever has the source it is the solution, and a file's name is seen.
        words = (first.id, profile, hashlib.sha256(seed.encode()).hexdigest()[:8] if seed else "")
        return replace(
            first, pack=first.pack.with_name("-".join(filter(None, words)) + ".case"), profile=profile, seed=seed
        )
    fitting = [offer for offer in named if offer.profile == profile and seed in ("", RANDOM)]
    fitting = [offer for offer in fitting if bool(offer.seed) == bool(seed)]
    if not fitting:
        raise Refusal("case-sealed", _not_sealed_so(named, profile, seed))
    fresh = [offer for offer in fitting if offer.seed not in played]
    return secrets.choice(fresh or fitting) if seed else fitting[0]


def has_others(named: Sequence[Offer]) -> bool:
    """Whether a case can be had in any deal but the story's own."""
    return named[0].source is not None or any(offer.seed for offer in named)


def all_played(named: Sequence[Offer], played: Collection[str]) -> bool:
    """Whether no further deal of a case that came sealed is left that was not played here."""
    others = [offer for offer in named if offer.source is None and offer.seed]
    return bool(others) and all(offer.seed in played for offer in others)


def _not_sealed_so(named: Sequence[Offer], profile: str, seed: str) -> str:
    title, lengths = named[0].title, sorted({offer.profile or WHOLE for offer in named if not offer.seed})
    if seed == RANDOM and profile and any(offer.seed for offer in named):
        return f"The other deals of {title} came at full length only. Leave `{profile}` away, or play the story's own."
    if not seed:
        return f"{title} came sealed, and without a profile {profile!r}. It has: {', '.join(lengths)}."
    return (
        f"{title} came sealed: another seed or profile needs its source, from which `casefile seal` makes a pack."
        + (f" `--seed {RANDOM}` takes a deal that came with it." if has_others(named) else "")
    )


def make(offer: Offer, tell: Tell) -> Path:
    """The path of an offer's pack, sealed first where it is missing or older than its source.

    Blocks for as long as sealing takes; `tell` is called from the calling thread.

    Raises:
        Refusal: The source cannot be sealed; the sentence is the workshop's own.
    """
    if offer.source is None or offer.ready:
        return offer.pack
    offer.pack.parent.mkdir(parents=True, exist_ok=True)
    stamp = _digest(offer.source)
    command = [
        sys.executable,
        "-m",
        "casefile",
        "seal",
        str(offer.source),
        "-o",
        str(offer.pack),
        "--progress",
        "lines",
        "--unchecked",  # whoever plays from a checkout is not its author, and does not wait for the rules
    ]
    command += ["--seed", offer.seed] if offer.seed else []
    command += ["--profile", offer.profile] if offer.profile else []
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as sealing:  # noqa: S603
        for line in sealing.stderr or ():
            done, slash, total = line.strip().partition("/")
            if slash and done.isdigit() and total.isdigit():
                tell(int(done), int(total))
            elif line.strip():
                said.append(line.strip())
    if sealing.returncode:
        more = f" ({len(said) - 1} more: `casefile seal {offer.source} -o {offer.pack}`)" if len(said) > 1 else ""
        raise Refusal(
            "case-seal", f"{offer.title} could not be sealed: {''.join(said[:1]) or 'no reason was given'}{more}"
        )
    _stamp_file(offer.pack).write_text(json.dumps({"source": stamp}), encoding="utf-8")
    return offer.pack


def _sources(root: Path) -> Iterator[Offer]:
    for head in sorted((root / "puzzles").glob("*/case.toml")):
        try:
            case = tomllib.loads(head.read_text(encoding="utf-8"))
            name, title = str(case["id"]), str(case["title"])
        except (OSError, UnicodeError, tomllib.TOMLDecodeError, KeyError):
            name = title = head.parent.name  # `seal` says what is wrong with it, with the line
            case = {}
        pack = root / "build" / "packs" / f"{name}.case"
        yield Offer(name, title, pack, head.parent, cuts=_cuts(case.get("profiles")))


def _sealed(folder: Path) -> Iterator[Offer]:
    if not folder.is_dir():
        return
    from casefile.vault import Pack
    from casefile.vault.manifest import say

    index = _index(folder)
    for path in sorted(folder.glob("*.case")):
        try:
            pack = Pack.open(path)
        except Refusal:
            continue  # `casefile doctor` names it and says why
        profile = "" if pack.profile == WHOLE else pack.profile
        # The story's own deal has a plain name; what another one is called says nothing.
        seed = "" if path.stem == "-".join(filter(None, (pack.case, profile))) else pack.id
        yield Offer(pack.case, say(pack.title, "en"), path, None, profile, seed, _cuts(index.get(pack.case)))
        pack.close()


def _index(folder: Path) -> dict[str, Any]:
    """What was written beside packs that came sealed: how long the profiles of each case take."""
    try:
        index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return index if isinstance(index, dict) else {}


def _cuts(profiles: object) -> tuple[Cut, ...]:
    """Profiles as a source or an index has them; what is wrong with one is for `check` to say."""
    entries = [one for one in profiles if isinstance(one, dict)] if isinstance(profiles, list) else []
    return tuple(
        Cut(one["id"], _count(one.get("minutes"), 0), _count(one.get("players"), 2))
        for one in entries
        if isinstance(one.get("id"), str)
    )


def _count(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else otherwise


def _stamp_file(pack: Path) -> Path:
    return pack.with_suffix(".stamp")


def _stamp(pack: Path) -> str:
    try:
        return str(json.loads(_stamp_file(pack).read_text(encoding="utf-8"))["source"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _digest(source: Path) -> str:
    """One value for the state of a source and of the code that seals it: names, sizes and times, no contents."""
    digest = hashlib.sha256()
    for path in sorted(_inputs(source)):
        facts = path.stat()
        digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _inputs(source: Path) -> Iterator[Path]:
    for path in source.rglob("*"):
        hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(source).parts)
        # The key is made by the first seal itself; neither changes anything that a player reads.
        if path.is_file() and not hidden and path.name not in ("seal.key", STRETCHED):
            yield path
    for room in _ROOMS:
        yield from (_PACKAGE / room).rglob("*.py")
