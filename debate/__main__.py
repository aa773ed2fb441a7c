"""``python -m debate``."""

from debate.cli import run

raise SystemExit(run())
