"""Decks from YAML files: :func:`check` tells everything that is wrong, :func:`load_deck` returns a deck or raises."""

from debate.deckfile.finding import DeckError, Finding
from debate.deckfile.load import check, check_files, first_deck, load_deck, shipped_decks

__all__ = ["DeckError", "Finding", "check", "check_files", "first_deck", "load_deck", "shipped_decks"]
