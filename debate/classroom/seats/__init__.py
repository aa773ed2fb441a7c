"""Seats: the terminal game for many people at once, one Textual app a person, all in one process and one event loop."""
