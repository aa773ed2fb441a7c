"""What is shown, said once: pages as documents of headings, lines, fields, bars and references.

A page is made from what one role may know of a game (:class:`~debate.pages.reader.Reader`) and from facts of
:mod:`debate.debrief`. It holds no layout, no glyph and no markup: the faces draw its nodes, each in its own way.
"""
