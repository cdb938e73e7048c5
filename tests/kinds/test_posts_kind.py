"""The posts: who can be where is worked out once more from the sentences of the sample."""

import random
from itertools import permutations
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS, Riddle
from tests.kinds.conftest import deals
from tests.kinds.samples_posts import POSTS, posts_papers

TRAITS = {person["id"]: set(person["traits"]) for person in POSTS["people"]}
PLACES = {place["id"]: (set(place["needs"]), set(place["bars"])) for place in POSTS["places"]}


def able(place: str) -> set[str]:
    needs, bars = PLACES[place]
    return {who for who, has in TRAITS.items() if needs <= has and not bars & has}


def rows(riddle: Riddle) -> list[dict[str, Any]]:
    return list(riddle.values["posts"])


def posts(**change: Any) -> Riddle:
    return KINDS["posts"].generate({**POSTS, **change}, {}, random.Random(1))


def refusal(**change: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        posts(**change)
    return caught.value


def solve(papers: dict[str, str]) -> tuple[str, ...]:
    return KINDS["posts"].solve(papers, KINDS["posts"].public(POSTS))


def test_one_assignment_of_all_that_there_are_is_possible() -> None:
    for riddle in deals("posts")[:20]:
        sets = [able(row["id"]) for row in rows(riddle)]
        standing = [way for way in permutations(TRAITS, 5) if all(map(set.__contains__, sets, way))]
        assert standing == [riddle.answers[0]]
        assert riddle.certificate.space == riddle.certificate.searched == 9 * 8 * 7 * 6 * 5


def test_two_posts_at_least_have_more_than_one_who_would_do_and_nobody_to_spare_would() -> None:
    for riddle in deals("posts"):
        sets = [able(row["id"]) for row in rows(riddle)]
        assert sum(len(one) > 1 for one in sets) >= 2
        assert set().union(*sets) == set(riddle.answers[0])
        assert len(riddle.values["spare"]) == 4


def test_each_step_leaves_one_person_for_its_post() -> None:
    for riddle in deals("posts"):
        ids = {row["no"]: row["id"] for row in rows(riddle)}
        gone = set[str]()
        for step in riddle.values["steps"]:
            (who,) = able(ids[step["no"]]) - gone
            assert step["name"] == who.title()
            gone.add(who)
        assert gone == set(riddle.answers[0])


def test_rows_say_who_it_is_and_who_would_do() -> None:
    for riddle in deals("posts"):
        assert tuple(row["who"] for row in rows(riddle)) == riddle.answers[0]
        assert [row["no"] for row in rows(riddle)] == [1, 2, 3, 4, 5]
        for row in rows(riddle):
            assert {name.lower() for name in row["fits"]} == able(row["id"])
            assert row["name"] == row["who"].title()


def test_two_in_each_others_posts_are_refused_and_nothing_is_near() -> None:
    for riddle in deals("posts"):
        right = riddle.answers[0]
        swapped = {wrong for wrong in riddle.refused if set(wrong) == set(right)}
        assert len(swapped) == 10
        assert len(riddle.refused) == 15
        assert riddle.near == ()


def test_deals_differ_in_their_posts_and_their_order() -> None:
    drawn = [tuple(row["id"] for row in rows(riddle)) for riddle in deals("posts")]
    assert len(set(drawn)) > 100
    assert len({frozenset(one) for one in drawn}) > 20


def test_the_order_of_the_answer_is_that_of_the_paper() -> None:
    riddle = deals("posts")[0]
    turned = {**riddle.values, "posts": rows(riddle)[::-1]}
    assert solve(posts_papers(turned)) == riddle.answers[0][::-1]


def test_a_paper_that_lists_every_place_is_not_taken_for_the_sheet() -> None:
    riddle = deals("posts")[0]
    every = "\n\n".join(place["text"] for place in POSTS["places"])
    assert solve({"standing orders": every, **posts_papers(riddle.values)}) == riddle.answers[0]


def test_without_what_is_said_of_people_nothing_is_answered() -> None:
    papers = posts_papers(deals("posts")[0].values)
    with pytest.raises(Refusal, match="no assignments are possible") as caught:
        solve({"sheet": papers["sheet"]})
    assert caught.value.code == "kind-unsolved"
    with pytest.raises(Refusal, match="No paper describes 5 posts"):
        solve({"week": papers["week"], "sick": papers["sick"]})


def test_a_word_that_begins_with_a_name_is_nobodys() -> None:
    riddle = deals("posts")[0]
    papers = posts_papers(riddle.values) | {"gossip": "Bobbin runs. Anneliese coughs. Doty carried the stove."}
    assert solve(papers) == riddle.answers[0]


def test_several_ways_are_told_as_several() -> None:
    riddle = deals("posts")[0]
    spare = {name.lower(): name for name in riddle.values["spare"]}
    who, needs = next(
        (name, needs)
        for needs, bars in (PLACES[row["id"]] for row in rows(riddle))
        for key, name in spare.items()
        if not bars & TRAITS[key]
    )
    said = {reading["trait"]: reading["text"].replace("{who}", who) for reading in POSTS["readings"]}
    papers = posts_papers(riddle.values) | {"gossip": ". ".join(said[trait] for trait in needs)}
    with pytest.raises(Refusal, match="several assignments"):
        solve(papers)


def test_six_posts_are_filled_as_well() -> None:
    riddle = posts(count=6)
    assert len(riddle.answers[0]) == len(set(riddle.answers[0])) == 6


def test_places_that_leave_everything_open_are_refused_with_a_word_what_to_do() -> None:
    places = [{**place, "needs": [], "bars": ["late"]} for place in POSTS["places"]]
    readings = [reading for reading in POSTS["readings"] if reading["trait"] == "late"]
    found = refusal(places=places, readings=readings)
    assert found.code == "kind-no-deal"
    assert "more `needs` and `bars`" in found.sentence


PEOPLE, ALL, READINGS = POSTS["people"], POSTS["places"], POSTS["readings"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"count": 3}, "`count` is 4 to 6"),
        ({"people": PEOPLE[:5]}, "more `people`"),
        ({"places": ALL[:4]}, "5 at least"),
        ({"people": [*PEOPLE, PEOPLE[0]]}, "two of the people"),
        ({"people": [*PEOPLE, {"id": "jo", "names": ["ANN"], "traits": []}]}, "two of the names of people"),
        ({"people": [*PEOPLE, {"id": "jo", "names": [], "traits": []}]}, "one name at least"),
        ({"places": [*ALL, {**ALL[0], "id": "loft", "text": "Up there."}]}, "two of the names of places"),
        ({"places": [*ALL, {**ALL[0], "id": "loft", "name": "loft", "text": "The roof"}]}, "within that of another"),
        ({"places": [*ALL[1:], {**ALL[0], "needs": ["wings"]}]}, "nobody has it"),
        ({"places": [*ALL[1:], {**ALL[0], "bars": ["tall"]}]}, "needs and bars the same"),
        ({"readings": READINGS[1:]}, "who has “tall”"),
        ({"readings": [*READINGS, {"trait": "tall", "text": "{who} ("}]}, "no regular expression"),
        ({"readings": [*READINGS, {"trait": "tall", "text": "somebody"}]}, "in it once"),
        ({"readings": [*READINGS, {"trait": "tall", "text": "{who} and {who}"}]}, "in it once"),
        ({"readings": [*READINGS, {"trait": "wings", "text": "{who} flew"}]}, "some place asks for"),
    ],
)
def test_posts_that_cannot_be_filled_are_refused(change: dict[str, Any], words: str) -> None:
    found = refusal(**change)
    assert found.code == "kind-params"
    assert words in found.sentence


def test_a_place_that_is_always_wanted_is_always_drawn() -> None:
    for place in ("roof", "cat") if {"roof", "cat"} <= set(PLACES) else list(PLACES)[:2]:
        for seed in range(8):
            drawn = KINDS["posts"].generate({**POSTS, "always": [place]}, {}, random.Random(seed))
            assert place in {row["id"] for row in rows(drawn)}
    assert "`always` names places" in refusal(always=["nowhere"]).sentence
