"""One seed gives one world, and a change of one thing changes nothing else."""

from casefile.source.world_file import WorldFile
from casefile.world import deal
from tests.world.eight import CAST, ROLL, clue, spec


def with_variable(world: WorldFile) -> WorldFile:
    return world.model_copy(update={"variables": {"extra": ["a", "b"], **world.variables}})


def test_the_same_seed_gives_the_same_world_as_text_or_as_bytes() -> None:
    assert deal(spec(), CAST, "seed") == deal(spec(), CAST, "seed") == deal(spec(), CAST, b"seed")


def test_another_seed_gives_another_world() -> None:
    facts = [deal(spec(), CAST, f"seed {number}").facts for number in range(20)]
    assert all(one != other for number, one in enumerate(facts) for other in facts[:number])


def test_a_further_variable_reshuffles_nothing_else() -> None:
    for number in range(20):
        before, after = deal(spec(), CAST, str(number)), deal(with_variable(spec()), CAST, str(number))
        assert after.variables.pop("extra") in {"a", "b"}
        assert before == after


def test_new_remarks_and_places_of_one_clue_leave_the_others_as_they_were() -> None:
    entry = clue(1) | {"places": ["attic", "cellar"], "notes": {"oak": {"out": "x", "in": "y"}}}
    before = deal(spec(), CAST, "seed")
    after = deal(spec(clues=[entry, *map(clue, range(2, 13))]), CAST, "seed")
    assert before.code == after.code
    assert {name for name in before.clues if before.clues[name] != after.clues[name]} == {"C1"}


def test_another_mole_can_be_put_in_and_the_true_one_changes_nothing() -> None:
    world = deal(spec(), CAST, "seed")
    for name in ROLL:
        other = deal(spec(), CAST, "seed", mole=name)
        assert other.mole == name != other.decoy
        assert (other == world) == (name == world.mole)
        assert other.variables["safe"] == world.variables["safe"]


def test_variables_come_from_their_domains() -> None:
    for number in range(50):
        world = deal(spec(), CAST, str(number))
        assert world.variables["handler"] in {"a house", "a broker", "nobody"}
        assert 100 <= world.variables["safe"] <= 999
        assert len(set(world.variables["two"])) == 2
        assert world.variables["lever"] == f"lever of {world.mole}"


def test_a_suspect_has_what_the_cast_and_the_world_file_say() -> None:
    world = deal(spec(suspects={"oak": {"secret": "acorns"}}), CAST, "seed")
    assert world.people["oak"] == {"id": "oak", "name": "Oak", "secret": "acorns"}
    assert [person["id"] for person in world.facts["suspects"]] == ROLL
