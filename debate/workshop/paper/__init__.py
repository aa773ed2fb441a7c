"""A deck on paper: cards, board and tables, so that a class without computers can play."""
