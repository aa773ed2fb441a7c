"""A game that was played or is going on: its record, the session that drives it, and what one seat may see."""
