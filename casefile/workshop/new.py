"""A new case: a small one that is complete, so that its author changes things and never faces an empty folder."""

import json
import re
import shutil
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from casefile.errors import Refusal

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BLANK = re.compile(r'"@(id|title|language)@"')


@dataclass(frozen=True, slots=True)
class Wish:
    """What an author says about a new case."""

    id: str
    title: str
    language: str = "en"


def id_from(title: str) -> str:
    """An id that a title suggests: `The Biscuit Tin` gives `the-biscuit-tin`."""
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:64] or "case"


def new_case(folder: Path, wish: Wish) -> list[str]:
    """Write the starter's files.

    Returns:
        Their paths, relative to the folder.

    Raises:
        Refusal: `new-id`, `new-title`, `new-language`, `new-exists`, `new-write`; nothing is left behind then.
    """
    _check(folder, wish)
    texts = dict(_texts(files("casefile.workshop") / "starter", ""))
    values = {"id": wish.id, "title": wish.title, "language": wish.language}
    draft = folder.with_name(f".{folder.name}.new")
    try:
        for path, text in texts.items():
            target = draft / path
            target.parent.mkdir(parents=True, exist_ok=True)
            # JSON's strings are TOML's, so that no title can break the file.
            target.write_text(_BLANK.sub(lambda found: json.dumps(values[found[1]]), text), encoding="utf-8")
        draft.replace(folder)
    except OSError as fault:
        shutil.rmtree(draft, ignore_errors=True)
        raise Refusal("new-write", f"{folder} cannot be written: {fault.strerror}.") from fault
    return sorted(texts)


def _check(folder: Path, wish: Wish) -> None:
    if not _ID.fullmatch(wish.id):
        raise Refusal("new-id", f'"{wish.id}" cannot be an id: small letters, digits, - and _, as in "biscuit-tin".')
    if not wish.title.strip() or not wish.title.isprintable():
        raise Refusal("new-title", "A case needs a title, in one line.")
    if not _LANGUAGE.fullmatch(wish.language):
        raise Refusal("new-language", f'"{wish.language}" is no language tag; write it as "en" or "de".')
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise Refusal("new-exists", f"{folder} is there already and is not empty; name another folder.")


def _texts(folder: Traversable, within: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _texts(entry, f"{within}{entry.name}/")
        else:
            found.append((f"{within}{entry.name}", entry.read_text(encoding="utf-8")))
    return found
