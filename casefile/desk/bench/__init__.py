"""The workbench: strips of text, and a tool beside them."""
