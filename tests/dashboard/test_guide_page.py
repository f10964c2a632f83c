"""The guide: two readers, their language or the next, pictures beside the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import guide_text
from dashboard.guide_text import Picture
from data.model import LANGUAGES
from data.store import Store

Open = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide for mediators in Kazakh alone, with a picture."""
    text = "# Нұсқаулық\n\nБасы.\n\n## Бірінші\n\n![Басты бет](kk/home.png)\n\nСоңы.\n"
    (tmp_path / "mediator.kk.md").write_text(text, encoding="utf-8")
    read = guide_text.read
    monkeypatch.setattr(guide_text, "read", lambda who, lang: read(who, lang, tmp_path))
    return tmp_path


def test_the_title_of_the_page_is_the_only_first_heading(folder: Path) -> None:
    guide = guide_text.read("mediator", "kk")
    first, picture, last = guide.parts
    assert first.startswith("## Нұсқаулық")
    assert "### Бірінші" in first
    assert picture == Picture(folder / "kk" / "home.png", "Басты бет")
    assert last == "Соңы."


def test_another_language_is_said(open_page: Open, small_store: Store, folder: Path):
    app = open_page(small_store, "guide", lang="ru")
    assert not app.exception
    assert [tab.label for tab in app.tabs] == ["Для медиаторов", "Для акимов"]
    assert "Қазақша" in app.tabs[0].info[0].value
    assert "ещё не написано" in app.tabs[1].info[0].value
    assert not open_page(small_store, "guide", lang="kk").tabs[0].info


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_guides_are_read_in_each_language(
    open_page: Open, small_store: Store, lang: str
):
    app = open_page(small_store, "guide", lang=lang)
    assert not app.exception
    for tab, reader in zip(app.tabs, guide_text.READERS, strict=True):
        assert not tab.info
        guide = guide_text.read(reader, lang)
        assert guide is not None
        texts = [part for part in guide.parts if isinstance(part, str)]
        assert [shown.value for shown in tab.markdown] == texts
        assert len(tab.get("image")) == len(guide.parts) - len(texts) == 4
