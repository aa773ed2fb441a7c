"""The host of a class: HTTP pages and one WebSocket per person in front of a room.

:mod:`~debate.classroom.host.frames` checks what comes in, :mod:`~debate.classroom.host.gate` from where it may come,
:mod:`~debate.classroom.host.limits` how much; :mod:`~debate.classroom.host.host` joins them to a room.
"""
