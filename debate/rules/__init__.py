"""The rules of the game, pure: no files, no clock, no ``random``. Start reading at :mod:`debate.rules.play`."""

VERSION = 2
"""Of the rules. It goes up when the same deck, seed and choices no longer lead to the same positions; a record says
under which version it was played."""
