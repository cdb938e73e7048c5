"""Files exchanged all together, or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from casefile.errors import Refusal
from casefile.workshop.renaming.files import Rewritten


def swap(root: Path, rewritten: Rewritten) -> None:
    """Put the new files in the place of the old ones.

    Everything is first written beside them. Then files change places one by one; should one fail, all that were
    exchanged go back.

    Raises:
        Refusal: `rename-write`: it cannot be done; the folder is as it was, or the sentence says where the rest is.
    """
    undo: list[Callable[[], object]] = []
    stage = Path(mkdtemp(prefix=".renaming-", dir=root))
    stuck = False
    try:
        for number, text in enumerate(rewritten.texts.values()):
            (stage / f"{number}.new").write_bytes(text.encode())
        for number, path in enumerate(rewritten.texts):
            _exchange(root / path, stage / f"{number}.new", stage / f"{number}.old", undo)
        for old, new in rewritten.moves.items():
            _move(root / old, root / new, undo)
    except BaseException as fault:
        stuck = not all(map(_undone, reversed(undo)))
        if isinstance(fault, OSError):
            left = f"some files could not be put back; they are in {stage}." if stuck else "nothing was changed."
            raise Refusal("rename-write", f"{fault.filename or root}: {fault.strerror}; {left}") from fault
        raise
    finally:
        if not stuck:
            shutil.rmtree(stage, ignore_errors=True)


def _undone(step: Callable[[], object]) -> bool:
    try:
        step()
    except OSError:
        return False
    return True


def _exchange(path: Path, new: Path, kept: Path, undo: list[Callable[[], object]]) -> None:
    shutil.copystat(path, new)
    path.replace(kept)
    undo.append(lambda: kept.replace(path))
    new.replace(path)


def _move(old: Path, new: Path, undo: list[Callable[[], object]]) -> None:
    if new.exists():
        raise FileExistsError(17, "is there already", str(new))
    old.rename(new)
    undo.append(lambda: new.rename(old))
