"""Build hook: seals the built-in cases, so that the wheel carries packs and no source of any case."""

import json
import shutil
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STRETCHED = "deals.stretch"
"""Beside a case's source: its answers, stretched already and each sealed under the seal key and the answer itself, as
`make deals` wrote them. Two thousand answers are minutes of work; without the file, or for those that it has not got,
the work is done here and comes to the same."""
FURTHER = tuple(f"deal-{n}" for n in range(1, 9))
"""Seeds of what is sealed beside the story's own deal."""
WORKERS = 2
"""Processes that deal; each stretches with as many threads as there are cores, at 64 MiB a thread."""


@dataclass(frozen=True)
class Cut:
    """A pack that is to be."""

    source: Path
    profile: str
    seed: str | None
    """None for the story's own deal."""


class SealCases(BuildHookInterface):  # type: ignore[type-arg]
    """Seals every folder of `puzzles/` that holds a case into `casefile/packs/` of the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Seal, unless this is an editable install: a checkout seals its packs itself."""
        if version == "editable":
            return
        folder = Path(self.root, "build", "wheel")  # not `build/packs`: somebody may be playing what lies there
        for path in sorted(seal_all(Path(self.root), folder)):
            build_data["force_include"][str(path)] = f"casefile/packs/{path.name}"


def seal_all(root: Path, folder: Path) -> list[Path]:
    """Seal every case of a checkout in every profile, and in full from every further seed.

    Returns:
        The packs, and an index that says how long each profile takes.
    """
    sys.path.insert(0, str(root))
    from casefile.vault import Pack
    from casefile.workshop.seal import seal_case

    folder.mkdir(parents=True, exist_ok=True)
    sources = sorted(path.parent for path in root.glob("puzzles/*/case.toml"))
    made: list[Path] = []
    index: dict[str, Any] = {}
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        cuts = [cut for source in sources for cut in cuts_of(source)]
        packs = [
            pool.submit(
                seal_case, cut.source, seed=cut.seed, profile=cut.profile, kdf="standard", cache=own_cache(cut, folder)
            )
            for cut in cuts
        ]
        for cut, pack in zip(cuts, packs, strict=True):
            data = pack.result()
            with Pack.open(data) as opened:
                # The name of a further deal says nothing that its header does not say.
                words = (opened.case, "" if opened.profile == "full" else opened.profile, opened.id[:8])
                index[opened.case] = list(profiles_of(cut.source))
            made.append(folder / f"{'-'.join(filter(None, words if cut.seed else words[:2]))}.case")
            made[-1].write_bytes(data)
    told = folder / "index.json"
    told.write_text(json.dumps(index), encoding="utf-8")
    return [*made, told]


def profiles_of(source: Path) -> Iterator[dict[str, Any]]:
    """What anybody may know of the profiles of a case: how long each takes, and how many."""
    for profile in tomllib.loads((source / "case.toml").read_text(encoding="utf-8")).get("profiles", []):
        yield {key: profile[key] for key in ("id", "minutes", "players") if key in profile}


def cuts_of(source: Path) -> Iterator[Cut]:
    """The packs of a case."""
    for profile in profiles_of(source):
        yield Cut(source, profile["id"], None)
    for seed in FURTHER:
        yield Cut(source, "full", seed)


def own_cache(cut: Cut, folder: Path) -> Path:
    """The answers of a case that are stretched already, in a copy that no other process writes to."""
    own = folder / f"{cut.source.name}-{cut.profile}-{cut.seed or 'story'}.stretch"
    known = cut.source / STRETCHED
    if known.is_file() and not (own.is_file() and own.stat().st_mtime >= known.stat().st_mtime):
        shutil.copyfile(known, own)
    return own


def keep_stretched(root: Path, folder: Path) -> None:
    """Write down beside each source what its packs needed, and nothing else: the work of many minutes."""
    shutil.rmtree(folder, ignore_errors=True)
    sources = [path.parent for path in root.glob("puzzles/*/case.toml")]
    for source in sources:
        (source / STRETCHED).unlink(missing_ok=True)
    seal_all(root, folder)
    for source in sources:
        caches = [own_cache(cut, folder).read_bytes().partition(b"\n") for cut in cuts_of(source)]
        head, end, _ = caches[0]
        (source / STRETCHED).write_bytes(head + end + b"".join(entries for _, _, entries in caches))


if __name__ == "__main__":
    keep_stretched(Path(__file__).parent, Path(__file__).parent / "build" / "deals")
