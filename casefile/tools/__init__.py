"""The workbench's tools: pure functions, text to text. They know nothing of any case."""

from casefile.tools import grid, morse, overlay, reckoner
from casefile.tools.tool import Parameter, Tool

TOOLS: dict[str, Tool] = {tool.id: tool for tool in (morse.TOOL, reckoner.TOOL, grid.TOOL, overlay.TOOL)}
"""Every tool by its id, in the order of the workbench."""

__all__ = ["TOOLS", "Parameter", "Tool"]
