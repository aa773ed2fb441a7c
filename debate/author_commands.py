"""Commands for authors that show the game itself, which the workshop does not know."""
