"""Tables of field reports as people really save them, and what becomes of each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders as make
import scoring
from collectors import collect
from collectors.field_reports import as_raw, read
from collectors.field_rows import NotAFormError, rows
from collectors.identity import item_key
from collectors.reading import Reading
from collectors.web import Web
from data.days import local_day, start_of
from data.errors import SourceError
from data.field_report import COLUMNS, FieldReport, ReportKind, Way, as_source, form
from data.field_report import template as template_of
from data.model import LANGUAGES, DateState, ItemKind, SourceState, State
from data.reference import load

NOW = make.NOW
REFERENCE = load()
WHAT = {
    "kk": "Жайылым үшін екі ауыл тұрғындары арасында төбелес болды.",
    "ru": "Жители двух сёл подрались из-за пастбища.",
    "en": "Residents of two villages fought over a pasture.",
}
PLACE = {"kk": "Қордай ауданы", "ru": "Кордайский район", "en": "Korday"}
QUIET = {
    "kk": "Бүгін ауа райы ашық болды, айтарлықтай ештеңе болған жоқ.",
    "ru": "Сегодня погода была ясной, говорить не о чем.",
    "en": "Today the weather was clear and there was nothing to say.",
}
Folder = Callable[..., Reading]


def row(lang: str = "ru", **changes: str) -> dict[str, str]:
    """A row as a mediator writes it in a language."""
    words = form()
    return {
        "date": "20.11.2026",
        "region": REFERENCE.regions["KZ-31"].names[lang],
        "place": {"kk": "Қордай ауданы", "ru": "Кордайский район", "en": "Korday"}[
            lang
        ],
        "kind": words.name("kind", "experienced", lang),
        "what": WHAT[lang],
        "way": words.name("way", "residents", lang),
        "done": "",
    } | changes


def table(*found: Mapping[str, str], lang: str = "ru", separator: str = ";") -> str:
    """The rows under the headings of a language."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow([form().name("column", name, lang) for name in COLUMNS])
    writer.writerows([[each[name] for name in COLUMNS] for each in found])
    return text.getvalue()


@pytest.fixture
def folder(tmp_path: Path, web: Web) -> Folder:
    """Read a folder that holds these files."""

    def read_folder(known: object = None, **files: bytes | str) -> Reading:
        for name, content in files.items():
            body = content.encode() if isinstance(content, str) else content
            (tmp_path / name.replace("_", ".")).write_bytes(body)
        source = as_source(str(tmp_path))
        return read(source, web, SourceState(source.id), NOW, known or make.memory())

    return read_folder


def only(body: bytes | str) -> FieldReport:
    """The one report of a file."""
    content = body.encode() if isinstance(body, str) else body
    (found,) = rows(content, REFERENCE, NOW)
    assert found.report is not None, found.problems
    assert found.problems == ()
    return found.report


def why(**changes: str) -> tuple[str, ...]:
    """What is wrong with a row changed so."""
    (found,) = rows(table(row(**changes)).encode(), REFERENCE, NOW)
    return found.problems


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_becomes_an_item_about_its_place(folder: Folder, lang: str) -> None:
    reading = folder(a_csv=table(row(lang), lang=lang))
    (raw,) = reading.items
    assert reading.seen == 1
    assert not reading.dropped
    assert raw.kind is ItemKind.FIELD_REPORT
    assert raw.url == ""
    assert raw.published_at == start_of(date(2026, 11, 20))
    assert raw.date_state is DateState.DATED
    read_as = scoring.understand([raw])[0]
    assert read_as.lang == lang
    assert read_as.regions == ("KZ-31",)
    assert read_as.districts == ("314800000",)
    assert read_as.flag
    assert form().name("way", "residents", lang) in read_as.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_frame_of_a_report_says_nothing_by_itself(lang: str) -> None:
    """No region, district, kind or way raises a signal or is taken for a person."""
    reports = [
        FieldReport(
            on=date(2026, 11, 20),
            region=district.region,
            kind=list(ReportKind)[n % len(ReportKind)],
            way=list(Way)[n % len(Way)],
            what=QUIET[lang],
            place=district.names[lang],
            lang=lang,
        )
        for n, district in enumerate(REFERENCE.districts.values())
    ]
    raws = [as_raw(report, REFERENCE, NOW) for report in reports]
    found = scoring.understand(raws)
    for report, meaning in zip(reports, found, strict=True):
        assert meaning.regions == (report.region,), meaning.text
        assert meaning.lang == lang
        assert (meaning.risk, meaning.protective, meaning.redactions) == ((), (), 0)


@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("way", Way)
def test_neither_kind_nor_way_changes_what_is_found_most_surely(
    kind: str, way: str
) -> None:
    told = [only(table(row(kind=kind, way=way))), only(table(row()))]
    changed, plain = scoring.understand([as_raw(x, REFERENCE, NOW) for x in told])
    one, other = (
        max(each.risk, key=lambda s: s.confidence) for each in (changed, plain)
    )
    assert one.code == other.code == "trigger_incident"
    assert one.confidence == pytest.approx(other.confidence, abs=0.1)
    assert changed.regions == plain.regions


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "kz1048"]
)
def test_charsets_and_separators_of_spreadsheets(separator: str, codec: str) -> None:
    lang = "ru" if codec == "windows-1251" else "kk"
    body = table(row(lang), lang=lang, separator=separator).encode(codec)
    assert only(body).what == WHAT[lang]


@pytest.mark.parametrize(
    ("headings", "words"), [("kk", "ru"), ("ru", "en"), ("en", "kk")]
)
def test_headings_and_words_may_be_in_different_languages(
    headings: str, words: str
) -> None:
    found = only(table(row(words), lang=headings))
    assert (found.region, found.kind, found.way) == (
        "KZ-31",
        "experienced",
        "residents",
    )
    assert as_raw(found, REFERENCE, NOW).lang == words


def test_codes_are_words_too_and_columns_stand_as_they_like() -> None:
    body = (
        "sep=,\r\nway,Имя,what,kind,region,when\r\n"
        'own,Ахмет,"Спор у колодца, жители спорят.",potential,KZ-61,2026-11-19\r\n'
    )
    found = only(body)
    assert (found.way, found.kind, found.region) == ("own", "potential", "KZ-61")
    assert found.on == date(2026, 11, 19)
    assert "Ахмет" not in as_raw(found, REFERENCE, NOW).text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_is_read_and_is_empty(lang: str) -> None:
    empty = template_of(lang, REFERENCE)
    assert list(rows(empty, REFERENCE, NOW)) == []
    cells = ";".join(row(lang).values())
    assert only(empty + cells.encode() + b"\r\n").region == "KZ-31"


def test_what_a_spreadsheet_adds_is_taken_off() -> None:
    found = only(
        table(
            row(
                date="46346",  # a date without a format
                what='="Спор о ""пастбище"" между сёлами."',
                place="'Кордайский район",
                region=" Жамбылская обл. ",
            )
        )
        + ";;;;;;\r\n\r\n"
    )
    assert found.on == date(2026, 11, 20)
    assert found.what == 'Спор о "пастбище" между сёлами.'
    assert found.place == "Кордайский район"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"what": ""}, "row_without_text"),
        ({"what": "…"}, "row_without_text"),
        ({"region": ""}, "row_without_place"),
        ({"region": "Чуйская область"}, "unknown_region"),
        ({"region": "Южно-Казахстанская область"}, "unknown_region"),
        ({"kind": "ужас"}, "row_unknown_kind"),
        ({"way": ""}, "row_unknown_way"),
        ({"date": "вчера"}, "undated"),
        ({"date": ""}, "undated"),
        ({"date": "31.02.2026"}, "undated"),
        ({"date": "23.11.2026"}, "future"),
        ({"date": "20.11.2024"}, "ancient"),
        ({"what": "Спор. " * 400}, "row_cut"),
    ],
)
def test_what_is_wrong_has_a_name(changes: dict[str, str], problem: str) -> None:
    assert why(**changes) == (problem,)


def test_a_report_without_a_day_is_kept_but_not_dated(folder: Folder) -> None:
    reading = folder(a_csv=table(row(date="на днях"), row(date="1.1.2030")))
    assert [raw.date_state for raw in reading.items] == [
        DateState.UNDATED,
        DateState.FUTURE,
    ]
    assert reading.noted["undated"] == 1


def test_a_long_text_ends_at_a_sentence_so_that_no_name_is_halved() -> None:
    (found,) = rows(
        table(row(what="Спор о воде. " * 120 + "Ахмет Юсупов")).encode(), REFERENCE, NOW
    )
    assert found.report is not None
    assert found.report.what.endswith("воде. …")
    assert len(found.report.what) <= 1502


def test_an_open_quotation_mark_swallows_nothing_in_silence(folder: Folder) -> None:
    first, second = row(what="Первый спор."), row(what="Второй спор.")
    body = table(first, second).replace("Первый спор.", '"Первый спор.', 1)
    reading = folder(a_csv=body)
    assert reading.items == []
    assert reading.dropped == {"row_open_quote": 1}


def test_every_row_and_file_is_accounted_for(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "~lock.csv").write_text("x")
    (tmp_path / ".hidden.csv").write_text("x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.csv").write_text(table(row(what="Спор о воде в ауле.")))
    (tmp_path / "out.csv").symlink_to("/etc/hostname")
    reading = folder(
        a_csv=table(row(), row(), row(region="Атлантида"), row(what="")),
        c_csv="Имя;Телефон\r\nАхмет;+7 701 123 45 67\r\n",
        d_pdf=b"%PDF",
        e_csv=b"\x00" * 6_000_000,
    )
    assert len(reading.items) == 2
    assert reading.dropped == {
        "duplicate": 1,
        "unknown_region": 1,
        "row_without_text": 1,
        "file_without_headings": 1,
        "unsupported_file": 1,
        "too_large": 1,
        "outside_folder": 1,
    }
    assert reading.seen == 9


def test_the_same_report_is_one_item_however_it_was_written(folder: Folder) -> None:
    said = only(table(row()))
    again = only(table(row(what=WHAT["ru"].upper(), date="2026-11-20")))
    codes = only(table(row(region="kz-31", kind="experienced", way="residents")))
    keys = {item_key(as_raw(each, REFERENCE, NOW)) for each in (said, again, codes)}
    assert len(keys) == 1
    later = as_raw(said, REFERENCE, NOW + timedelta(days=3))
    assert item_key(later) in keys
    reading = folder(make.memory(*keys, source_id="field_reports"), a_csv=table(row()))
    assert reading.dropped == {"known": 1}
    other = only(table(row(what="Стороны помирились, спора больше нет.")))
    assert item_key(as_raw(other, REFERENCE, NOW)) not in keys


def test_the_title_holds_no_person_even_if_the_text_does() -> None:
    raw = as_raw(only(table(row(what="Ахмет Юсупов спорил."))), REFERENCE, NOW)
    assert raw.title == "Сообщение с места: Кордайский район"


def test_a_district_by_its_bare_name_gets_its_full_one() -> None:
    raw = as_raw(only(table(row(place="Кордай; село Масанчи"))), REFERENCE, NOW)
    assert raw.text.startswith("Жамбылская область, Кордайский район, село Масанчи.\n")


def test_without_a_folder_there_is_nothing_to_read(web: Web) -> None:
    source = as_source("")
    found = collect(source, web, SourceState(source.id), NOW, make.memory())
    assert (found.state.state, found.seen) == (State.WORKING, 0)


def test_a_missing_folder_is_a_state(web: Web, tmp_path: Path) -> None:
    source = as_source(str(tmp_path / "none"))
    with pytest.raises(SourceError, match="does not exist"):
        read(source, web, SourceState(source.id), NOW, make.memory())
    found = collect(source, web, SourceState(source.id), NOW, make.memory())
    assert found.state.state is State.REFUSED


#: Cells that people and hostile hands write.
CELL = st.one_of(
    st.text(max_size=40),
    st.sampled_from([cell for lang in LANGUAGES for cell in row(lang).values()]),
    st.sampled_from(
        ['"', '=cmd|"/c calc"!A1', "46346", "99999", "20.11.2026", "\x00", "'", "-1"]
    ),
)


@settings(max_examples=60)
@given(
    found=st.lists(st.lists(CELL, max_size=9), max_size=8),
    separator=st.sampled_from([";", ",", "\t"]),
    codec=st.sampled_from(["utf-8", "utf-16", "windows-1251"]),
    by_hand=st.booleans(),
)
def test_whatever_stands_below_the_headings_is_a_report_or_has_a_reason(
    found: list[list[str]], separator: str, codec: str, by_hand: bool
) -> None:
    body = table(separator=separator)
    if by_hand:
        body += "\r\n".join(separator.join(cells) for cells in found)
    else:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=separator).writerows(found)
        body += text.getvalue()
    for each in rows(body.encode(codec, "replace"), REFERENCE, NOW):
        assert each.report is not None or each.problems
        if each.report is not None:
            raw = as_raw(each.report, REFERENCE, NOW)
            assert raw.text.strip()
            assert raw.guid
            if each.report.on is not None and not each.problems:
                assert each.report.on <= local_day(NOW)


@given(st.binary(max_size=300))
def test_bytes_that_are_no_table_are_said_to_be_none(body: bytes) -> None:
    with pytest.raises(NotAFormError):
        list(rows(body, REFERENCE, NOW))
