"""What each code of a finding means. An example of each, and its cure, are with ``debate deck explain``."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from debate.deckfile.finding import Severity


@frozen
class Code:
    """``severities``: with which it may come. Only warnings can be silenced.

    ``from_play``: it is found by playing games, and not by reading the deck.
    """

    means: str
    severities: tuple[Severity, ...] = ("error",)
    from_play: bool = False


_BOTH: tuple[Severity, ...] = ("error", "warning")
_WARNING: tuple[Severity, ...] = ("warning",)

CODES: Mapping[str, Code] = {
    # The file.
    "file": Code("A file or folder cannot be read, or is not a deck file: these end in .yaml.", _BOTH),
    "character": Code(
        "A character that nobody can see, that steers a terminal or turns the direction of writing; or the file is"
        " not a text in UTF-8. Such characters often come along with text from a web page or a word processor."
    ),
    "long": Code("A file, a text or the nesting of keys is larger than a deck may have."),
    "syntax": Code(
        "The line cannot be read as YAML, the notation of decks: keys with a colon, indented with blanks, texts in"
        " quotes where they hold signs. What stands below the line may not have been read either."
    ),
    "tab": Code("A tab stands where blanks are wanted: YAML does not indent with tabs."),
    "colon": Code("A colon and a blank end a key, so a text that holds them must stand in quotes."),
    "comma": Code("Inside { } and [ ] a comma ends a text, so a text that holds one must stand in quotes."),
    "hash": Code(
        "A blank and a # begin a comment, so the rest of a text that holds them is lost without quotes.", _BOTH
    ),
    "question-mark": Code(
        "Inside { } a question mark in a text without quotes is read differently by different readers of YAML."
    ),
    "quote": Code(
        "Quotes that do not hold a text together: a lone one, or those of a word processor, “ and ”. YAML knows only"
        " the straight ones; all others are shown like letters.",
        _WARNING,
    ),
    "feature": Code("YAML has this, decks have not: anchors, aliases, tags, merge keys, a second document."),
    # Names.
    "shape": Code(
        "A text stands where a list or a mapping is wanted, or the other way round; or an id is not formed as ids are."
    ),
    "twice": Code("A key, an id or an entry of a list stands twice."),
    "unknown": Code("A name that the deck has not, mostly a misspelt one.", _BOTH),
    "kind": Code("A name that the deck has, but for a thing of another kind than is wanted here."),
    "missing": Code("Something that must be there is not."),
    "empty": Code("A key without anything after it. Fill it, or leave the key out."),
    # Values.
    "value": Code("Not one of the few words that are wanted here, or not a value of this flag."),
    "number": Code("Not a whole number."),
    "yesno": Code("Neither yes nor no."),
    "range": Code("A number outside its limits, or numbers that do not go together."),
    "zero": Code("Adding nothing changes nothing. What the source says does not change is written as a denial."),
    "table": Code(
        "A step table has a meter after 'by', and after 'from' steps that rise and begin at 0 or the meter's min."
    ),
    # Conditions.
    "bare": Code("A bare number does not say how to compare: at least, at most, exactly ..."),
    "compare": Code("A comparison that is not written in the words of conditions, or does not fit what is compared."),
    "not": Code(
        "Conditions have no 'not', since it is unclear over two entries: none_of with a list says which is meant."
    ),
    "never-true": Code(
        "A condition that can never hold, or a price that can never be paid, so what hangs on it never happens.", _BOTH
    ),
    "hidden": Code("A scripted opponent may not read a meter that its role cannot see."),
    # What fits together.
    "clash": Code("Two things that exclude each other.", _BOTH),
    "grounds": Code(
        "Everything that claims something about the world says where it comes from: passages of the source, or evidence"
        " from elsewhere with 'basis: outside'."
    ),
    "last-ending": Code("Endings are tried from the first to the last, and the last one must always hold."),
    "floor": Code(
        "What is said moves what people feel, and deeds move the world: where a case stands or is beaten it may change"
        " only meters with 'perceived: yes', and no link, denial, news or ending may ask about it but to change those."
    ),
    # Playthroughs.
    "line": Code(
        "A line of a playthrough that is none of its statements, or stands where it may not. A line is a choice in"
        " notation, or begins with one of: title, preset, view, seed, motive, scripted, novice, draft, judged (in the"
        " head), round, end, until, expect, refuse."
    ),
    "refused": Code(
        "A choice of a playthrough that is not legal where it stands. What stands below it was not played."
    ),
    "expected": Code("Something that a playthrough expects is not so, or something that it says is refused is legal."),
    # What can be played, but is probably not meant.
    "scale": Code(
        "A number that looks as if meters ran to 10. They run to 100, and a change of 1 is hardly seen.", _WARNING
    ),
    "fairness": Code(
        "Too few cards: a role wants twelve, each card two answers in other piles, each open move two that back it.",
        _WARNING,
    ),
    "agrees": Code(
        "A card that answers another and speaks for all the same moves: nobody learns to answer by it.", _WARNING
    ),
    "no-move": Code("A role can have nothing to do in the first round but hold.", _WARNING),
    "unused": Code("Something that nothing refers to or that can never come into play.", _BOTH),
    "still": Code(
        "A meter that nothing changes. If the source says that it does not move whatever is done, a denial says so;"
        " otherwise a link or a move is missing.",
        _WARNING,
    ),
    "refuted": Code(
        "A denial that the deck itself refutes: a link, a move or a news item changes what is denied, and needs,"
        " follows or brings about the same cause, or is set off by what does. In play the meter would move above a line"
        " that says it does not. What changes it for another reason is no contradiction.",
        _WARNING,
    ),
    "promise": Code(
        "A promise that the deck is silent about: nothing that the move sets going moves the meter, and no denial says"
        " that it stays. Whoever believes it never learns otherwise.",
        _WARNING,
    ),
    "motive": Code(
        "A motive whose score does not hang on what its role does, so that whoever plays it can only look on.", _WARNING
    ),
    "shadowed": Code(
        "Something that never has its turn because another stands before it and holds whenever it does: a rule of a"
        " script, or an ending.",
        _WARNING,
    ),
    "card": Code(
        "A text that is cut off, or fills the screen, where it is shown: on a screen of 80 columns, and on paper. Or"
        " one that should be read at a glance and is too long for it: a claim, what a link or a denial says.",
        _WARNING,
    ),
    "grade": Code(
        "How hard the texts are to read. The grade is that of Flesch and Kincaid, worked out from the length of words"
        " and sentences, so it is a hint and no verdict. A note tells that of all texts together; a long text above 14,"
        " or what the deck sets (reading: {grade: 9}), is warned of. Only for decks in English.",
        ("warning", "note"),
    ),
    "pack": Code(
        "A reading of the deck's pack that is far from 400 words, or harder to read than its level: grade 6 for the"
        " easy one, 10 for the usual one (Flesch and Kincaid). Only for decks in English.",
        _WARNING,
    ),
    # What only play can tell.
    "out-of-reach": Code(
        "In a few hundred games, played by scripts, by novices, greedily and at random, it never came up: an ending"
        " that nobody reached, a move that was never legal or never chosen, a link that never fired, a card that nobody"
        " played. Told by: debate deck check --play.",
        _WARNING,
        from_play=True,
    ),
    "dominated": Code(
        "A move that was tried at several choices, all else equal, and never came near the best option. Told by:"
        " debate deck check --play.",
        _WARNING,
        from_play=True,
    ),
    "more": Code("So many findings that the rest is not told. Mend those above first.", ("note",)),
}
