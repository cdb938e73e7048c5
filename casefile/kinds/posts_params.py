"""The parameters of an assignment of posts, and what is wrong with them."""

import re

import msgspec

from casefile.errors import Refusal
from casefile.kinds.riddle import Params, fold

COUNTS = (4, 5, 6)
"""Posts to be filled."""
PEOPLE, PLACES = 12, 14
"""People and places at most."""


class Person(Params, frozen=True, kw_only=True):
    """Somebody who may get a post."""

    id: str
    """The id of a card."""
    names: list[str]
    """What the papers call this person; the first is for lists and hints."""
    traits: list[str]


class Place(Params, frozen=True, kw_only=True):
    """A post that may be drawn."""

    id: str
    name: str
    text: str
    """What the paper says of it, `needs` and `bars` among it."""
    needs: list[str] = msgspec.field(default_factory=list)
    """Traits that one must have to get it."""
    bars: list[str] = msgspec.field(default_factory=list)
    """Traits that one must not have."""


class Reading(Params, frozen=True, kw_only=True):
    """How a solver reads in the papers who has a trait."""

    trait: str
    text: str
    """Regular expression; `{who}` stands for any name."""


class PostsParams(Params, frozen=True, kw_only=True):
    """Parameters of an assignment."""

    people: list[Person]
    places: list[Place]
    """Those that the seed draws from."""
    readings: list[Reading]
    count: int = 5
    always: list[str] = msgspec.field(default_factory=list)
    """Places that are among those drawn whatever the seed."""


def check(told: PostsParams) -> None:
    """Refuse what nothing can be assigned by.

    Raises:
        Refusal: `kind-params`.
    """
    if told.count not in COUNTS or not told.count < len(told.people) <= PEOPLE:
        raise Refusal("kind-params", f"params: `count` is 4 to 6, and there are more `people`, {PEOPLE} at the most.")
    if not told.count <= len(told.places) <= PLACES:
        raise Refusal("kind-params", f"params: `places` are {told.count} at least and {PLACES} at the most.")
    names = [name for person in told.people for name in person.names]
    called = {
        "people": [person.id for person in told.people],
        "names of people": names,
        "places": [place.id for place in told.places],
        "names of places": [place.name for place in told.places],
        "texts of places": [place.text for place in told.places],
    }
    for what, texts in called.items():
        folded = list(map(fold, texts))
        if len(set(folded)) < len(folded) or not all(folded):
            raise Refusal("kind-params", f"params: two of the {what} are the same, or one is empty.")
    if not all(person.names for person in told.people):
        raise Refusal("kind-params", "params: everybody has one name at least, in `names`.")
    if not set(told.always) <= {place.id for place in told.places} or len(set(told.always)) > told.count:
        raise Refusal("kind-params", "params: `always` names places, no more of them than `count`.")
    if any(one != other and one.text in other.text for one in told.places for other in told.places):
        raise Refusal("kind-params", "params: the text of one place stands within that of another.")
    _check_traits(told)
    _check_readings(told)


def _check_traits(told: PostsParams) -> None:
    known = {trait for person in told.people for trait in person.traits}
    for place in told.places:
        for trait in (*place.needs, *place.bars):
            if trait not in known:
                words = f"params: the place “{place.id}” asks for “{trait}”, and nobody has it in `traits`."
                raise Refusal("kind-params", words)
        if set(place.needs) & set(place.bars):
            raise Refusal("kind-params", f"params: the place “{place.id}” needs and bars the same trait.")


def _check_readings(told: PostsParams) -> None:
    asked = {trait for place in told.places for trait in (*place.needs, *place.bars)}
    if missing := sorted(asked - {reading.trait for reading in told.readings}):
        words = f"params: `readings` do not say how a machine finds in the papers who has “{missing[0]}”."
        raise Refusal("kind-params", words)
    for reading in told.readings:
        try:
            groups = re.compile(reading.text.replace("{who}", "(?P<who>x)", 1)).groupindex
        except re.error as error:
            words = f"params: the reading “{reading.text}” is no regular expression: {error}."
            raise Refusal("kind-params", words) from error
        if reading.trait not in asked or "who" not in groups or reading.text.count("{who}") != 1:
            words = (
                f"params: the reading “{reading.text}” has `{{who}}` in it once, and a trait that some place asks for."
            )
            raise Refusal("kind-params", words)
