"""Mutators for gates, for answers, and for what is fair."""

import json
from itertools import permutations
from pathlib import Path
from random import Random

from tests.check.mutants.folder import (
    TIN,
    Mutator,
    Places,
    edited,
    one_of,
    put,
    several,
    swapped,
)

CASE, DOCS, PUZZLES, HINTS = "case.toml", "docs/**/*.md", "puzzles/*/puzzle.toml", "puzzles/*/hints.md"
LETTER, STATEMENTS = "docs/day/letter.md", "docs/day/statements.md"
FEEDERS = {"m": ("p1", "p2", "p3"), "f": ("p4", "p5", "p6")}
NUMBERS = ("p1", "p2", "p4", "p5")
"""Puzzles that ask for one number."""
PEOPLE = {
    "ash": "Ida Ash",
    "birch": "Oskar Birch",
    "carverly": "Wanda Carverly",
    "donnellanson": "Ulf Donnellanson",
}


def _gate(root: Path, board: str, k: int, of: list[str], more: str = "") -> str:
    """Write the gate of a board anew."""
    old = f'opens = "{board}"\nk = 2\nof = {json.dumps(FEEDERS[board])}'
    return edited(root, CASE, old, f'opens = "{board}"\nk = {k}\nof = {json.dumps(of)}{more}')


def _choke(draw: Random, root: Path) -> str:
    """A puzzle that an act, or a puzzle and its board, cannot do without."""
    board = draw.choice(tuple(FEEDERS))
    first, second, third = draw.sample(FEEDERS[board], 3)
    ways = ["chain", "fork"] if board == "f" else ["chain", "act"]
    match draw.choice(ways):
        case "chain":
            return _gate(root, board, 1, [second], f'\n\n[[gates]]\nopens = "{second}"\nof = ["{first}"]')
        case "fork":
            more = "".join(f'\n\n[[gates]]\nopens = "{one}"\nof = ["{first}"]' for one in (second, third))
            return _gate(root, board, 2, [first, second, third], more)
        case _:
            return edited(root, CASE, 'of = ["m"]', f'k = 2\nof = ["m", "{first}"]')


def _narrow(draw: Random, root: Path) -> str:
    """A board that asks for all of its feeders, or for too many of too few, in one profile or in all."""
    board = draw.choice(tuple(FEEDERS))
    first, second, third = draw.sample(FEEDERS[board], 3)
    match draw.choice(("all", "two", "one", "chain", "short")):
        case "all":
            return _gate(root, board, 3, [first, second, third])
        case "two":
            return _gate(root, board, 2, [first, second])
        case "one":
            return _gate(root, board, 1, [first])
        case "chain":
            return _gate(root, board, 2, [first, second, third], f'\n\n[[gates]]\nopens = "{second}"\nof = ["{first}"]')
        case _:
            left = FEEDERS[board][:2]
            old = f'opens = "{board}", of = {json.dumps(left)}'
            new = draw.choice((old.replace("of", "k = 2, of"), old.replace(json.dumps(left), json.dumps(left[:1]))))
            return edited(root, CASE, old, new)


# -- answers


def _few_answers(draw: Random, root: Path) -> str:
    """A puzzle of the first act, or a board, whose every answer is soon tried."""
    way = draw.choice(("p1", "p2", "p3", "m", "f"))
    if way == "p1":
        few = "#" * draw.randint(1, 3)
        edited(root, "puzzles/p1/puzzle.toml", 'pattern = "####"', f'pattern = "{few}"')
        return edited(root, "puzzles/p1/puzzle.toml", 'coat", shape = "####"', f'coat", shape = "{few}"')
    if way in ("p2", "p3"):
        path, match = Places(f"puzzles/{way}/puzzle.toml", r"^space = \d+").draw(draw, root)
        return put(root, path, match, f"space = {draw.randint(2, 2000)}")
    slots = ["maker", "room", "refuge", "hour"] if way == "m" else ["who", "seen", "left", "boat"]
    kept = several(draw, slots, 1, 3)
    cut = ", ".join(f'"{name}"' for name in kept)
    path, match = Places(CASE, r"^minutes = 1\d0$").draw(draw, root)
    return put(root, path, match, f'{match[0]}\nlocks = [{{ id = "{way}", fields = [{cut}] }}]')


def _same_answer(draw: Random, root: Path) -> str:
    """A lock that takes what another takes."""
    one, other = draw.choice([*permutations(NUMBERS, 2), ("p3", "p6"), ("p6", "p3")])
    parts = range(2 if one in ("p3", "p6") else 1)
    answer = ", ".join(f'"{{{{ {other}.answer[{part}] }}}}"' for part in parts)
    path, match = Places(f"puzzles/{one}/puzzle.toml", r"^(?=refuse = )").draw(draw, root)
    return put(root, path, match, f"accept = [[{answer}]]\n")


def _more_than_a_pack_holds(draw: Random, root: Path) -> str:
    """More answers than a lock has rows for."""
    name, way = draw.choice(NUMBERS), draw.choice(("accept", "near"))
    first, count = draw.randrange(10_000_000, 90_000_000), draw.randint(1030, 1500)
    many = [f'["{number}"]' for number in range(first, first + count)]
    if way == "near":
        many = [f'{{ answer = {one}, text = "No, {number}." }}' for number, one in enumerate(many)]
    path, match = Places(f"puzzles/{name}/puzzle.toml", r"^(?=refuse = )").draw(draw, root)
    if way == "near" and "near = [" in match.string:
        return edited(root, f"puzzles/{name}/puzzle.toml", "near = [", f"near = [{', '.join(many)}, ")
    return put(root, path, match, f"{way} = [{', '.join(many)}]\n")


# -- what is fair


def _suspect_unnamed(draw: Random, root: Path) -> str:
    """Somebody on the roll whom the first act does not name."""
    who = draw.choice(tuple(PEOPLE))
    edited(root, LETTER, PEOPLE[who], "somebody else")
    edited(root, STATEMENTS, "{{ one.name }}", f'{{{{ one.post if one.id == "{who}" else one.name }}}}')
    for book in ("book1", "book2", "book3"):
        edited(root, f"docs/day/{book}.md", "row.name", f'"—" if row.id == "{who}" else row.name')
    return f"no paper of the first act names {PEOPLE[who]}"


def _suspect_unheard(draw: Random, root: Path) -> str:
    """Somebody who never says a word, or whose word may be missed."""
    if draw.random() < 0.3:
        return edited(root, STATEMENTS, "order = 2", "order = 2\noptional = true")
    said, who = '"I was at my own work."', draw.choice(tuple(PEOPLE))
    return edited(root, STATEMENTS, said, f"{{{{ 'was ill.' if one.id == '{who}' else '{said}' }}}}")


def _no_way_on(draw: Random, root: Path) -> str:
    """A way on that one option of the decision has, and the other has not."""
    option = draw.choice(("tell", "wait"))
    branch = f"branch:d1/{option}"
    match draw.choice(("act", "puzzle", "board", "ending")):
        case "act":
            return edited(root, CASE, 'of = ["m"]', f'of = ["{branch}"]')
        case "puzzle":
            lock = draw.choice(FEEDERS["f"])
            return edited(root, CASE, "[[gates]]", f'[[gates]]\nopens = "{lock}"\nof = ["{branch}"]\n\n[[gates]]')
        case "board":
            return _gate(root, "f", 2, [draw.choice(FEEDERS["f"]), branch])
        case _:
            edited(root, CASE, "chose:d1=tell", f"chose:d1={option}")
            return edited(root, CASE, '"Without a Word"', f'"Without a Word"\nwhen = ["chose:d1={option}"]')


_UNSAID = one_of(
    swapped(Places(CASE, r'(?<=^text = ")You know what[^"]*'), "", " ", "{# #}"),
    swapped(Places(CASE, r'(?<=label = ")(?:tell|wait)[^"]*'), "", " "),
    swapped(Places(CASE, r'(?<=label = ")tell her'), "wait until morning", "Wait until morning"),
    swapped(Places(CASE, r'(?<=label = ")wait until morning'), "tell her", "TELL HER"),
)


def _not_in_the_case(draw: Random, root: Path) -> str:
    """A table that is not there, or not yet; or an address of the world outside."""
    if draw.random() < 0.4:
        place = draw.choice((Places(HINTS, r"^[1-4]\. "), Places(PUZZLES, r'^prompt = "')))
        path, match = place.draw(draw, root)
        url = draw.choice(("https://example.org/tables", "www.example.net", "http://localhost:8000"))
        return put(root, path, match, f"{match[0]}See {url} first. ")
    later = {"p1": ("book1", "book4", "nota1"), "p2": ("book2", "charge"), "p3": ("book1", "putty", "told")}
    lock = draw.choice((*later, "p4", "p5", "p6"))
    wanted = draw.choice(later.get(lock, ("charge", "book6", "kept", "putty", "morse-card", "end-open")))
    path, match = Places(f"puzzles/{lock}/puzzle.toml", r"^papers = .*$").draw(draw, root)
    return put(root, path, match, f'{match[0]}\nrequires = ["{wanted}"]')


def _card_gone(draw: Random, root: Path) -> str:
    """The table of a method that is taught, taken off the only paper that prints it."""
    lock, paper = draw.choice((("p01-the-attic-lamp", "signals-card"), ("p03-two-postcards", "postcard-table")))
    path, match = Places(f"puzzles/{lock}/puzzle.toml", r"^requires = .*\n").draw(draw, root)
    put(root, path, match, "")
    path, match = Places(f"docs/{paper}.md", r"^```figure .*\n(?:.*\n)*?```$").draw(draw, root)
    return put(root, path, match, "It is lost.")


MUTATORS = (
    Mutator("CF-S04", _choke),
    Mutator("CF-S08", _narrow),
    Mutator("CF-A02", _few_answers),
    Mutator("CF-A03", _same_answer),
    Mutator("CF-A06", swapped(Places("puzzles/[!a]*/puzzle.toml", r'(?<=^confirmer = ")[^"]+'), "", " ")),
    Mutator("CF-A06", swapped(Places(PUZZLES, r"^confirmer = .*\n"), ""), TIN),
    Mutator("CF-A09", _more_than_a_pack_holds),
    Mutator("CF-F01", _suspect_unnamed),
    Mutator("CF-F01", _suspect_unheard),
    Mutator("CF-F02", _no_way_on),
    Mutator("CF-F03", _UNSAID),
    Mutator("CF-F04", _not_in_the_case),
    Mutator("CF-F04", _card_gone, TIN),
)
