"""The four ways to draw a chart: legible, safe, and with nothing left out."""

import json
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile import cli
from casefile.workshop.graph.chart import Act, Chart, Link, Step
from casefile.workshop.graph.drawing import drawing
from casefile.workshop.graph.layout import SPINE, Layout, lay_out
from tests.graph.test_chart import chart
from tests.sealed import SOURCE

LYREBIRD = Path(__file__).parents[2] / "puzzles" / "lyrebird"
WAYS = ["text", "mermaid", "svg", "json"]
CHARTS = [(LYREBIRD, "full"), (SOURCE, "full"), (SOURCE, "short")]


@pytest.mark.parametrize(("folder", "profile"), CHARTS)
def test_text_fits_a_hundred_columns(folder: Path, profile: str) -> None:
    assert max(map(len, drawing(chart(profile, folder), "text").splitlines())) <= 100


def test_ascii_text_is_ascii() -> None:
    drawn = drawing(chart(), "text", ascii_only=True)
    assert drawn.isascii()
    assert "+---+ archive" in drawn


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("folder", "profile"), CHARTS)
def test_every_step_act_and_gate_stands_in_every_drawing(folder: Path, profile: str, way: str) -> None:
    drawn = chart(profile, folder)
    said = drawing(drawn, way)
    assert all(step.id.removeprefix("ending:") in said for step in drawn.steps.values())
    assert all(act.title in said for act in drawn.acts)
    gate = {"mermaid": "{k} of {n}", "json": '"k": {k}'}.get(way, "{k}/{n}")
    gates = [gate.format(k=link.k, n=len(link.sources)) for link in drawn.links if link.label]
    assert all(one in said for one in gates)


def test_a_picture_says_in_words_what_it_shows() -> None:
    picture = ElementTree.fromstring(drawing(chart(), "svg"))
    space = {"svg": "http://www.w3.org/2000/svg"}
    assert picture.findtext("svg:title", namespaces=space) == "The Missing Stamp: what opens what"
    said = picture.findtext("svg:desc", namespaces=space) or ""
    assert "m after 2 of a, b, c." in said
    assert "Without t0, m, e, f the end cannot be reached." in said
    assert picture.get("aria-labelledby") == "title desc"


def test_a_hostile_title_is_only_text() -> None:
    steps = {"a": Step("a", "puzzle", '"]<script>\x1b[2J`#;&', "one", choke=True)}
    act = Act("one", '"]\nend', 0, 1, choke=False)
    hostile = Chart("</svg>\x1b", "full", 0, 0, "a", 0, ("a",), steps, (act,), (Link(("one",), 1, ("a",)),))
    assert "\x1b" not in "".join(drawing(hostile, way) for way in ("text", "mermaid", "svg"))
    ElementTree.fromstring(drawing(hostile, "svg"))
    mermaid = drawing(hostile, "mermaid")
    assert mermaid.count("subgraph") == len(re.findall(r"^  end$", mermaid, re.MULTILINE)) == 1
    assert re.search(r'n0\["a<br/>[^"<>]*"\]', mermaid)


def test_json_is_what_the_chart_says() -> None:
    said = json.loads(drawing(chart(), "json"))
    assert said["chokes"] == chart().chokes
    assert {link["targets"][0]: link["k"] for link in said["links"]}["m"] == 2


def test_a_ring_of_gates_is_drawn_too() -> None:
    drawn = chart()
    ringed = replace(drawn, links=(*drawn.links, Link(("m", "c"), 1, ("a",))))
    for way in WAYS:
        assert "First" in drawing(ringed, way)


@st.composite
def acts(draw: st.DrawFn) -> Chart:
    """One act of up to nine steps, each behind gates of earlier ones, of another act's, or of nothing."""
    names = [f"p{number}" for number in range(draw(st.integers(1, 9)))]
    links = []
    for number, name in enumerate(names):
        sources = draw(st.lists(st.sampled_from([*names[:number], "x/y", "z"]), unique=True, max_size=4))
        links.append(Link(tuple(sources) or ("one",), draw(st.integers(1, max(len(sources), 1))), (name,)))
    steps = {name: Step(name, "puzzle", f"Title of {name}", "one") for name in names}
    return Chart("T", "full", 0, 0, names[-1], 0, (), steps, (Act("one", "ONE", 0, 1, choke=False),), tuple(links))


def _spans(layout: Layout, number: int) -> list[tuple[int, int, float, float]]:
    """Net, row and extent of everything level in a channel."""
    tracks = len(layout.channels[number])
    return [
        (wire.net, layout.row(name), *((-1, wire.track) if name in wire.left else (wire.track, tracks)))
        for wire in layout.channels[number]
        for name in (*wire.left, *wire.right)
        if name != SPINE
    ]


@settings(max_examples=150, deadline=None)
@given(acts())
def test_no_two_lines_lie_on_each_other_unless_they_come_from_one_step_or_go_to_one(chart: Chart) -> None:
    layout = lay_out(chart, "one")
    for number in range(layout.layers):
        spans = _spans(layout, number)
        for one, other in combinations(spans, 2):
            # A line coming in and another going out share a row only where the first turns before the second begins.
            if one[0] != other[0] and one[1] == other[1] and (one[2] < 0) != (other[2] < 0):
                coming, going = sorted((one, other), key=lambda span: span[2])
                feeds = {net for net, row, start, _ in spans if row == one[1] and start < 0}
                assert coming[3] <= going[2] or going[0] in feeds
    places = [(item.layer, item.row) for item in layout.items.values()]
    assert len(set(places)) == len(places)


@settings(max_examples=60, deadline=None)
@given(acts())
def test_every_step_of_any_act_is_drawn_whole(chart: Chart) -> None:
    drawn = drawing(chart, "text")
    assert all(re.search(rf"[┤│▸ ]{name}\b", drawn) for name in chart.steps)
    ElementTree.fromstring(drawing(chart, "svg"))


def test_the_command_writes_a_file_and_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "chart.svg"
    assert cli.main(["graph", str(SOURCE), "--format", "svg", "-o", str(output)]) == 0
    assert output.read_text("utf-8").startswith("<svg ")
    assert capsys.readouterr().out == ""


def test_the_command_refuses_a_profile_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["graph", str(SOURCE), "--profile", "shrt"]) == 2
    assert 'Did you mean "short"?' in capsys.readouterr().err
