"""Mutators for what keeps a case from being read or dealt."""

import os
import re
from pathlib import Path
from random import Random

from casefile.source.folder import MOST_BYTES
from tests.check.mutants.folder import SOUND, TIN, Mutator, Places, appended, edited, files, one_of, put, swapped

CASE, DOCS, PUZZLES, HINTS = "case.toml", "docs/**/*.md", "puzzles/*/puzzle.toml", "puzzles/*/hints.md"
CATALOGUE = "i18n/de.po"
TYPED = "puzzles/p[1-6]/puzzle.toml"
"""Puzzles of the sound case that ask for something that is typed."""


def _not_utf8(draw: Random, root: Path) -> str:
    path = draw.choice([one for one in files(root, "**/*") if one.suffix in {".toml", ".md", ".po", ".test"}])
    data = bytearray(path.read_bytes())
    data[draw.randrange(len(data))] = 0xFF
    path.write_bytes(data)
    return f"{path.relative_to(root)} has a byte that is not UTF-8"


def _no_toml(draw: Random, root: Path) -> str:
    place = draw.choice(
        (Places("*.toml", r'["\]}]$'), Places(PUZZLES, r'["\]]$'), Places(DOCS, r'["\]]$', before="\n+++"))
    )
    path, match = place.draw(draw, root)
    return put(root, path, match, "")


def _no_case_file(_draw: Random, root: Path) -> str:
    (root / CASE).unlink()
    return "case.toml is gone"


def _not_here(draw: Random, root: Path) -> str:
    """A file that is a link, a pipe, or of a size that nobody reads."""
    read = [one for one in files(root, "**/*") if one.suffix in {".toml", ".md", ".po", ".test"}]
    path, way = draw.choice(read), draw.choice(("a link", "a pipe", "too long"))
    if way == "too long":
        path.write_bytes(path.read_bytes() + b"\n" * MOST_BYTES)
    else:
        text = path.read_bytes()
        path.unlink()
        if way == "a pipe":
            os.mkfifo(path)
        else:
            elsewhere = root.parent / "elsewhere"
            elsewhere.write_bytes(text)
            path.symlink_to(elsewhere)
    return f"{path.relative_to(root)} is {way}"


def _key(draw: Random, root: Path) -> str:
    """A key of a closed table, spelt otherwise."""
    place = draw.choice(
        (
            Places(CASE, r"^\w+(?= = )"),
            Places(DOCS, r"^\w+(?= = )", before="\n+++\n"),
            Places(PUZZLES, r"^\w+(?= = )", before="[params]"),
        )
    )
    path, match = place.draw(draw, root)
    letters = list(match[0])
    at = draw.randrange(len(letters))
    letters.insert(at, draw.choice("aeiou"))
    return put(root, path, match, "".join(letters))


_VALUES = one_of(
    swapped(Places(CASE, r"(?<=^k = )\d+"), '"{0}"', "0", "9", "2.5", "true"),
    swapped(Places(CASE, r"(?<=^minutes = )\d+"), '"{0}"', "-{0}", "{0}000"),
    swapped(Places(PUZZLES, r"(?<=^minutes = )\d+"), '"{0}"', "-{0}", "{0}000"),
    swapped(Places(PUZZLES, r'(?<=^form = )"\w+"'), '"answr"', '""', "1"),
    swapped(Places(DOCS, r"(?<=^order = )\d+"), '"{0}"', "1.5"),
    swapped(Places(CASE, r'(?<=^id = )"\w+"'), '"No id"', "7", '""'),
)

# -- texts


_TEMPLATES = one_of(
    swapped(Places(DOCS, r"\{\{ (?:world|cast|p\d)\b", behind="\n+++\n"), "{0}x", "{0}.nobody"),
    swapped(Places(DOCS, r" \}\}"), " }", "", " | louder }}", " + }}"),
    swapped(Places(HINTS, r"\{\{ \w+\."), "{0}no_", "{{ nowhere."),
    swapped(Places(PUZZLES, r"(?<=\{\{ world\.)\w+"), "{0}x", "no_{0}"),
    swapped(Places(CASE, r'^text = "'), "{0}{{ nobody }}", "{0}{% if %}", "{0}{{ 1 / 0 }}"),
    swapped(Places(PUZZLES, r'^(?:prompt|solved) = "'), "{0}{{ world.nothing }}", "{0}{% for x in 3 %}"),
)


def _hints_out_of_order(draw: Random, root: Path) -> str:
    place, new = draw.choice(
        (
            (Places(HINTS, r"^([1-4])\. .*$"), ""),
            (Places(HINTS, r"^[1-4]\. "), "5. "),
            (Places(HINTS, r"^[1-4]\. "), "- "),
            (Places(HINTS, r"^## \w+: "), "## "),
            (Places(HINTS, r"\{(?:seen|slot):"), "{sen:"),
        )
    )
    path, match = place.draw(draw, root)
    return put(root, path, match, new)


def _other_name(draw: Random, root: Path) -> str:
    path = draw.choice(files(root, DOCS))
    if draw.random() < 0.5:
        path.write_text(path.read_text("utf-8").replace("+++\n", draw.choice(("---\n", "", "++\n")), 1), "utf-8")
        return f"{path.name} has lost its first line"
    path.rename(path.with_name(f"{path.stem}s.md"))
    return f"{path.name} is called {path.stem}s.md"


def _mark(draw: Random, root: Path) -> str:
    """A mark that no lift fills, or a lift that is gone."""
    if draw.random() < 0.25:
        path, match = Places(DOCS, r"^lifts = .*\n").draw(draw, root)
        return put(root, path, match, "")
    mark = draw.choice(("mark", "hidden")), draw.choice(("who", "late", "x1"))
    return appended(root, draw.choice(files(root, DOCS)), f"It was [[{mark[0]} {mark[1]}]] that did it.")


def _plan(draw: Random, root: Path) -> str:
    """A line of a plan that is misspelt, or that names what there is not."""
    name = draw.choice(("p1", "p2", "p3", "p4", "p5", "p6", "m", "f"))
    bad = draw.choice(
        (
            "opne: note1",
            "open: no-such-paper",
            'answer p9: "1" -> reject',
            f'answer {name}: "1" / "2" / "3" / "4" / "5" -> reject',
            f'answer {name}: "1" -> refuse',
            f"hint {name} 7: mentions note1",
            "expect: seen book1",
            "decide d1: never",
            "decide d2: tell",
            "needs: p77",
            "profiles: long",
        )
    )
    path = root / "puzzles" / name / "plan.test"
    path.write_text(f"{path.read_text('utf-8') if path.exists() else ''}\n{bad}\n", "utf-8")
    return f"puzzles/{name}/plan.test: {bad}"


def _lost_placeholder(draw: Random, root: Path) -> str:
    path, match = Places(CATALOGUE, r'(?<=^msgstr ").*(?:\{\{.*?\}\}|\{card\}).*(?="$)').draw(draw, root)
    marks = list(re.finditer(r"\{\{.*?\}\}|\{card\}", match[0]))
    lost = draw.choice(marks)
    return put(root, path, match, match[0].replace(lost[0], draw.choice(("", "{" + lost[0][1:-1] + "s}", "…"))))


# -- deals


_EMPTY = ("…", "—", "!?", " ", "x" * 300, "\U000e0080")
_NO_ANSWER = one_of(
    swapped(Places(TYPED, r'(?<=^refuse = \[\[")\w+'), *_EMPTY),
    swapped(Places("puzzles/p[1245]/puzzle.toml", r"^(?=refuse = )"), *(f'accept = [["{one}"]]\n' for one in _EMPTY)),
    swapped(Places("puzzles/p[36]/puzzle.toml", r"^(?=refuse = )"), *(f'accept = [["emu", "{x}"]]\n' for x in _EMPTY)),
    swapped(Places("puzzles/p[14]/puzzle.toml", r"(?<=near = \[\{ answer = \[\")[^\"]+"), *_EMPTY),
)

_NO_PUZZLE = one_of(
    swapped(
        Places("puzzles/p[2356]/puzzle.toml", r"^(?:answer|space|find|refused|toy)(?= = )", behind="[params]"), "x"
    ),
    swapped(Places(PUZZLES, r"^space = \d+"), "space = 0", "space = -5", 'space = "many"'),
    swapped(Places(PUZZLES, r"^find = \['"), "{0}(", "{0}[", "{0}*"),
    swapped(Places(TYPED, r'(?<=^kind = ")\w+'), "plian", "{0}s", "riddle"),
    swapped(Places("puzzles/p[14]/puzzle.toml", r'(?<=shape = )"####"'), '""', "4"),
    swapped(Places("puzzles/p[2356]/puzzle.toml", r"^refused = .*$"), "refused = []", 'refused = [["1", "2", "3"]]'),
)


def _no_world(draw: Random, root: Path) -> str:
    """A clue code that there cannot be, or a variable without a row for what was drawn."""
    if draw.random() < 0.3:
        by = draw.choice(("mole", "decoy", "room"))
        new = f'[variables]\nspy = {{ by = "{by}", table = {{ nobody = 1 }} }}'
        return edited(root, "world.toml", "[variables]", new)
    old, new = draw.choice(
        (
            ("column = [0, 3]", "column = [0, 0]"),
            ("column = [0, 3]", "column = [4, 4]"),
            ("column = [0, 3]", "column = [0, 3]\nexclusions = 7"),
            ("column = [0, 3]", "column = [0, 3]\nfamilies = 4"),
            ("least = 1, most = 1", "least = 4, most = 4"),
            ("least = 2, most = 3", "least = 5, most = 9"),
        )
    )
    return edited(root, "world.toml", old, new)


MUTATORS = (
    Mutator("CF-S10", _not_utf8),
    Mutator("CF-S10", _no_toml),
    Mutator("CF-S10", _no_toml, TIN),
    Mutator("CF-S10", _no_case_file),
    Mutator("CF-S11", _not_here),
    Mutator("CF-S12", _key),
    Mutator("CF-S12", _key, TIN),
    Mutator("CF-S12", _VALUES),
    Mutator("CF-S12", swapped(Places("world.toml", r"^(?:column|corridor)\b"), "{0}s", "cloumn")),
    Mutator("CF-S13", _TEMPLATES),
    Mutator("CF-S14", _hints_out_of_order, SOUND),
    Mutator("CF-S14", _hints_out_of_order, TIN),
    Mutator("CF-S15", _other_name),
    Mutator("CF-S16", swapped(Places(CATALOGUE, r'"$'), "", '" x', "\\")),
    Mutator("CF-S16", swapped(Places(CATALOGUE, r"^msg(?:id|str|ctxt)"), "mgs", "nonsense", "{0}s")),
    Mutator("CF-S17", _NO_PUZZLE),
    Mutator("CF-S18", _no_world),
    Mutator("CF-S19", _mark),
    Mutator("CF-S20", _plan),
    Mutator("CF-S21", _lost_placeholder),
    Mutator("CF-A01", _NO_ANSWER),
)
