"""A deck as a web page: the whole solo game in one file that needs no Python where it is opened.

:mod:`debate.publish.page` puts the page together from the runtime that the distribution ``debate-web`` brings;
:mod:`debate.publish.inside` is the end of the game inside that page.
"""
