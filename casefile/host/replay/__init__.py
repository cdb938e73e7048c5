"""A team's play looked at once more, at any speed."""
