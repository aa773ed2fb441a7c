"""A class with a deck in another language: the page tells which of its words are the deck's."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from debate.deckfile.load import examine_files
from debate.rules.deck import Deck
from debate.workshop.examples import base
from tests.classroom.page.rooms import Reader, room_of

STATIC = Path(__file__).parents[3] / "debate" / "classroom" / "static"


def german() -> Deck:
    text = base().replace("\ntitle: ", "\nlanguage: de\ntitle: ", 1)
    deck = examine_files(
        "d", {"deck.yaml": text.replace("title: Carry the plan out", "title: Den Plan tun").encode()}
    ).deck
    assert deck is not None
    return deck


async def test_the_words_of_the_deck_are_told(tmp_path: Path) -> None:
    """Each text of the page that holds words of the deck comes with its parts, which add up to it."""
    with room_of(tmp_path, german(), preset=None) as klass:
        klass.come("Ana", "council")
        klass.come("Ben", "judge")
        klass.start()
        ana = await Reader(klass, "Ana").open()
        spoken = ana.page["spoken"]
        assert all("".join(words for words, _ in parts) == text for text, parts in spoken.items())
        every = {tuple(part) for parts in spoken.values() for part in parts}
        assert {language for _, language in every} == {"de", "en"}
        assert "Den Plan tun" in {words for words, language in every if language == "de"}
        assert not any("Your moves" in words for words, language in every if language == "de")


async def test_an_english_deck_needs_no_word_of_it(tmp_path: Path) -> None:
    """Nothing is sent then."""
    with room_of(tmp_path) as klass:
        klass.come("Ana", "works")
        klass.start()
        assert "spoken" not in (await Reader(klass, "Ana").open()).page


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_page_marks_them() -> None:
    """What is the deck's stands in an element with its language, the rest is text; without it there are texts alone."""
    program = f"""
        class Element {{
            constructor(name) {{ this.name = name; this.inside = []; }}
            setAttribute(key, value) {{ this[key] = value; }}
            append(...children) {{ this.inside.push(...children); }}
            replaceChildren(...children) {{ this.inside = children; }}
            set textContent(text) {{ this.inside = [text]; }}
        }}
        globalThis.document = {{ documentElement: {{ lang: "en" }}, createElement: (name) => new Element(name) }};
        const {{ element, speak }} = await import({json.dumps((STATIC / "layout.js").as_uri())});
        const shown = (node) => typeof node === "string" ? node
            : `<${{node.name}}${{node.lang ? ` lang=${{node.lang}}` : ""}}>${{node.inside.map(shown).join("")}}</>`;
        const text = "Play 'Den Plan tun' now";
        speak({{ [text]: [["Play '", "en"], ["Den Plan tun", "de"], ["' now", "en"]] }});
        const found = [shown(element("p", text)), shown(element("p", "Hold")), shown(element("p", "constructor"))];
        speak(undefined);
        found.push(shown(element("p", text)));
        console.log(JSON.stringify(found));
    """
    command = ["node", "--input-type=module", "-e", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == [
        "<p>Play '<span lang=de>Den Plan tun</>' now</>",
        "<p>Hold</>",
        "<p>constructor</>",
        "<p>Play 'Den Plan tun' now</>",
    ]
