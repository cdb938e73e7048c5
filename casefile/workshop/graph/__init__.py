"""The puzzle dependency chart: what opens what, drawn four ways."""
