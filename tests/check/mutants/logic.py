"""Mutators for what leads to an answer: clues, cards, readings, ciphers, facts."""

import json
from pathlib import Path
from random import Random

from tests.check.mutants.folder import TIN, Mutator, Places, one_of, put, swapped
from tests.kinds.samples_ciphers import BOOK, NULL

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


MUTATORS = (
    Mutator("CF-U01", _two_readings),
    Mutator("CF-U06", _UNREADABLE),
    Mutator("CF-U06", _said_twice),
    Mutator("CF-U06", _torn, TIN),
    Mutator("CF-U07", _few_decoys),
    Mutator("CF-U08", _short_cipher),
    Mutator("CF-U08", _CUT_SHORT, TIN),
    Mutator("CF-I02", _letters_of_one_language),
)
