"""The assignment of a finale: some people to as many posts, by what was learned of each."""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from math import perm
from typing import Any

from casefile.errors import Refusal
from casefile.kinds.posts_params import Person, Place, PostsParams, check
from casefile.kinds.posts_solver import solve
from casefile.kinds.riddle import Answer, Certificate, Riddle, apart, read

_TOY = (
    "Suppose three posts: the pump wants somebody strong, the ladder nobody who is giddy, the gate nobody who is "
    "either. Ann is strong and giddy, Bob is strong, and of Cay nobody says anything. Only Cay can have the gate. Then "
    "the ladder, for which Cay would have done as well, is left to Bob, and the pump to Ann."
)
_OPEN = 2
"""Posts that more than one person could fill, at least."""


class Posts:
    """Draws posts that the people can fill in one way; certifies by trying everybody everywhere."""

    name = "posts"
    family = "abstract"
    tool = ""
    language_bound = False
    in_clear = True

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        told = read(params, PostsParams)
        check(told)
        fair = list(_fair(told))
        if not fair:
            raise Refusal(
                "kind-no-deal",
                f"params: no {told.count} of these places can be filled in one way only, with two or more people for "
                f"{_OPEN} of them. Whoever is left over may fit none of them: give the places more `needs` and `bars`.",
            )
        steps = stream.choice(fair)
        posts = stream.sample([place for place, _ in steps], told.count)
        filled = {place.id: person for place, person in steps}
        answer = tuple(filled[place.id].id for place in posts)
        return Riddle(
            _values(told, posts, steps) | {"answer": list(answer), "toy": _TOY},
            (answer,),
            (),
            apart((answer,), [*_swapped(answer), *_replaced(answer, told.people)]),
            _TOY,
            _certify(told, posts, answer),
        )

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """How people are called and the places described, what each place asks for, and how traits are read."""
        told = read(params, PostsParams)
        check(told)
        return {
            "count": told.count,
            "people": {name: person.id for person in told.people for name in person.names},
            "places": [{"text": place.text, "needs": place.needs, "bars": place.bars} for place in told.places],
            "readings": [{"trait": reading.trait, "text": reading.text} for reading in told.readings],
        }

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers.values(), params)


Steps = tuple[tuple[Place, Person], ...]
"""Places and who gets them, each place when only one person is left for it."""


def fits(person: Person, place: Place) -> bool:
    """Whether somebody has all that a place needs, and nothing that it bars."""
    return set(place.needs) <= set(person.traits) and not set(place.bars) & set(person.traits)


def eliminate(places: Sequence[Place], people: Sequence[Person]) -> Steps:
    """Fill the places one by one, always one for which only one person is left; nothing where there is none.

    Where everybody who is left over fits no place, this finds the assignment whenever there is exactly one: a graph
    with one perfect matching has an end of degree one.
    """
    steps: list[tuple[Place, Person]] = []
    left, open_ = list(people), list(places)
    while open_:
        single = ((place, able) for place in open_ if len(able := [one for one in left if fits(one, place)]) == 1)
        place, able = next(single, (None, []))
        if place is None:
            return ()
        steps.append((place, able[0]))
        left.remove(able[0])
        open_.remove(place)
    return tuple(steps)


def _fair(told: PostsParams) -> Iterator[Steps]:
    """Every choice of places that can be filled in one way, which is not read off line by line."""
    for places in combinations(told.places, told.count):
        if not {place.id for place in places}.issuperset(told.always):
            continue
        able = [[person for person in told.people if fits(person, place)] for place in places]
        needed = {person.id for people in able for person in people}
        # Somebody to spare could take the place of whoever has the post: there would be a second way.
        if len(needed) == told.count and sum(len(people) > 1 for people in able) >= _OPEN:
            steps = eliminate(places, told.people)
            if steps:
                yield steps


def _swapped(answer: Answer) -> Iterator[Answer]:
    """The answer with two people in each other's posts."""
    for one, other in combinations(range(len(answer)), 2):
        wrong = list(answer)
        wrong[one], wrong[other] = wrong[other], wrong[one]
        yield tuple(wrong)


def _replaced(answer: Answer, people: Sequence[Person]) -> Iterator[Answer]:
    """The answer with somebody to spare in one post."""
    spare = [person.id for person in people if person.id not in answer]
    for at in range(len(answer)):
        yield from ((*answer[:at], other, *answer[at + 1 :]) for other in spare[:1])


def _values(told: PostsParams, posts: Sequence[Place], steps: Steps) -> dict[str, Any]:
    filled = {place.id: person for place, person in steps}
    rows = [
        {
            "no": no,
            "id": place.id,
            "place": place.name,
            "text": place.text,
            "who": filled[place.id].id,
            "name": filled[place.id].names[0],
            "fits": [person.names[0] for person in told.people if fits(person, place)],
        }
        for no, place in enumerate(posts, 1)
    ]
    number = {row["id"]: row["no"] for row in rows}
    return {
        "posts": rows,
        "steps": [{"no": number[place.id], "place": place.name, "name": person.names[0]} for place, person in steps],
        "spare": [person.names[0] for person in told.people if person not in filled.values()],
    }


def _certify(told: PostsParams, posts: Sequence[Place], answer: Answer) -> Certificate:
    """Try everybody in every post."""
    able = [{person.id for person in told.people if fits(person, place)} for place in posts]
    ids = [person.id for person in told.people]
    standing = [
        people
        for people in permutations(ids, told.count)
        if all(person in able_here for person, able_here in zip(people, able, strict=True))
    ]
    space = perm(len(ids), told.count)
    survivors = len(standing) if answer in standing else 0
    return Certificate(space, "enumerated", space, survivors, "everybody in every post, each in one at the most")
