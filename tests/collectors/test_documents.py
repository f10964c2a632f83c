"""The inbox: reports and letters as files."""

from __future__ import annotations

import time
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from shutil import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import NOW, memory, source
from collectors import Web, collect, document_formats, documents
from collectors.document_formats import split_title
from collectors.folders import folder_of
from collectors.identity import item_key
from data.model import DateState, SourceKind, SourceState, State
from papers import blank_pdf, pages_pdf, pdf, word

TITLE = "Қостанай облыстық Ассамблея кеңесінің отырысы өтті"
BODY = "Отырысқа этномәдени бірлестіктердің төрағалары қатысты, екі мәселе қаралды."


#: A folder needs none, but every collector is given one.
WEB = Web("test")
nothing_known = memory()


def collected(folder, known=nothing_known):
    inbox = source(
        "inbox", kind=SourceKind.INBOX, url=str(folder), expect_per_week=(0, 20)
    )
    return collect(inbox, WEB, SourceState("inbox"), NOW, known)


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


def test_a_packed_bomb_is_too_large(monkeypatch):
    monkeypatch.setattr(document_formats, "_MOST_UNPACKED", 1_000_000)
    bomb = zipped(x=b"\x00" * 2_000_000)
    with pytest.raises(document_formats.UnreadableError, match="too_large"):
        document_formats.read_document(".docx", bomb, NOW)


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
    ("name", "title", "day", "words"),
    [
        (
            "note.txt",
            "Ақтоғай ауылындағы қарттар кеңесінің хабарламасы",
            datetime(2026, 11, 13, 19, tzinfo=UTC),
            "екі жақ ренжіскен болатын",
        ),
        (
            "page.html",
            "Жители двух сёл договорились о поливной воде",
            datetime(2026, 11, 16, 13, 30, tzinfo=UTC),
            "участники признали слухами",
        ),
        (
            "minutes.docx",
            "Заседание совета общественного согласия Осакаровского района",
            datetime(2026, 11, 11, 19, tzinfo=UTC),
            "огородить скотопрогон · 15 декабря 2026 года",
        ),
        (
            "session.pdf",
            "Шығыс Қазақстан облыстық Ассамблея сессиясының қорытындысы",
            datetime(2026, 11, 9, 19, tzinfo=UTC),
            "екі жақ бір бірінен кешірім сұрады",
        ),
    ],
)
def test_saved_documents(tmp_path, files, name, title, day, words):
    copy(files / "inbox" / name, tmp_path)
    item = only(tmp_path)
    assert (item.title, item.published_at) == (title, day)
    assert item.date_state is DateState.DATED
    assert words in item.text


def test_a_saved_letter_and_the_report_sent_with_it(tmp_path, files):
    copy(files / "inbox" / "letter.eml", tmp_path)
    got = collected(tmp_path)
    letter, report = got.items
    assert letter.title == "Мектеп ауласындағы төбелес туралы мәлімет"
    assert letter.published_at == datetime(2026, 11, 17, 4, 40, tzinfo=UTC)
    assert "екі ауылдың жасөспірімдері төбелесті" in letter.text
    assert report.title == "Мектептегі жағдай туралы медиатордың есебі"
    assert report.published_at == datetime(2026, 11, 15, 19, tzinfo=UTC)
    # A picture came too.
    assert (got.dropped, got.seen) == ({"unsupported_file": 1}, 3)
    # Neither the writer nor the name of the attached file.
    assert "маманы" not in repr(got)
    assert "Тестов" not in repr(got)


def test_what_was_sent_is_known_by_its_content_too(tmp_path):
    sent = pdf(TITLE, BODY)
    (tmp_path / "a.pdf").write_bytes(sent)
    known = {item_key(only(tmp_path))}
    (tmp_path / "a.pdf").unlink()
    (tmp_path / "a.eml").write_bytes(letter(sent))
    got = collected(tmp_path, memory(*known))
    assert [item.title for item in got.items] == ["Хат"]
    assert (got.dropped, got.seen) == ({"known": 1}, 2)
    known.add(item_key(got.items[0]))
    # A letter that is known is not opened: it is one entry.
    assert collected(tmp_path, memory(*known)).dropped == {"known": 1}


def test_letters_within_letters_are_read_to_a_depth(tmp_path):
    body = letter(subject="Хат 0")
    for number in range(1, 5):
        outer = message(f"Хат {number}")
        outer.add_attachment(
            body, maintype="application", subtype="x", filename="a.eml"
        )
        body = outer.as_bytes()
    (tmp_path / "a.eml").write_bytes(body)
    got = collected(tmp_path)
    assert [item.title for item in got.items] == ["Хат 4", "Хат 3", "Хат 2"]
    assert got.dropped == {"unsupported_file": 1}


def message(subject):
    made = EmailMessage()
    made["Subject"] = subject
    made.set_content(BODY)
    return made


def letter(*sent, subject="Хат"):
    made = message(subject)
    for body in sent:
        made.add_attachment(body, maintype="application", subtype="pdf")
    return made.as_bytes()


def word_of(xml):
    """A Word document with this for its text."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(word(TITLE))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            is_text = name == "word/document.xml"
            new.writestr(name, xml if is_text else old.read(name))
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        (
            "deep.docx",
            word_of(
                f"<w:document {W}><w:body>{'<w:p>' * 100_000}{'</w:p>' * 100_000}"
                "</w:body></w:document>"
            ),
            "unreadable_file",
        ),
        (
            "laughs.docx",
            word_of(
                f'<!DOCTYPE d [<!ENTITY a "ха">{LAUGHS}]><w:document {W}><w:body><w:p>'
                "<w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
            ),
            "unreadable_file",
        ),
        ("many.pdf", pages_pdf(20_000), "scanned_pdf"),
        ("lying.pdf", pages_pdf(1, said=999_999_999), "scanned_pdf"),
        ("circle.pdf", pdf(TITLE).replace(b"Kids[3", b"Kids[2"), "unreadable_file"),
        ("torn.pdf", pdf(TITLE)[:900], "unreadable_file"),
        ("deep.html", b"<div>" * 1_000_000 + TITLE.encode(), "no_text"),
        ("wide.html", b"<p " + b"a=b " * 200_000 + b">", "no_text"),
        ("deep.eml", b"Content-Type: message/rfc822\n\n" * 9000, "unreadable_file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_documents_end_in_a_reason(tmp_path, name, body, reason):
    (tmp_path / name).write_bytes(body)
    (tmp_path / "good.txt").write_text(f"{TITLE}\n{BODY}")
    start = time.monotonic()
    got = collected(tmp_path)
    assert time.monotonic() - start < 10
    assert (len(got.items), got.dropped) == (1, {reason: 1})


def test_a_pdf_whose_table_is_broken_is_read_all_the_same(tmp_path):
    body = pdf(TITLE, BODY).replace(b"startxref", b"startxxxx")
    (tmp_path / "a.pdf").write_bytes(body)
    assert only(tmp_path).title == TITLE


def test_a_document_without_end_is_read_in_part(tmp_path):
    (tmp_path / "a.txt").write_text(f"{TITLE}\n" + f"{BODY}\n" * 5000)
    got = collected(tmp_path)
    assert len(got.items[0].text) <= 200_000
    assert got.noted["read_in_part"] == 1


def test_what_takes_too_long_is_counted_and_not_tried_again(tmp_path, monkeypatch):
    slow = f"<p>{BODY}</p>" * 12_000
    (tmp_path / "slow.html").write_text(slow)
    monkeypatch.setattr(documents, "_MOST_SECONDS", 0.2)
    assert collected(tmp_path).dropped == {"took_too_long": 1}
    monkeypatch.setattr(documents, "_MOST_SECONDS", 60.0)
    start = time.monotonic()
    assert collected(tmp_path).dropped == {"took_too_long": 1}
    assert time.monotonic() - start < 1
    # Another content is another document.
    (tmp_path / "slow.html").write_text(f"<h1>{TITLE}</h1><p>{BODY}</p>")
    assert only(tmp_path).title == TITLE


def test_what_does_not_fit_into_one_visit_is_put_off(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(f"{TITLE}\n{BODY}")
    monkeypatch.setattr(documents, "_MOST_SECONDS_PER_VISIT", -1.0)
    got = collected(tmp_path)
    assert (got.items, got.dropped) == ((), {"postponed": 1})


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
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.binary(max_size=300),
    st.sampled_from([".txt", ".html", ".pdf", ".docx", ".eml"]),
    st.sampled_from(
        [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"Date: "]
    ),
)
def test_no_file_breaks_it(tmp_path, body, suffix, start):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(start + body)
    got = collected(tmp_path)
    path.unlink()
    assert got.state.state is State.WORKING
    assert got.seen == 1 == len(got.items) + sum(got.dropped.values())
