"""The register of holdings: one owner is above the threshold by adding up, and looks smaller than another."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from casefile.errors import Refusal
from casefile.kinds import KINDS
from casefile.tools import TOOLS
from tests.kinds.conftest import deals
from tests.kinds.sample import table
from tests.kinds.samples_money import ACCOUNT, OWNERSHIP, account_papers, ownership_papers

KIND = KINDS["ownership"]
Register = dict[str, dict[str, int]]


def register_of(values: Mapping[str, Any]) -> Register:
    register: Register = {}
    for row in values["rows"]:
        register.setdefault(row["company"], {})[row["owner"]] = row["percent"]
    return register


def walk(register: Register, name: str, share: Decimal = Decimal(100)) -> Iterator[tuple[str, Decimal]]:
    """Who stands at the end of each path, and what it is worth in per cent."""
    if name not in register:
        yield name, share
    for holder, part in register.get(name, {}).items():
        yield from walk(register, holder, share * part / 100)


def added(values: Mapping[str, Any], company: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for owner, share in walk(register_of(values), company):
        sums[owner] = sums.get(owner, Decimal(0)) + share
    return sums


def test_one_owner_is_above_the_threshold_and_the_share_comes_out_to_the_place() -> None:
    for riddle in deals("ownership"):
        sums = added(riddle.values, "Hoop Mills")
        above = [(owner, share) for owner, share in sums.items() if share > 25]
        assert [(owner, Decimal(share)) for owner, share in riddle.answers] == above
        assert sum(sums.values()) == 100
        assert not riddle.answers[0][1].endswith(".0")


def test_every_path_comes_out_to_one_place_and_can_be_told_apart() -> None:
    for riddle in deals("ownership"):
        shares = [share for _, share in walk(register_of(riddle.values), "Hoop Mills")]
        assert all(share * 10 % 1 == 0 for share in shares)
        assert sorted(shares) == sorted(Decimal(path["share"]) for path in riddle.values["paths"])
        assert 12 <= len(shares) <= 22
        assert max(len(path["parts"]) for path in riddle.values["paths"]) == 4


def test_two_are_just_below_and_another_has_the_largest_single_path() -> None:
    for riddle in deals("ownership"):
        owner = riddle.answers[0][0]
        walked = list(walk(register_of(riddle.values), "Hoop Mills"))
        sums = added(riddle.values, "Hoop Mills")
        assert sum(19 <= share < 25 for share in sums.values()) >= 2
        assert max(walked, key=lambda end: end[1])[0] != owner
        assert sum(name == owner for name, _ in walked) >= 3


def test_each_near_miss_is_what_it_says() -> None:
    for riddle in deals("ownership"):
        near = {miss.why: (miss.answer[0], Decimal(miss.answer[1])) for miss in riddle.near}
        register, owner = register_of(riddle.values), riddle.answers[0][0]
        walked = list(walk(register, "Hoop Mills"))
        sums = added(riddle.values, "Hoop Mills")
        assert near["one_path"] == (owner, max(share for name, share in walked if name == owner))
        assert near["direct"] == max(walked, key=lambda end: end[1])
        assert near["second"][1] == sorted(sums.values())[-2] == sums[near["second"][0]]
        assert near["company"][0] in register
        assert near["company"][1] == register["Hoop Mills"][near["company"][0]]


def test_every_company_is_held_by_all_its_holders_together_and_none_by_itself() -> None:
    for riddle in deals("ownership"):
        register = register_of(riddle.values)
        assert set(register) == set(OWNERSHIP["companies"])
        assert {holder for held in register.values() for holder in held} >= set(OWNERSHIP["owners"])
        assert all(sum(held.values()) == 100 and len(held) >= 2 for held in register.values())
        listed = [(row["company"].casefold(), row["owner"].casefold()) for row in riddle.values["rows"]]
        assert listed == sorted(listed)


def test_whoever_begins_with_another_company_is_refused() -> None:
    for riddle in deals("ownership"):
        wrong = {*riddle.refused, *(miss.answer for miss in riddle.near)}
        for company, (owner, share) in riddle.values["others"].items():
            sums = added(riddle.values, company)
            assert sums[owner] == max(sums.values())
            assert abs(sums[owner] - Decimal(share)) <= Decimal("0.05")
            assert (owner, share) in wrong | {riddle.answers[0]}


def test_the_owner_may_be_the_authors_and_is_else_not_always_the_same() -> None:
    params = {**OWNERSHIP, "beneficiary": "Canon Eyre"}
    for seed in range(10):
        riddle = KIND.generate(params, {}, random.Random(seed))
        assert riddle.answers[0][0] == "Canon Eyre"
        assert KIND.solve(ownership_papers(riddle.values), KIND.public(params)) == riddle.answers[0]
    assert len({riddle.values["beneficiary"] for riddle in deals("ownership")}) > 4


@pytest.mark.parametrize("change", [{"depth": 3}, {"threshold": 20}, {"threshold": 30}])
def test_another_depth_and_another_threshold_do_as_well(change: dict[str, Any]) -> None:
    params = {**OWNERSHIP, **change}
    for seed in range(5):
        riddle = KIND.generate(params, {}, random.Random(seed))
        assert Decimal(riddle.answers[0][1]) > change.get("threshold", 25)
        assert max(len(path["parts"]) for path in riddle.values["paths"]) == change.get("depth", 4)
        assert KIND.solve(ownership_papers(riddle.values), KIND.public(params)) == riddle.answers[0]


@pytest.mark.parametrize(("companies", "owners"), [(10, 6), (14, 9)])
def test_smaller_and_larger_registers_do_as_well(companies: int, owners: int) -> None:
    more = ["Mr Hay", "Mrs Ide"]
    params = {
        "companies": [*OWNERSHIP["companies"], "Mop Makers", "Nib & Sons"][:companies],
        "owners": [*OWNERSHIP["owners"], *more][:owners],
        "start": "Birch Trust",
    }
    for seed in range(3):
        riddle = KIND.generate(params, {}, random.Random(seed))
        assert KIND.solve(ownership_papers(riddle.values), KIND.public(params)) == riddle.answers[0]
        assert riddle.certificate.space == owners * 1000


def test_the_tree_and_its_words_say_as_much_as_the_register_does_of_the_company() -> None:
    for riddle in deals("ownership"):
        values = riddle.values
        register = register_of(values)
        ends = [line.partition(" % ")[2] for line in values["tree"].splitlines()]
        assert sum(end not in register for end in ends[1:]) == len(values["paths"])
        for company, held in register.items():
            said = [text for text in values["tree_alt"].split("; ") if text.startswith(f"{company} is held by ")]
            assert len(said) == (company in [*ends, "Hoop Mills"])
            assert all(f"{holder} with {part}" in text for text in said for holder, part in held.items())


def test_the_tool_shows_every_path_and_adds_nothing_up() -> None:
    for riddle in deals("ownership")[:10]:
        values = riddle.values
        said = TOOLS["shares"].run({"register": ownership_papers(values)["register"], "company": "hoop mills"})
        ends = sorted(line.split()[0] for line in said.splitlines() if line.endswith(" *"))
        assert ends == sorted(path["share"] for path in values["paths"])
        assert values["share"] not in said.split()


def test_the_holder_of_an_account_may_be_the_company_that_is_asked_about() -> None:
    for seed in range(5):
        account = KINDS["account"].generate(ACCOUNT, {}, random.Random(seed))
        _, holder = KINDS["account"].solve(account_papers(account.values), {})
        params = {**OWNERSHIP, "start": holder}
        riddle = KIND.generate(params, {}, random.Random(seed))
        papers = {**account_papers(account.values), **ownership_papers(riddle.values)}
        assert KIND.solve(papers, KIND.public(params)) == riddle.answers[0]
        assert set(riddle.values["others"]) == set(ACCOUNT["holders"]) - {holder}


def test_a_register_with_a_circle_is_not_followed_for_ever() -> None:
    papers = {"register": table(("Company", "Holder", "%"), ("A", "B", 60), ("A", "C", 40), ("B", "A", 100))}
    with pytest.raises(Refusal, match="holds a part of itself"):
        KIND.solve(papers, {"start": "A", "threshold": 25})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"companies": OWNERSHIP["companies"][:9]}, "10 to 14"),
        ({"owners": OWNERSHIP["owners"][:5]}, "6 to 9"),
        ({"owners": ["Hoop mills", *OWNERSHIP["owners"]]}, "are different"),
        ({"owners": ["a % b", *OWNERSHIP["owners"]]}, "no bar"),
        ({"owners": ["a" * 33, *OWNERSHIP["owners"]]}, "32 letters"),
        ({"start": "Nowhere"}, "“Nowhere” is not"),
        ({"beneficiary": "Hoop Mills"}, "“Hoop Mills” is not"),
        ({"threshold": 50}, "20 to 30"),
        ({"depth": 5}, "3 or 4"),
    ],
)
def test_a_register_that_cannot_be_made_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        KIND.generate({**OWNERSHIP, **change}, {}, random.Random(1))
    assert caught.value.code == "kind-params"
