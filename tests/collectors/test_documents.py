"""The inbox: reports and letters as files."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import NOW, memory, source
from collectors import Web, collect
from collectors.documents import folder_of, split_title
from collectors.identity import item_key
from data.model import DateState, SourceKind, SourceState, State
from papers import blank_pdf, pdf, word

TITLE = "Қостанай облыстық Ассамблея кеңесінің отырысы өтті"
BODY = "Отырысқа этномәдени бірлестіктердің төрағалары қатысты, екі мәселе қаралды."


nothing_known = memory()


def collected(folder, known=nothing_known):
    inbox = source(
        "inbox", kind=SourceKind.INBOX, url=str(folder), expect_per_week=(0, 20)
    )
    with Web("test") as web:
        return collect(inbox, web, SourceState("inbox"), NOW, known)


def only(folder):
    got = collected(folder)
    assert len(got.items) == 1, got
    return got.items[0]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_text_file(tmp_path, charset):
    (tmp_path / "a.txt").write_bytes(f"{TITLE}\n\n{BODY}\n".encode(charset))
    item = only(tmp_path)
    assert (item.title, item.text) == (TITLE, BODY)
    assert (item.url, item.date_state) == ("", DateState.UNDATED)


def test_a_russian_text_file_in_windows_1251(tmp_path):
    (tmp_path / "a.TXT").write_bytes(
        "Заседание совета матерей\nТекст.".encode("cp1251")
    )
    assert only(tmp_path).title == "Заседание совета матерей"


def test_a_web_page(tmp_path):
    (tmp_path / "a.html").write_text(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<time datetime='2026-11-20T10:00'>кеше</time><article><p>{BODY}</p>"
        f"<p>{BODY}</p></article></body></html>"
    )
    item = only(tmp_path)
    assert item.title == TITLE
    assert BODY in item.text
    assert item.published_at == datetime(2026, 11, 20, 5, tzinfo=UTC)


def test_a_word_document_with_a_table(tmp_path):
    rows = (("Тапсырма", "Мерзімі"), ("Кесте жариялау", "1 наурыз"))
    (tmp_path / "a.docx").write_bytes(word(TITLE, "", BODY, table=rows))
    item = only(tmp_path)
    assert item.title == TITLE
    assert item.text.split("\n") == [
        BODY,
        "Тапсырма · Мерзімі",
        "Кесте жариялау · 1 наурыз",
    ]
    # The template of Word files is dated 2013; such dates say nothing of a text.
    assert item.date_state is DateState.UNDATED


def test_a_word_title_counts_only_if_the_document_bears_it(tmp_path):
    (tmp_path / "a.docx").write_bytes(word("№ 5", TITLE, BODY, title="№ 5"))
    assert only(tmp_path).title == "№ 5"
    (tmp_path / "a.docx").write_bytes(word(TITLE, BODY, title="Шаблон 2009"))
    assert only(tmp_path).title == TITLE


def test_a_pdf_in_kazakh_joined_into_paragraphs(tmp_path):
    (tmp_path / "a.pdf").write_bytes(
        pdf(
            TITLE,
            "Отырысқа этномәдени бірлестіктердің төрағалары мен қарттар қатысты, онда",
            "екі мәселе қаралды, соның ішінде жайылым мен су кезегінің тәртібі. Жаңа",
            "кесте бекітілді.",
        )
    )
    item = only(tmp_path)
    assert item.title == TITLE
    assert "қатысты, онда екі мәселе" in item.text
    assert item.text.endswith("Жаңа кесте бекітілді.")


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.pdf", blank_pdf(), "scanned_pdf"),
        ("a.pdf", b"%PDF-1.7 torn", "unreadable_file"),
        ("a.pdf", b"", "unreadable_file"),
        ("a.docx", b"PK\x03\x04 torn", "unreadable_file"),
        ("a.docx", b"no zip at all", "unreadable_file"),
        ("a.txt", b"\x00\x01\x02binary", "unreadable_file"),
        ("a.txt", b"  \n ", "no_text"),
        ("a.html", b"", "no_text"),
        ("a.xlsx", b"x", "unsupported_file"),
        ("a", b"x", "unsupported_file"),
    ],
)
def test_what_cannot_be_read_is_counted_with_its_reason(tmp_path, name, body, reason):
    (tmp_path / name).write_bytes(body)
    (tmp_path / "good.txt").write_text(f"{TITLE}\n{BODY}")
    got = collected(tmp_path)
    assert (len(got.items), got.dropped, got.seen) == (1, {reason: 1}, 2)
    assert got.state.state is State.WORKING


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def test_a_zip_that_is_no_word_document_is_unreadable(tmp_path):
    (tmp_path / "a.docx").write_bytes(zipped(x=b"y"))
    assert collected(tmp_path).dropped == {"unreadable_file": 1}


def test_a_packed_bomb_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr("collectors.documents._MOST_UNPACKED", 1_000_000)
    (tmp_path / "a.docx").write_bytes(zipped(x=b"\x00" * 2_000_000))
    assert collected(tmp_path).dropped == {"too_large": 1}


def test_a_large_file_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr("collectors.documents._MOST_BYTES", 10)
    (tmp_path / "a.txt").write_text(TITLE)
    assert collected(tmp_path).dropped == {"too_large": 1}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("Бұл құпия хат, оқылмауы тиіс")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").symlink_to(tmp_path / "secret.txt")
    got = collected(inbox)
    assert (got.items, got.dropped) == ((), {"outside_folder": 1})


def test_hidden_files_and_locks_are_passed_over_and_subfolders_read(tmp_path):
    (tmp_path / ".hidden.txt").write_text(TITLE)
    (tmp_path / "~$report.docx").write_bytes(b"lock")
    (tmp_path / "қараша").mkdir()
    (tmp_path / "қараша" / "a.txt").write_text(f"{TITLE}\n{BODY}")
    got = collected(tmp_path)
    assert (len(got.items), got.seen) == (1, 1)


def test_the_name_of_a_file_is_never_kept(tmp_path):
    (tmp_path / "Тестовтың шағымы.txt").write_text(f"{TITLE}\n{BODY}")
    assert "Тестов" not in repr(collected(tmp_path))


def test_a_file_is_known_by_its_content_whatever_its_name(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(TITLE, BODY))
    known = {item_key(only(tmp_path))}
    (tmp_path / "a.pdf").rename(tmp_path / "b.pdf")
    assert collected(tmp_path, memory(*known)).dropped == {"known": 1}
    (tmp_path / "c.pdf").write_bytes((tmp_path / "b.pdf").read_bytes())
    assert collected(tmp_path).dropped == {"duplicate": 1}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Қостанай қ., 2026 жылғы 8 қараша", 8),
        ("8 ноября 2026 года", 8),
        ("08.11.2026", 8),
        ("2026-11-08", 8),
        ("Алдағы кездесу 2026 жылғы 8 қарашада аудан орталығында өткізіледі деп", None),
        ("Бүгін кеңес өтті", None),
    ],
)
def test_only_a_date_on_a_line_of_its_own_dates_a_document(tmp_path, line, day):
    (tmp_path / "a.txt").write_text(f"{TITLE} туралы есеп\n{line}\n{BODY}")
    item = only(tmp_path)
    if day is None:
        assert item.date_state is DateState.UNDATED
    else:
        assert item.published_at == datetime(2026, 11, day - 1, 19, tzinfo=UTC)


def test_a_folder_that_is_not_there_is_a_state(tmp_path):
    got = collected(tmp_path / "none")
    assert got.state.state is State.REFUSED
    assert "create it" in got.state.detail
    # A path is private to the machine and is not shown.
    assert str(tmp_path) not in got.state.detail


def test_the_folder_may_be_a_path_or_an_address(tmp_path):
    spaced = tmp_path / "келген хаттар"
    assert folder_of(spaced.as_uri()) == spaced
    assert folder_of(str(spaced)) == spaced


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Газет\n" + TITLE + "\n" + BODY, TITLE),
        ("Ассамблея сессиясы өтті\n" + BODY, "Ассамблея сессиясы өтті"),
        ("Ескерту", "Ескерту"),
        ("", ""),
        (
            "Ресми сайты осы\nҚазақстан Президентінің сайты\nРесми сайты осы\n"
            f"Қазақстан Президентінің сайты\n{TITLE}\n{BODY}",
            TITLE,
        ),
    ],
)
def test_the_title_is_the_first_line_that_reads_like_one(text, title):
    assert split_title(text).title == title


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.binary(max_size=300),
    st.sampled_from([".txt", ".html", ".pdf", ".docx"]),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]),
)
def test_no_file_breaks_it(tmp_path, body, suffix, start):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(start + body)
    got = collected(tmp_path)
    path.unlink()
    assert got.state.state is State.WORKING
    assert got.seen == 1 == len(got.items) + sum(got.dropped.values())
