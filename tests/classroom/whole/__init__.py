"""A whole lesson with a real host and thirty real clients: ``python -m tests.classroom.whole``."""
