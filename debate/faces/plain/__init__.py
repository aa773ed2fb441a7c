"""The game in plain lines: numbered choices, one thing a line, no cursor movement and no colour.

For screen readers, slow terminals, pipes and tests. Everything that the game on screen shows is here too.
"""

from debate.faces.plain.console import Console
from debate.faces.plain.past import replay_plain
from debate.faces.plain.play import ask_role, play_plain

__all__ = ["Console", "ask_role", "play_plain", "replay_plain"]
