"""Mutators for what leads to an answer: clues, cards, readings, ciphers, facts."""

import json
from itertools import combinations
from pathlib import Path
from random import Random

from tests.check.mutants.folder import TIN, Mutator, Places, appended, files, one_of, put, swapped
from tests.kinds.samples_ciphers import BOOK, NULL

BOOKS = ("day/book1", "day/book2", "day/book3", "night/book4", "night/book5", "night/book6")
REGISTERS = "docs/*/book?.md"
PUZZLES = "puzzles/*/puzzle.toml"
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
_TURNED = dict(zip("ETANIMSOWDGUKR", "TENAMIOSDWUGRK", strict=True))
"""Letters of Morse that are letters too when short is read for long."""


def _other_kind(draw: Random, root: Path, kind: str, params: str) -> str:
    """Make something else of one of the two puzzles with a call-sign."""
    name = draw.choice(("p3", "p6"))
    path = root / f"puzzles/{name}/puzzle.toml"
    head = path.read_text("utf-8").partition("fields = [")[0].replace('"plain"', f'"{kind}"')
    path.write_text(f'{head}fields = [{{ id = "said", label = "what it says" }}]\n\n[params]\n{params}', "utf-8")
    return f"puzzles/{name}/puzzle.toml: is a {kind} of {params}"


def _two_readings(draw: Random, root: Path) -> str:
    """A strip that makes sense the other way too."""
    words = ["".join(draw.choices("ETANIMSOWDGUKR", k=draw.randint(6, 14))) for _ in range(draw.randint(1, 4))]
    words += ["".join(_TURNED[letter] for letter in word) for word in words]
    start = f"{draw.randint(10, 22)}.{draw.randint(10, 50)}"
    params = f'phrase = "{{w}}"\nletters = [6, 14]\nstart = "{start}"\nwords = {{ w = {json.dumps(words)} }}\n'
    return _other_kind(draw, root, "morse", params)


def _short_cipher(draw: Random, root: Path) -> str:
    """A message of a few words in a cipher with a key."""
    kind = draw.choice(("vigenere", "columnar", "checkerboard", "playfair"))
    keys = ("AT ONE SIR", "SET A RION") if kind == "checkerboard" else ("HARVEST", "ORCHARD", "PALISADE")
    said = draw.choice(("Bring the {bird} home", "The {bird} left at noon", "Let the {bird} fly by night"))
    params = f'messages = ["{said}"]\nanswer = ["{{bird}}"]\nkeywords = ["{draw.choice(keys)}"]\n'
    return _other_kind(draw, root, kind, f'{params}words = {{ bird = ["kestrel", "plover", "gannet", "curlew"] }}\n')


_CUT_SHORT = swapped(
    Places("puzzles/p03*/puzzle.toml", r"^messages = \[\n(?:.*\n)*?\]$"),
    'messages = ["BRING THE {thing} TO THE {place} AT {hour}"]',
    'messages = ["{place} {hour} {thing} AND COME ALONE"]',
)


def _letters_of_one_language(draw: Random, root: Path) -> str:
    kind, sample = draw.choice((("null", NULL), ("book", BOOK)))
    params = [f"{key} = {json.dumps(value)}" for key, value in sample.items() if key != "words"]
    words = [f"{key} = {json.dumps(value)}" for key, value in sample["words"].items()]
    return _other_kind(draw, root, kind, "\n".join([*params, "[params.words]", *words, ""]))[:80]


# -- clues


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


# -- boards


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


# -- papers


_UNREADABLE = one_of(
    swapped(Places("docs/*/note[25].md", r"(?<=\| )(?:No\.|Bill)"), "It", "Nr", "{0}:"),
    swapped(Places("docs/*/note[36].md", r"^(?:Sent|Heard):"), "It was", "{0} the", "{0}:"),
    swapped(Places("docs/*/note[14].md", r"\{\{ row\.label \}\}"), "Stub", "{0} no.", "{{ row.value }}"),
    swapped(Places("docs/*/note[14].md", r"\{\{ row\.value \}\}"), "{0}0", "7{0}", "torn off"),
    swapped(Places("docs/*/note?.md", r'(?<=^opens_with = ")p\d/shown'), "f", "charge_", "ending:open"),
    swapped(Places("puzzles/p[2356]/puzzle.toml", r"(?<=^find = \[')\w+"), "{0}s", "The {0}", "It"),
    swapped(Places("puzzles/[mf]/puzzle.toml", r'(?<=^text = ")(?=(?:bell|boat) of)'), "old ", "last "),
)


def _said_twice(draw: Random, root: Path) -> str:
    """Another paper of the opening has a second text where the solver looks for the one."""
    said = draw.choice(
        ("No. 10001 was never paid.", "Sent: emu 999, and nobody laughed.", "Stub of the coat: 1234", "No. 54321")
    )
    path, match = Places("docs/day/letter.md", r"^Each of them").draw(draw, root)
    return put(root, path, match, f"{said}\n\n{match[0]}")


def _torn(draw: Random, root: Path) -> str:
    """The lamp sheet or the postcard has nothing on it any more, neither drawn nor told."""
    name = draw.choice(("lamp-sheet", "postcard"))
    path, match = Places(f"docs/{name}.md", r"^```figure .*\n(?:.*\n)*?```$").draw(draw, root)
    return put(root, path, match, draw.choice(("It is torn.", "```figure a blot\n###\n```")))


def _few_decoys(draw: Random, root: Path) -> str:
    """Too few wrong answers, all the same wrong answer, or one that is right."""
    match draw.choice(("one", "all", "same", "right")):
        case "one":
            place = Places("puzzles/p[2-6]/puzzle.toml", r'(?<=^refuse = \[)\["[^\]]*\],? ?')
            return swapped(place, "")(draw, root)
        case "all":
            return swapped(Places("puzzles/p?/puzzle.toml", r"^refuse = .*\n"), "", "refuse = []\n")(draw, root)
        case "same":
            return swapped(Places("puzzles/p[25]/puzzle.toml", r"^refuse = .*$"), 'refuse = [["1"], ["31008"]]')(
                draw, root
            )
        case _:
            name = draw.choice(("p1", "p2", "p4", "p5"))
            place = Places(f"puzzles/{name}/puzzle.toml", r'(?<=^refuse = \[\[")\w+')
            return swapped(place, f"{{{{ {name}.answer[0] }}}}", f" {{{{ {name}.answer[0] }}}} ")(draw, root)


# -- facts


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
    Mutator("CF-U01", _two_readings),
    Mutator("CF-U02", _clue_unread),
    Mutator("CF-U02", _clue_of_its_own),
    Mutator("CF-U02", _clues_too_late),
    Mutator("CF-U03", _less_support),
    Mutator("CF-U04", _other_filling),
    Mutator("CF-U06", _UNREADABLE),
    Mutator("CF-U06", _said_twice),
    Mutator("CF-U06", _torn, TIN),
    Mutator("CF-U07", _few_decoys),
    Mutator("CF-U08", _short_cipher),
    Mutator("CF-U08", _CUT_SHORT, TIN),
    Mutator("CF-U09", _clash),
    Mutator("CF-U09", _wrong_sum),
    Mutator("CF-I02", _letters_of_one_language),
)
