"""Authoring: measuring a deck by playing it. Knows no rule of the game that ``rules`` does not own."""
