"""From the bytes of a file to nodes that know their place. Nothing here knows what a deck may contain."""
