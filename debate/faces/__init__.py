"""The faces of the game: terminal, plain lines, web page, paper. Each renders what :mod:`debate.pages` says."""
