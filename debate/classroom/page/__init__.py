"""The accessible page: the plain front end as blocks and choices that a browser shows as HTML.

All that is said is made here, as plain values that become JSON; ``static/page.js`` only lays it out, with texts as
texts. :mod:`front` is the way in, :mod:`pages` says what there is to read, :mod:`now` what is asked.
"""

from debate.classroom.page.front import PageFront

__all__ = ["PageFront"]
