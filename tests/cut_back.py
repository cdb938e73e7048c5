"""A case as it was when it had fewer acts: for plays that were begun then and go on now."""

import re
import shutil
import tomllib
from pathlib import Path


def cut_back(source: Path, acts: set[str], rev: int, folder: Path) -> Path:
    """Copy a case without what belongs to other acts.

    Args:
        source: The whole case.
        acts: Ids of the acts that are kept.
        rev: The revision that the copy has.
        folder: Where the copy comes to lie.
    """
    copy = shutil.copytree(source, folder)
    gone = set()
    for act in tomllib.loads((copy / "case.toml").read_text(encoding="utf-8"))["acts"]:
        gone |= {act["id"]} - acts
    for place in copy.glob("puzzles/*/puzzle.toml"):
        about = tomllib.loads(place.read_text(encoding="utf-8"))
        if about["act"] not in acts:
            gone |= {about["id"], *(row["opens"] for row in about.get("rows", ()))}
            shutil.rmtree(place.parent)
    for place in copy.glob("docs/*/*.md"):
        about = tomllib.loads(place.read_text(encoding="utf-8").split("+++")[1])
        if about["act"] not in acts:
            gone.add(about["id"])
            place.unlink()
    for place in copy.glob("docs/*/*.md"):
        lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not set(re.findall(r'slot = "(\w+)\.', line)) & gone]
        place.write_text("".join(kept), encoding="utf-8")
    _cut_file(copy / "case.toml", gone, rev)
    return copy


def _cut_file(place: Path, gone: set[str], rev: int) -> None:
    """Drop the tables of `case.toml` that name something that is gone, and what hangs on them."""
    head, *tables = re.split(r"(?m)^(?=\[\[)", place.read_text(encoding="utf-8"))
    for table in tables:
        gone |= set(re.findall(r'(?m)^id = "(\w+)"', table)) if table.startswith("[[decisions]]") else set()
    ends = re.search(r'(?m)^endings_with = "(\w+)"\n', head)
    is_open = ends is not None and ends[1] in gone
    head = head.replace(ends[0], "") if ends and is_open else head
    kept = [re.sub(r"(?m)^rev = \d+", f"rev = {rev}", head)]
    for table in tables:
        if is_open and (table.startswith("[[endings]]") or 'opens = "ending:' in table):
            continue
        if table.startswith("[[profiles]]"):
            profile = re.sub(r"(?m)^endings = .*\n", "", table) if is_open else table
            kept.append(re.sub(r'"(\w+)"(?:, )?', lambda word: "" if word[1] in gone else word[0], profile))
        elif not table.startswith("[[decisions]]") and not _named(table) & gone:
            kept.append(table)
    place.write_text("".join(kept), encoding="utf-8")


def _named(table: str) -> set[str]:
    """Whatever a table names in quotes: `held:m2/papers` is m2, and `request:ferry` itself, too."""
    words = set(re.findall(r'"!?([^"\s]+)"', table))
    for word in tuple(words):
        last = word.partition(":")[2] if re.match(r"(?:held|read|solved|tried|chose|paper|branch):", word) else word
        words |= {last, re.split(r"[/=.]", last)[0]}
    return words
