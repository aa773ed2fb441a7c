"""From nodes to the values of a deck, by the declaration of its keys."""
