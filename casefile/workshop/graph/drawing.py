"""A chart in one of the ways in which it can be had."""

import json
from dataclasses import asdict

from casefile.workshop.graph.chart import Chart
from casefile.workshop.graph.mermaid import as_mermaid
from casefile.workshop.graph.svg import as_svg
from casefile.workshop.graph.text import as_text


def drawing(chart: Chart, way: str, *, ascii_only: bool = False) -> str:
    """Draw a chart as `text`, `mermaid`, `svg` or `json`."""
    if way == "text":
        return as_text(chart, ascii_only=ascii_only)
    return {"mermaid": as_mermaid, "svg": as_svg, "json": as_json}[way](chart)


def as_json(chart: Chart) -> str:
    """All that a chart says, for another program."""
    said = asdict(chart)
    said["chokes"] = chart.chokes
    said["steps"] = list(said["steps"].values())
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
