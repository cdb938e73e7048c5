"""Ids for the paragraphs of a case's papers: given once, never changed, never given again."""

import hashlib
from pathlib import Path

from casefile.source.document import cut, identified, repeated
from casefile.source.folder import Folder
from casefile.source.problems import Findings
from casefile.workshop.translation.texts import is_prose

_SIGNS = "bcdfghjkmnpqrstvwxz23456789"
"""Nothing that looks like something else, and no vowels, so that no id is a word."""
_LENGTH = 4


def tagged(name: str, text: str) -> str:
    """A paper's file with an id for each block of prose that had none.

    Args:
        name: Id of the paper.
        text: The whole file.
    """
    parts = cut(text.replace("\r\n", "\n"))
    if parts is None:
        return text
    lines = text.split("\n")
    found = identified(parts.body)
    taken = {block.id for block in found}
    for block in found:
        if not block.id and is_prose(block.text):
            fresh = _fresh(name, block.text, taken)
            taken.add(fresh)
            at = parts.body_line - 1 + block.offset
            line = lines[at].removesuffix("\r")
            lines[at] = f"{line.rstrip()} <!-- #{fresh} -->" + "\r" * (line != lines[at])
    return "\n".join(lines)


def tag(folder: Path) -> dict[str, str]:
    """Files of a case that lack ids, by path, as they would be with them.

    Raises:
        Unsound: It is no case; a paper cannot be read, or has one id twice.
    """
    findings = Findings()
    papers = Folder(folder.resolve(), findings)
    papers.read("case.toml")
    changed: dict[str, str] = {}
    for path in papers.find("docs/**/*.md"):
        source = papers.read(path)
        parts = cut(source.text) if source else None
        if source is None or parts is None:
            continue
        for block in repeated(identified(parts.body)):
            line = parts.body_line + block.offset
            findings.add("CF-S06", path, line, f"there are two paragraphs #{block.id}; take one of the ids off.")
        text = (folder / path).read_bytes().decode("utf-8")
        new = tagged(Path(path).stem, text)
        if new != text:
            changed[path] = new
    findings.close()
    return changed


def _fresh(name: str, text: str, taken: set[str]) -> str:
    """An id made from the paragraph as it is now, so that an id that was deleted does not come back for another."""
    for turn in range(len(taken) + 1):
        number = int.from_bytes(hashlib.sha256(f"{name} {turn} {text}".encode()).digest(), "big")
        signs = ""
        for _ in range(_LENGTH):
            number, sign = divmod(number, len(_SIGNS))
            signs += _SIGNS[sign]
        if signs not in taken:
            return signs
    return f"{signs}{len(taken)}"
