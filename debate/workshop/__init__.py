"""Authoring: making, checking, mapping and measuring decks. Knows no rule of the game that ``rules`` does not own."""
