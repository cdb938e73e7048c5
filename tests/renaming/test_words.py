"""An id in everything that can name it, and nowhere else."""

import tomllib

import pytest

from casefile.workshop.renaming.ids import Change, Known
from casefile.workshop.renaming.places import Sheet, edits
from casefile.workshop.renaming.tokens import Edit, Tokens, edited
from casefile.workshop.renaming.words import Words


def words(sort: str, old: str, new: str = "new", *, within: str = "", each: tuple[str, ...] = ()) -> Words:
    return Words(Change(Known(sort, old, within), new, each))


@pytest.mark.parametrize(
    ("sort", "old", "written", "renamed"),
    [
        ("puzzle", "p01", "p01", "new"),
        ("puzzle", "p01", "p01/solved", "new/solved"),
        ("puzzle", "p01", "p012/solved", "p012/solved"),
        ("puzzle", "p01", "request:p01", "request:p01"),
        ("act", "p01", "p01", "new"),
        ("decision", "d1", "branch:d1/*", "branch:new/*"),
        ("ending", "d1", "branch:d1/log", "branch:d1/log"),
        ("ending", "quiet", "ending:quiet", "ending:new"),
        ("request", "r1", "request:r1", "request:new"),
    ],
)
def test_the_name_of_a_node(sort: str, old: str, written: str, renamed: str) -> None:
    assert words(sort, old).node(written) == renamed


def test_an_option_is_renamed_in_its_own_decision_only() -> None:
    own = words("option", "log", within="d1")
    assert own.node("branch:d1/log") == "branch:d1/new"
    assert own.node("branch:d2/log") == "branch:d2/log"
    assert own.condition("!chose:d1=log") == "!chose:d1=new"


def test_a_person_is_an_option_where_everybody_is() -> None:
    person = words("person", "north", each=("stand",))
    assert person.node("branch:stand/north") == "branch:stand/new"
    assert person.node("branch:d1/north") == "branch:d1/north"


@pytest.mark.parametrize(
    ("sort", "written", "renamed"),
    [
        ("puzzle", "!solved:x", "!solved:new"),
        ("puzzle", "read:x", "read:x"),
        ("paper", "read:x", "read:new"),
        ("paper", "held:x", "held:x"),
        ("puzzle", "held:x/papers", "held:new/papers"),
        ("puzzle", "signed:x.x=x", "signed:new.x=x"),
        ("card", "signed:x.x=x", "signed:x.x=new"),
        ("puzzle", "used:x", "used:x"),
    ],
)
def test_a_condition(sort: str, written: str, renamed: str) -> None:
    assert words(sort, "x").condition(written) == renamed


@pytest.mark.parametrize(
    ("sort", "written", "renamed"),
    [
        ("puzzle", "x is {{ x.answer|join(x) }} of x", "x is {{ new.answer|join(new) }} of x"),
        ("puzzle", '{{ "x" }} {{ p.x }} {{ q | x }} {{ f(x=x) }} {{ xx.x }}',
         '{{ "x" }} {{ p.x }} {{ q | x }} {{ f(x=new) }} {{ xx.x }}'),
        ("puzzle", "{% if x == 1 and (x.a) %}x{% endif %}", "{% if new == 1 and (new.a) %}x{% endif %}"),
        ("person", "{{ cast.x.name }} {{ world.suspect.x.x }} x", "{{ cast.new.name }} {{ world.suspect.new.x }} x"),
        ("person", "{% if world.mole == 'x' %}x{% endif %}", "{% if world.mole == 'new' %}x{% endif %}"),
        ("person", '{{ cast["x"].x }} {{ x }}', '{{ cast["new"].x }} {{ x }}'),
        ("variable", '{{ world.x }} {{ world["x"] }} {{ "x" }} {{ cast.x }}',
         '{{ world.new }} {{ world["new"] }} {{ "x" }} {{ cast.x }}'),
        ("act", "{{ world.survivors.x|length }} x", "{{ world.survivors.new|length }} x"),
        ("clue", "{{ world.clues.x.rows }} {% for c in ['x', 'y x'] %}",
         "{{ world.clues.new.rows }} {% for c in ['new', 'y x'] %}"),
        ("option", "{% if branch == \\\"x\\\" %}x", "{% if branch == \\\"new\\\" %}x"),
    ],
)  # fmt: skip
def test_a_template_is_renamed_and_its_prose_stays(sort: str, written: str, renamed: str) -> None:
    assert words(sort, "x").template(written) == renamed


def test_every_string_and_key_of_a_table_is_found_where_it_stands() -> None:
    text = """
a = 'one' # "no"
"b c".d = [ "two", { e = \"\"\"three\"\"\" } ]
[[f]]
g = "f\\"our"
[f.h]
i = 5
[[f]]
g = '''five'''
"""
    strings = [token for token in Tokens(text).found if not token.is_key]
    found = {(".".join(token.path), token.indices): text[token.start : token.end] for token in strings}
    assert found == {
        ("a", ()): "one",
        ("b c.d", (0,)): "two",
        ("b c.d.e", (1,)): "three",
        ("f.g", (0,)): 'f\\"our',
        ("f.g", (1,)): "five",
    }
    keys = [(token.path[-1], text[token.start : token.end]) for token in Tokens(text).found if token.is_key]
    assert all(name == written for name, written in keys)
    upper = edited(text, [Edit(one.start, one.end, text[one.start : one.end].upper()) for one in Tokens(text).found])
    assert tomllib.loads(upper)["F"][0] == {"G": 'F"OUR', "H": {"I": 5}}


@pytest.mark.parametrize(("form", "renamed"), [("board", "new"), ("answer", "ann")])
def test_a_card_is_renamed_where_somebody_may_get_a_post_and_in_no_other_list_of_people(
    form: str, renamed: str
) -> None:
    text = '[params]\npeople = [{ id = "ann", names = ["ann"], traits = ["ann"] }]\n'
    sheet = Sheet("puzzle", text, form=form)
    (person,) = tomllib.loads(edited(text, edits(sheet, Change(Known("card", "ann", ""), "new", ()))))["params"][
        "people"
    ]
    assert person == {"id": renamed, "names": ["ann"], "traits": ["ann"]}
