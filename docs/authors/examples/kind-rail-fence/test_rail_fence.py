"""The kind keeps the contract; run with `pytest` where casefile is installed."""

from kind_rail_fence import RailFence, write

from casefile.kinds.conformance import prove

PARAMS = {"opening": "MEET ME AT THE", "places": ["BOATHOUSE", "LOCK", "CHANDLER", "GASWORKS", "STEPS"]}


def papers(values):
    """Prints the values as the case's papers would."""
    return {
        "note": f"# Picked up on the towpath\n\nThey all begin *{values['opening']}*.\n\n{' '.join(values['groups'])}"
    }


def test_the_kind_keeps_the_contract():
    assert prove(RailFence(), PARAMS, papers).space == len(PARAMS["places"])


def test_a_published_example_comes_out():
    """Wikipedia, “Rail fence cipher”: three rails."""
    assert write("WEAREDISCOVEREDRUNATONCE", 3) == "WECRUOERDSOEERNTNEAIVDAC"
