"""The room of a class: its rules. Pure code: no sockets, no screens, and the clock is given.

=============  ========================================================================  ==========================
what           rule                                                                      where
=============  ========================================================================  ==========================
joining        with the room code (six consonants); ten wrong tries a minute an          ``admission``, ``keys``
               address, sixty a minute a room; then the teacher lets people in, unless
               the doors are open
who            a ticket's token says who somebody is; only its hash is kept; each        ``admission``, ``keys``
               entering makes a new one, and the old one is good until the client has
               stored that; it is dead once the person is put out
names          at most twenty characters as people count them, cleaned, nobody           ``names``
               else's, not the teacher's or a role's; others read "Student 3" until
               the teacher lets the name through
seats          a role alone, a role shared by a team, or a judge; who comes after the    ``sharing``, ``people``
               start is a judge; roles that nobody has are played by opponents
choosing       members propose and support, seen by their team only; one who is alone    ``students``, ``table``
               chooses at once; a team by majority of those who are here, by its
               captain (by majority while the captain is away), or by the first
               proposal. Whoever lost the line counts as here for ten seconds more
judging        judges vote case by case; a ballot closes when all judges who are here    ``students``, ``ticks``
               have voted, or when the teacher rules; even votes, and tables without
               judges: as the rules by themselves have it; a table whose judges are all
               away waits for them or for the teacher
pace           in steps a table is held after each phase until ``next``; a pause holds   ``table``, ``teacher``
               all; time is a hint and forces nothing
going back     the teacher takes back the latest choice of a person and all after it,    ``teacher``
               or that a game was ended
ending         opponents have all roles from there on and the rules judge, so that the   ``teacher``
               game comes to its own end and there is a debrief; everybody is told
               from which round on
opponents      choose when :meth:`Room.tick` finds them awaited                          ``ticks``
stale          what was meant for another question is refused, with what is new          ``questions``
=============  ========================================================================  ==========================

Everything that happens is one event: decided, put on disk in the class's log, then done and told to those who listen
(:mod:`~debate.classroom.room.messages` has how one asks, :mod:`~debate.classroom.room.events` what can happen,
:mod:`~debate.classroom.room.log` the file). What
an event does to a game stands in it and is carried out after it is on disk, exactly once (``effects``). So the room
after a crash is the room before it, and a request that is sent again is answered again and not done again. The games
are ordinary saved games beside the others; the log lies in ``classes/DAY CODE/class.log``.

Once something cannot be written nothing more is done and everybody is told (``unsaved``); nothing acknowledged is lost.
The teacher's request ``save`` (``folder=``, or none for new files in the same place) goes on.

The host calls :meth:`Room.tick` after each change, and every few seconds for those who stay away.
"""

from debate.classroom.room.contributions import TableOutcome
from debate.classroom.room.room import Room
from debate.classroom.room.table import Table
from debate.classroom.room.types import (
    Asking,
    Ballot,
    Change,
    Done,
    Person,
    Place,
    Proposal,
    Refused,
    Request,
    Settings,
    Ticket,
)

__all__ = [
    "Asking",
    "Ballot",
    "Change",
    "Done",
    "Person",
    "Place",
    "Proposal",
    "Refused",
    "Request",
    "Room",
    "Settings",
    "Table",
    "TableOutcome",
    "Ticket",
]
