"""Mutators for clues, for the cards of boards, and for what papers state as true."""

import json
from itertools import combinations
from pathlib import Path
from random import Random

from tests.check.mutants.folder import Mutator, Places, appended, files, put, swapped

BOOKS = ("day/book1", "day/book2", "day/book3", "night/book4", "night/book5", "night/book6")
REGISTERS = "docs/*/book?.md"
SLOTS = {"maker": "makers", "room": "rooms", "refuge": "rooms", "hour": "hours", "who": "people"} | {
    "seen": "rooms",
    "left": "rooms",
    "boat": "hours",
}
CARDS = {
    "makers": [f"k{number}" for number in range(1, 6)],
    "rooms": [f"r{number}" for number in range(1, 13)],
    "hours": [f"h{number}" for number in range(1, 16)],
    "people": ["ash", "birch", "carverly", "donnellanson"],
}


def _clue_unread(draw: Random, root: Path) -> str:
    """A register that is not printed, or is another's, or says nothing of the hour that matters."""
    path, match = draw.choice(
        (
            Places(REGISTERS, r"in world\.clues\.C(\d)\.rows"),
            Places(REGISTERS, r"^The window is .*$"),
            Places(REGISTERS, r"^\{% for row(?:.*\n)*?\{% endfor %\}$"),
        )
    ).draw(draw, root)
    if not match.groups():
        return put(root, path, match, "Nothing was written down.")
    other = draw.choice([number for number in "123456" if number != match[1]])
    new = draw.choice(("in []", f"in world.clues.C{other}.rows", f"in world.clues.C{match[1]}.rows[:0]"))
    return put(root, path, match, new)


def _clue_of_its_own(draw: Random, root: Path) -> str:
    """A clue that no paper prints."""
    hour = draw.randint(16, 22)
    window = f'{{ place = "the gallery", from = "{hour}.05", to = "{hour}.25" }}'
    act, family = draw.choice(("day", "night")), draw.choice(("till", "gate", "ladder"))
    places = 'places = ["canteen", "cellar", "yard"]'
    about = f'id = "C7"\nact = "{act}"\nfamily = "{family}"\nwindow = {window}\n{places}'
    return appended(root, root / "world.toml", f"[[clues]]\n{about}")


def _clues_too_late(draw: Random, root: Path) -> str:
    """The rows of several registers come when the accusation has been made, on a paper of their own."""
    count, end = draw.randint(3, 6), draw.choice(("f", "f/papers"))
    late = f'+++\nid = "late"\ntitle = "Late"\nkind = "register"\nact = "night"\nopens_with = "{end}"\n+++\n'
    for book in draw.sample(BOOKS, count):
        path, match = Places(f"docs/{book}.md", r"^The window is (?:.*\n)*?\{% endfor %\}$").draw(draw, root)
        put(root, path, match, "What was written down is kept elsewhere.")
        late = f"{late}\n{match[0]}\n"
    (root / "docs/night/late.md").write_text(late, "utf-8")
    return f"the rows of {count} registers open with {end}"


def _less_support(draw: Random, root: Path) -> str:
    match draw.choice(("gone", "other", "late", "source")):
        case "gone":
            return swapped(Places(REGISTERS, r'^  \{ slot = "[mf]\..*\n'), "")(draw, root)
        case "other":
            return swapped(Places(REGISTERS, r'(?<=card = ")\{\{ .* \}\}(?=")'), "{0}x", "nobody", "x-{0}")(draw, root)
        case "late":
            place = Places("docs/day/inventory.md", r'(?<=^opens_with = ")day')
            return swapped(place, "p1", "p2", "p3", "m", "night")(draw, root)
        case _:
            act = draw.choice((BOOKS[:3], BOOKS[3:]))
            opener = draw.choice([book[-1] for book in act])
            for book in act:
                path, match = Places(f"docs/{book}.md", r'^opens_with = ".*"$').draw(draw, root)
                put(root, path, match, f'opens_with = "p{opener}"')
            return f"all that bears out a board comes with p{opener}"


def _other_filling(draw: Random, root: Path) -> str:
    """A paper that bears out other cards too, or that speaks against the right one."""
    path, match = Places(REGISTERS, r'^  \{ slot = "(([mf])\.(\w+))", card = (".*") \},$').draw(draw, root)
    if draw.random() < 0.25:
        against = f"excludes = [{{ slot = {json.dumps(match[1])}, card = {match[4]} }}]"
        path, match = Places(str(path.relative_to(root)), r"^supports = \[$").draw(draw, root)
        return put(root, path, match, f"{against}\n{match[0]}")
    more = "".join(
        f'\n  {{ slot = "{match[1]}", card = "{card}" }},'
        for card in draw.sample(CARDS[SLOTS[match[3]]], draw.randint(2, 3))
    )
    return put(root, path, match, f"{match[0]}{more}")


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


def _state(root: Path, path: Path, *facts: str) -> None:
    """Put what a paper states among its front matter."""
    text = path.read_text("utf-8")
    path.write_text(text.replace("\n+++\n", f"\nasserts = [{', '.join(facts)}]\n+++\n", 1), "utf-8")


def _clash(draw: Random, root: Path) -> str:
    """Somebody who is in two places at once: by two papers, by one, by a register, by two registers."""
    who = draw.choice(CARDS["people"])
    begin = draw.randint(9 * 60, 19 * 60)
    spans = ((begin, begin + 60), (begin + draw.randint(-50, 50), begin + draw.randint(55, 90)))
    spots = draw.sample(("the yard", "the pier", "the loft", "his bed"), 2)
    fact = '{{ who = "{}", where = "{}", date = "Mon", from = "{}", to = "{}" }}'
    said = [fact.format(who, spot, *map(_hour, span)) for spot, span in zip(spots, spans, strict=True)]
    docs = files(root, "docs/**/*.md")
    way = draw.choice(("two papers", "one paper", "a register", "two registers"))
    if way == "two papers":
        for path, one_said in zip(draw.sample(docs, 2), said, strict=True):
            _state(root, path, one_said)
    elif way == "one paper":
        _state(root, draw.choice(docs), *said)
    elif way == "a register":
        number = draw.randrange(6)
        place = Places("world.toml", rf'place = "the gallery", from = "1{number}.05"')
        path, match = place.draw(draw, root)
        put(root, path, match, match[0].replace(", from", ', date = "Mon", from'))
        _state(root, draw.choice(docs), fact.format(who, "the moon", "08.00", "21.00"))
    else:
        one, other = draw.choice(list(combinations(range(6), 2)))
        for number in (one, other):
            path, match = Places("world.toml", rf'from = "1{number}.05", to = "1{number}.25"').draw(draw, root)
            put(root, path, match, f'date = "Mon", from = "1{one}.05", to = "1{one}.25"')
    return f"{who} is in two places: {way}"


def _wrong_sum(draw: Random, root: Path) -> str:
    numbers = [draw.randint(1, 99) for _ in range(draw.randint(2, 6))]
    total = sum(numbers) + draw.choice((-10, -1, 1, 9, 90))
    rows = "".join(f"|thing {at}|{number}|\n" for at, number in enumerate(numbers))
    last = draw.choice(("", f"|in all|{total}|\n"))
    path = draw.choice(files(root, "docs/**/*.md"))
    _state(root, path, f'{{ column = "paid", total = "{total}" }}')
    path.write_text(f"{path.read_text('utf-8')}\n|what|paid|\n|-|-|\n{rows}{last}", "utf-8")
    return f"{path.relative_to(root)}: {numbers} come to {total}"


MUTATORS = (
    Mutator("CF-U02", _clue_unread),
    Mutator("CF-U02", _clue_of_its_own),
    Mutator("CF-U02", _clues_too_late),
    Mutator("CF-U03", _less_support),
    Mutator("CF-U04", _other_filling),
    Mutator("CF-U09", _clash),
    Mutator("CF-U09", _wrong_sum),
)
