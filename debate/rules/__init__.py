"""The rules of the game, pure: no files, no clock, no ``random``. Start reading at :mod:`debate.rules.play`."""
