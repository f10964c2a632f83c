"""Words, dates and numbers in three languages, and no sentence left untranslated."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from dashboard import i18n
from data.model import LANGUAGES

ROOT = Path(__file__).parent.parent.parent
NOT_OURS = {".git", ".venv", "tests", "data", "scoring", "collectors", "build"}


def wanted() -> dict[tuple[str | None, object], str]:
    """Every sentence the code asks for, with the place that asks."""
    with (ROOT / "dashboard" / "babel.cfg").open(encoding="utf-8") as file:
        mapping, options = parse_mapping_cfg(file)
    return {
        (context, message): f"{name}:{line}"
        for name, line, message, _comments, context in extract_from_dir(
            str(ROOT),
            mapping,
            options,
            keywords={**DEFAULT_KEYWORDS, "N_": None},
            directory_filter=lambda folder: Path(folder).name not in NOT_OURS,
        )
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_translated(lang: str) -> None:
    path = i18n.FOLDER / lang / "LC_MESSAGES" / "kelisim.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    asked = wanted()
    assert len(asked) > 100, "the extraction found almost nothing"
    missing = []
    for (context, message), place in asked.items():
        entry = catalogue.get(message, context)
        forms = entry and (
            entry.string if isinstance(entry.string, tuple) else (entry.string,)
        )
        if not forms or not all(forms) or entry.fuzzy:
            missing.append(f"{place} {message!r}")
    assert not missing, f"untranslated in {lang}:\n" + "\n".join(missing)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_catalogue_keeps_nothing_obsolete(lang: str) -> None:
    path = i18n.FOLDER / lang / "LC_MESSAGES" / "kelisim.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    asked = set(wanted())
    kept = {(entry.context, entry.id) for entry in catalogue if entry.id}
    assert not kept - asked


@pytest.mark.parametrize("lang", LANGUAGES)
def test_placeholders_survive_translation(lang: str) -> None:
    path = i18n.FOLDER / lang / "LC_MESSAGES" / "kelisim.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    broken = []
    for entry in catalogue:
        if not entry.id:
            continue
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        names = set(re.findall(r"%\((\w+)\)[sd]", " ".join(ids)))
        for string in strings:
            if set(re.findall(r"%\((\w+)\)[sd]", string)) != names:
                broken.append(string)
    assert not broken


def test_kazakh_is_not_russian_or_english() -> None:
    """A sentence copied over instead of translated is as bad as a missing one."""
    kept: dict[str, dict[object, object]] = {}
    for lang in LANGUAGES:
        path = i18n.FOLDER / lang / "LC_MESSAGES" / "kelisim.po"
        with path.open("rb") as file:
            kept[lang] = {entry.id: entry.string for entry in read_po(file) if entry.id}
    letters = re.compile(r"[A-Za-z]{3,}")
    same = [
        message
        for message, text in kept["kk"].items()
        if isinstance(text, str)
        and text == kept["en"][message]
        and letters.search(re.sub(r"%\(\w+\)[sd]|`[^`]*`", "", text))
    ]
    # Names of file formats and of the product are the same everywhere.
    assert [text for text in same if str(text) not in {"CSV", "XLSX"}] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_dates(lang: str) -> None:
    with i18n.using(lang):
        assert i18n.format_date(date(2026, 11, 22)) == "22.11.2026"


def test_times_are_shown_in_almaty() -> None:
    late = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    assert i18n.format_datetime(late) == "22.11.2026 01:30"
    assert i18n.format_date(late) == "22.11.2026"
    assert i18n.format_datetime(None) == "—"


@pytest.mark.parametrize(
    ("lang", "said"),
    [("kk", "3 күн бұрын"), ("ru", "3 дня назад"), ("en", "3 days ago")],
)
def test_relative(lang: str, said: str) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with i18n.using(lang):
        assert i18n.relative(now - timedelta(days=3), now) == said


def test_numbers() -> None:
    with i18n.using("ru"):
        assert i18n.format_number(1234.56, 1).replace("\xa0", " ") == "1 234,6"
    with i18n.using("en"):
        assert i18n.format_number(1234) == "1,234"


def test_plural_forms_of_russian() -> None:
    with i18n.using("ru"):
        forms = [
            i18n.ngettext("%(n)s story", "%(n)s stories", n) % {"n": n}
            for n in (1, 3, 5, 11, 21)
        ]
    assert forms == ["1 сюжет", "3 сюжета", "5 сюжетов", "11 сюжетов", "21 сюжет"]


def test_two_threads_speak_two_languages() -> None:
    heard: dict[str, str] = {}

    def visit(lang: str) -> None:
        i18n.set_language(lang)
        heard[lang] = i18n._("Calm")

    threads = [Thread(target=visit, args=(lang,)) for lang in LANGUAGES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {"kk": "Тыныш", "ru": "Спокойно", "en": "Calm"}
    assert i18n.language() == "kk"


def test_unknown_language_changes_nothing() -> None:
    i18n.set_language("ru")
    i18n.set_language("de")
    assert i18n.language() == "ru"
    with i18n.using("de"):
        assert i18n.language() == "ru"
