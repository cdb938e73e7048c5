"""From an old id and a new one to a case that has it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from casefile.source.loader import load
from casefile.workshop.renaming.files import Rewritten, rewrite
from casefile.workshop.renaming.ids import Change, changes
from casefile.workshop.renaming.proof import Claim, prove
from casefile.workshop.renaming.swapping import swap

_PARTS = ("case.toml", "cast.toml", "world.toml", "docs", "puzzles", "i18n")


@dataclass(frozen=True, slots=True)
class Renaming:
    """A new id that has been proved and not yet written."""

    root: Path
    changes: list[Change]
    rewritten: Rewritten

    def write(self) -> None:
        """Write it.

        Raises:
            Refusal: It cannot be written; nothing was changed.
        """
        swap(self.root, self.rewritten)


def rename(folder: Path, old: str, new: str, tell: Callable[[int, int, str], None]) -> Renaming:
    """Work out a new id and prove on a copy that the case is the same with it.

    Raises:
        Unsound: The case has faults; or it would have.
        Refusal: The id is not there, the new one cannot be or is taken, or the case would deal something else.
    """
    root = folder.resolve()
    case = load(root)
    wanted = changes(case, old, new)
    rewritten = rewrite(case, root, wanted)
    with TemporaryDirectory(prefix="casefile-renaming-") as made:
        copy = Path(made) / root.name
        copy.mkdir()
        for part in _PARTS:
            if (root / part).is_dir():
                shutil.copytree(root / part, copy / part)
            elif (root / part).is_file():
                shutil.copy2(root / part, copy / part)
        swap(copy, rewritten)
        papers = frozenset(name for name, doc in case.docs.items() if doc.path in rewritten.texts)
        prove(Claim(case, copy, wanted, papers), tell)
    return Renaming(root, wanted, rewritten)
