"""The guide speaks the words of the interface, the same ones in each language.

What stands in quotation marks in a guide names a button, a page, a part or a verdict:
it must be a sentence of that language's catalogue, so that a reader finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dashboard import guide_text, i18n
from dashboard.guide_text import Picture
from data.model import LANGUAGES

#: A guide that names fewer words of the interface explains nothing.
FEWEST = 25
#: Pictures load on a telephone too.
HEAVIEST, MOST, WIDEST = 120 * 1024, 8, 1100

GUIDES = [(reader, lang) for reader in guide_text.READERS for lang in LANGUAGES]
PLACEHOLDER = re.compile(r"[«“]?%\(\w+\)s[»”]?")


def quoted(text: str) -> list[str]:
    """What stands in the quotation marks of any of the three languages."""
    return [one or other for one, other in re.findall(r"«([^»]+)»|“([^”]+)”", text)]


def written(reader: str, lang: str) -> str:
    """The guide as it is kept."""
    path = guide_text.FOLDER / f"{reader}.{lang}.md"
    return path.read_text(encoding="utf-8")


@cache
def catalogue(lang: str) -> dict[str, set[str]]:
    """Every sentence of a language without its outer marks, with its message ids."""
    path = i18n.FOLDER / lang / "LC_MESSAGES" / "kelisim.po"
    found: dict[str, set[str]] = {}
    with path.open("rb") as file:
        for message in read_po(file):
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            said = message.string
            forms = [said] if isinstance(said, str) else list(said)
            for form in [form for form in forms if form] or ids:
                found.setdefault(bare(form), set()).add(ids[0])
    found.pop("", None)
    return found


def bare(sentence: str) -> str:
    """A sentence with a dot for what varies, without marks at its ends."""
    return PLACEHOLDER.sub("…", sentence).strip(" .:→←")


def ids(word: str, lang: str) -> set[str]:
    """The message ids of a word of a guide; a number or … stands for what varies."""
    known = catalogue(lang)
    return known.get(bare(word)) or known.get(bare(re.sub(r"\d+", "…", word)), set())


def pictures(lang: str) -> Iterator[Picture]:
    """The pictures of both readers' guides."""
    for reader in guide_text.READERS:
        guide = guide_text.read(reader, lang)
        assert guide is not None
        yield from (part for part in guide.parts if isinstance(part, Picture))


@pytest.mark.parametrize(("reader", "lang"), GUIDES)
def test_every_word_in_quotation_marks_stands_in_the_interface(reader: str, lang: str):
    words = quoted(written(reader, lang))
    assert len(set(words)) >= FEWEST
    assert [word for word in words if not ids(word, lang)] == []


@pytest.mark.parametrize("reader", guide_text.READERS)
def test_the_guides_name_the_same_things_in_each_language(reader: str):
    named = {
        lang: [ids(word, lang) for word in dict.fromkeys(quoted(written(reader, lang)))]
        for lang in LANGUAGES
    }
    for lang in LANGUAGES:
        for other in LANGUAGES:
            here = set().union(*named[other])
            assert [sorted(each) for each in named[lang] if not each & here] == []


@pytest.mark.parametrize("reader", guide_text.READERS)
def test_the_guides_have_the_same_parts_in_each_language(reader: str):
    parts = re.compile(r"^(?:#+ |\d+\. |- |!\[)", re.MULTILINE)
    kk, *others = [parts.findall(written(reader, lang)) for lang in LANGUAGES]
    assert kk.count("## ") >= 8
    assert others == [kk, kk]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pictures_are_there_light_and_said_in_words(lang: str):
    shown = list(pictures(lang))
    assert 4 <= len(shown) <= MOST
    for picture in shown:
        assert len(picture.shows) >= 20
        assert picture.file.name.startswith(f"{lang}-")
        assert picture.file.stat().st_size <= HEAVIEST, picture.file.name
        start = picture.file.read_bytes()[:24]
        assert start.startswith(b"\x89PNG")
        assert int.from_bytes(start[16:20]) <= WIDEST


def test_no_picture_lies_there_that_no_guide_shows():
    shown = {picture.file.name for lang in LANGUAGES for picture in pictures(lang)}
    assert {path.name for path in guide_text.FOLDER.glob("*.png")} == shown


@pytest.mark.parametrize(("column", "lang"), [(2, "kk"), (3, "ru"), (4, "en")])
def test_the_glossary_holds_the_words_in_use(column: int, lang: str):
    path = Path(__file__).parents[2] / "docs" / "glossary.md"
    rows = re.findall(r"^\| .*\|$", path.read_text(encoding="utf-8"), re.MULTILINE)
    words = [row.split("|")[column].strip() for row in rows[2:]]
    said = "\n".join(catalogue(lang)).casefold()
    assert len(words) >= 25
    assert [word for word in words if word.casefold() not in said] == []
