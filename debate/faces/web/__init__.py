"""Pages as blocks that a browser lays out as headings, paragraphs, lists and links. Knows no room and no socket."""
