"""From the events of PyYAML's parser to nodes, on and on after each mistake."""

from __future__ import annotations

from typing import cast

from attrs import define, field
from yaml.error import Mark, MarkedYAMLError, YAMLError
from yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from debate.deckfile.finding import CURLY, STRAIGHT, Place, Report
from debate.deckfile.yaml.nodes import MAX_DEPTH, MAX_NODES, Entry, Map, Node, Scalar, Seq, Source
from debate.deckfile.yaml.scan import DeckParser, Refused
from debate.deckfile.yaml.syntax import explain, next_key
from debate.rules.text import visible

MAX_RESTARTS = 20


def read_exactly(source: Source, report: Report) -> list[Entry]:
    """The entries at the top of a file whose text is decoded; what is not YAML or not for decks is reported."""
    entries: list[Entry] = []
    offset: int | None = 0
    for _ in range(MAX_RESTARTS):
        if offset is not None:
            offset = _read_from(source, offset, entries, report)
    return entries


def _read_from(source: Source, offset: int, entries: list[Entry], report: Report) -> int | None:
    """Read on from ``offset``; after a mistake, the place where reading may go on."""
    compose = _Composer(source, report)
    parser = DeckParser(source.text, offset)
    try:
        for event in parser:
            compose.take(event)
        return None
    except Refused as problem:
        place = Place(source.file, problem.mark.line + 1, problem.mark.column + 1)
        line = problem.mark.line
        curly = problem.code == "question-mark" and CURLY.search(source.text.split("\n")[line])
        report.error(place, problem.code, problem.sentence, right=STRAIGHT if curly else problem.right)
        if problem.final:
            source.complete = False
            return None
    except MarkedYAMLError as problem:
        line = explain(source.file, source.text, problem, parser.quoted, report)
    except (YAMLError, ValueError, LookupError, AttributeError, OverflowError, RecursionError, TypeError):
        # What PyYAML lets slip for some broken escapes.
        report.error(
            Place(source.file, parser.line + 1, parser.column + 1),
            "syntax",
            "this cannot be read as YAML",
            right="put the text in quotes, without backslashes",
        )
        line = parser.line
    finally:
        entries += compose.root_entries()
        parser.dispose()
    source.complete = False
    return next_key(source.text, line)


@define
class _Frame:
    node: Map | Seq
    key: Scalar | None = None
    seen: set[str] = field(factory=set)
    repeated: list[Scalar] = field(factory=list)


class _Composer:
    """Builds nodes from events without recursion, so that what was read before a mistake is not lost."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._stack: list[_Frame] = []
        self._root: Map | None = None
        self._nodes = 0
        self._documents = 0

    def take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._close(self._stack.pop(), len(self._stack))
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                sentence = "'---' begins a second document, which decks do not have"
                raise Refused("feature", sentence, _mark(event), "put the rest into a file of its own")

    def root_entries(self) -> list[Entry]:
        """What was read; an item that a mistake cut short is left out."""
        for depth, frame in enumerate(self._stack):
            self._close(frame, depth)
        if self._root is None:
            return []
        if len(self._stack) > 2:
            section = self._stack[1].node
            if isinstance(section, Map) and section.entries:
                section.entries.pop()
                if not section.entries:
                    self._root.entries.pop()
        elif len(self._stack) == 2 and self._stack[1].node.flow:
            self._root.entries.pop()
        return self._root.entries

    def _close(self, frame: _Frame, depth: int) -> None:
        """Report keys that stood twice; many of them at once are two items run together. ``depth``: 0 for sections, 1
        for the ids of items."""
        if not frame.repeated or not isinstance(frame.node, Map):
            return
        first, *others = frame.repeated
        run_together = len(others) > 1
        if run_together or frame.node is self._root:
            self._source.complete = False
        if run_together:
            sentence = f"this key and {len(others)} more stand twice in one item"
            right = "two items have run together: give the second its id"
            self._report.error(first, "twice", sentence, visible(first.text), right)
            return
        for key in frame.repeated:
            line = next(known.line for known, _ in frame.node.entries if known.text == key.text)
            sentence = f"this key stands in line {line} already"
            right = ("put both under one", "give one of them another id", "keep one")[min(depth, 2)]
            self._report.error(key, "twice", sentence, visible(key.text), right)

    def _count(self, event: Event) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            sentence = f"a file of a deck holds at most {MAX_NODES:,} keys and values"
            raise Refused("long", sentence, _mark(event), "split it into several files", final=True)

    def _scalar(self, event: ScalarEvent) -> None:
        self._count(event)
        mark = _mark(event)
        frame = self._stack[-1] if self._stack else None
        flow = frame is not None and frame.node.flow
        plain = event.style is None
        node = Scalar(
            self._source, mark.line + 1, mark.column + 1, event.value, plain, flow, cast(Mark, event.end_mark).index
        )
        if frame is None:
            if plain and not event.value:
                return
            self._no_root(event)
        elif isinstance(frame.node, Map) and frame.key is None:
            if plain and node.text == "<<":
                raise Refused("feature", "'<<' is a merge key, which decks do not have", mark, "write the keys out")
            frame.key = node
        else:
            self._attach(node)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._count(event)
        mark = _mark(event)
        flow = bool(event.flow_style)
        make = Map if isinstance(event, MappingStartEvent) else Seq
        node: Map | Seq = make(self._source, mark.line + 1, mark.column + 1, flow=flow)
        if self._stack:
            frame = self._stack[-1]
            if isinstance(frame.node, Map) and frame.key is None:
                raise Refused("shape", "a key is a word, not a list or a mapping", mark, "put a text in quotes")
            self._attach(node)
        elif isinstance(node, Map):
            self._root = node
        else:
            self._no_root(event)
        self._stack.append(_Frame(node))
        if len(self._stack) > MAX_DEPTH:
            raise Refused("long", f"keys and lists are nested more than {MAX_DEPTH} deep", mark)

    def _no_root(self, event: Event) -> None:
        sentence = "a file of a deck is a mapping of sections and keys"
        raise Refused("shape", sentence, _mark(event), "begin with 'title: ...' or 'links:'", final=True)

    def _attach(self, node: Node) -> None:
        """Put ``node`` where it belongs; of a key written twice the first counts."""
        frame = self._stack[-1]
        if isinstance(frame.node, Seq):
            frame.node.items.append(node)
            return
        key, frame.key = frame.key, None
        assert key is not None
        empty = isinstance(node, Scalar) and node.plain and not node.text
        if key.text in frame.seen and not (empty and frame.node.flow):
            frame.repeated.append(key)
            return
        frame.seen.add(key.text)
        frame.node.entries.append((key, node))


def _mark(event: Event) -> Mark:
    return cast(Mark, event.start_mark)
