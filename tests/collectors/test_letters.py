"""Letters: their words, their date, what is attached; never who wrote to whom."""

from __future__ import annotations

import base64
import contextlib
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collectors.folders import UnreadableError
from collectors.letters import read_letter

TEXT = "Екі ауылдың тұрғындары жайылым туралы келісті."
RUSSIAN = "Жители двух сёл договорились о пастбище."
HEADERS = (
    b"From: Test <sender@example.kz>\nTo: other@example.kz\nCc: third@example.kz\n"
    b"Reply-To: fourth@example.kz\nSubject: Letter\n"
)


def letter(body: str = TEXT, **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"Subject": "Хат", **headers}.items():
        message[name] = value
    message.set_content(body)
    return message


def read(message: EmailMessage):
    return read_letter(message.as_bytes())


@pytest.mark.parametrize(
    "encoding", ["8bit", "quoted-printable", "base64"], ids=lambda name: name
)
@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
def test_charsets_and_encodings(charset, encoding):
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(RUSSIAN, charset=charset, cte=encoding)
    assert read(message).content.text == RUSSIAN


@pytest.mark.parametrize("declared", ["", "; charset=us-ascii", "; charset=x-none"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1251"])
def test_a_charset_that_is_not_declared_or_wrong(charset, declared):
    head = HEADERS + f"Content-Type: text/plain{declared}\n\n".encode()
    assert read_letter(head + RUSSIAN.encode(charset)).content.text == RUSSIAN


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b"=?utf-8?B?0KXQsNGC?=", "Хат"),
        (b"=?windows-1251?Q?=D5=E0=F2?=", "Хат"),
        (b"=?koi8-r?B?6MHU?=", "Хат"),
        # A letter divided between two words, as some programs do.
        (b"=?utf-8?B?0KXQsNE=?=\n =?utf-8?B?gg==?=", "Хат"),
        ("Хат".encode(), "Хат"),
        ("Письмо о дороге".encode("cp1251"), "Письмо о дороге"),
        (b"Re: FWD: =?utf-8?B?0KXQsNGC?=", "Хат"),
        ("HA: Отв: Письмо".encode(), "Письмо"),
        (b"=?utf-8?B?broken", "=?utf-8?B?broken"),
        (b"=?utf-8?B?A?=", "=?utf-8?B?A?="),
        (b"", ""),
    ],
)
def test_the_subject_is_the_title(raw, title):
    body = b"From: a@example.kz\nSubject: " + raw + b"\n\ntext"
    assert read_letter(body).content.title == title


@pytest.mark.parametrize(
    ("stated", "at"),
    [
        ("Tue, 17 Nov 2026 09:40:00 +0500", datetime(2026, 11, 17, 4, 40, tzinfo=UTC)),
        ("17 Nov 2026 09:40 +0600", datetime(2026, 11, 17, 3, 40, tzinfo=UTC)),
        ("Tue, 17 Nov 2026 09:40:00 -0000", datetime(2026, 11, 17, 9, 40, tzinfo=UTC)),
        ("yesterday", None),
        ("Tue, 45 Nov 2026 09:40:00 +0500", None),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("", None),
    ],
)
def test_the_date_is_the_date_of_sending(stated, at):
    body = HEADERS + f"Date: {stated}\n\n{TEXT}".encode()
    assert read_letter(body).content.published_at == at


def test_who_wrote_and_to_whom_is_not_read():
    message = letter(
        From="Жіберуші <sender@example.kz>",
        To="Алушы <reader@example.kz>",
        Cc="third@example.kz",
        Sender="fourth@example.kz",
    )
    found = repr(read(message))
    for private in ("@", "Жіберуші", "Алушы"):
        assert private not in found


def test_of_two_versions_the_plain_one_is_read_unless_it_is_a_stub():
    message = letter(TEXT)
    message.add_alternative(f"<p>{TEXT}</p><p>Артық.</p>", subtype="html")
    assert read(message).content.text == TEXT
    message = letter("HTML ғана.")
    message.add_alternative(f"<p>{TEXT}</p><p>{RUSSIAN}</p>", subtype="html")
    assert read(message).content.text == f"{TEXT}\n{RUSSIAN}"


def test_a_letter_in_html_alone_is_read_without_its_markup():
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(
        f"<style>p {{}}</style><p>{TEXT}<br>{RUSSIAN}</p>", subtype="html"
    )
    assert read(message).content.text == f"{TEXT}\n{RUSSIAN}"


def test_lines_broken_by_the_program_are_joined():
    wrapped = (
        "Отырысқа этномәдени бірлестіктердің төрағалары мен ауыл қарттары\n"
        "қатысты, онда екі мәселе қаралды: жайылым мен су кезегінің тәртібі.\n"
        "Екі ауылдың тұрғындары келісті.\n\nСәлеммен"
    )
    assert read(letter(wrapped)).content.text.split("\n") == [
        wrapped.partition("\n\n")[0].replace("\n", " "),
        "Сәлеммен",
    ]
    flowed = HEADERS + b"Content-Type: text/plain; format=flowed\n\nOne \nline.\nTwo."
    assert read_letter(flowed).content.text == "One line.\nTwo."
    listed = "Қатысқандар:\n1. Әкімдік\n2. Кеңес"
    assert read(letter(listed)).content.text == listed


def attached(*files: tuple[str, str, bytes]) -> EmailMessage:
    message = letter()
    for name, kind, body in files:
        main, sub = kind.split("/")
        message.add_attachment(body, maintype=main, subtype=sub, filename=name)
    return message


def test_documents_are_taken_and_others_counted():
    found = read(
        attached(
            ("Тестовтың шағымы.PDF", "application/octet-stream", b"%PDF"),
            ("a.docx", "application/octet-stream", b"PK"),
            ("", "application/pdf", b"%PDF 2"),
            ("a.xlsx", "application/vnd.ms-excel", b"x"),
            ("a.png", "image/png", b"x"),
            ("setup.exe", "application/pdf", b"MZ"),
        )
    )
    assert [tuple(each) for each in found.attachments] == [
        (".pdf", b"%PDF"),
        (".docx", b"PK"),
        (".pdf", b"%PDF 2"),
    ]
    assert (found.unsupported, found.surplus) == (3, 0)
    assert found.content.text == TEXT
    assert "Тестов" not in repr(found)


def test_a_text_between_two_attachments_is_of_the_letter():
    body = (
        HEADERS
        + (
            "Content-Type: multipart/mixed; boundary=b\n\n"
            f"--b\nContent-Type: text/plain\n\n{TEXT}\n"
            "--b\nContent-Type: application/pdf\n\n%PDF\n"
            f"--b\nContent-Type: text/plain\n\n{RUSSIAN}\n"
            "--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nБіз\n"
            "--b--\n"
        ).encode()
    )
    found = read_letter(body)
    assert found.content.text == f"{TEXT}\n{RUSSIAN}"
    assert [each.suffix for each in found.attachments] == [".pdf", ".txt"]


def test_a_picture_shown_in_the_letter_is_no_attachment():
    message = letter()
    message.add_alternative("<p>a</p><img src='cid:logo'>", subtype="html")
    parts = message.get_payload()
    parts[1].add_related(b"png", maintype="image", subtype="png", cid="<logo>")
    found = read(message)
    assert (found.attachments, found.unsupported) == ((), 0)


def test_a_letter_in_a_letter_is_an_attachment():
    message = letter("Төменде.")
    message.add_attachment(letter(TEXT, Subject="Ішкі хат"))
    found = read(message)
    assert [each.suffix for each in found.attachments] == [".eml"]
    inner = read_letter(found.attachments[0].body)
    assert (inner.content.title, inner.content.text) == ("Ішкі хат", TEXT)
    assert TEXT not in found.content.text


def test_more_attachments_than_a_letter_may_bring_are_counted():
    many = [(f"{n}.txt", "text/plain", b"%d" % n) for n in range(60)]
    found = read(attached(*((n, "application/octet-stream", b) for n, _, b in many)))
    assert (len(found.attachments), found.surplus) == (50, 10)


PARTED = b"Content-Type: multipart/mixed; boundary=b\n\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (HEADERS + PARTED + b"--b\n\nno end", "no end"),
        (HEADERS + PARTED + b"no part at all", ""),
        (HEADERS + b"Content-Type: multipart/mixed\n\nno boundary", ""),
        (HEADERS + b"Content-Type: ;;;=\n\nplain", "plain"),
        (HEADERS + b"Content-Transfer-Encoding: base64\n\n0YLQtdGB0YI!", "тест"),
        (HEADERS + b"Content-Transfer-Encoding: x-none\n\nplain", "plain"),
        (HEADERS.replace(b"\n", b"\r\n") + b"\r\nplain", "plain"),
        (HEADERS + b"no colon here\n\nplain", "no colon here\nplain"),
    ],
)
def test_broken_letters_say_what_they_can(body, text):
    assert read_letter(body).content.text == text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\x01\x02",
        b"just a text\nwithout headers",
        HEADERS + b"Content-Type: message/rfc822\n\n" * 5000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(300)
        ),
    ],
)
def test_what_is_no_letter_or_has_no_end_is_unreadable(body):
    with pytest.raises(UnreadableError, match="unreadable_file"):
        read_letter(body)


def test_a_huge_letter_is_cut_and_said_to_be():
    head = HEADERS + b"Content-Transfer-Encoding: base64\n\n"
    found = read_letter(head + base64.encodebytes((TEXT + "\n").encode() * 20_000))
    assert len(found.content.text) <= 200_000
    assert found.content.notes == ("read_in_part",)


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    b"Subject: ",
                    b"Date: ",
                    b"Content-Type: multipart/mixed; boundary=b",
                ),
                *(b"Content-Type: text/html", b"Content-Type: message/rfc822"),
                *(b"Content-Disposition: attachment; filename*=utf-8''%FF.pdf", b"--b"),
                *(b"Content-Transfer-Encoding: base64", b"--b--", b"\n", b"\r\n"),
                *(b"=?utf-8?q?=D1?=", b"Date: ", b";", b'"', b" ", b"\x00\xff"),
            ]
        )
        | st.binary(max_size=8),
        max_size=30,
    )
)
@example([b"Subject: a\n", b"Content-Type: text/plain; charset*=1'2'3\n\n", b"x"])
def test_no_letter_breaks_it(pieces):
    # Whatever else is raised is no answer to a letter.
    with contextlib.suppress(UnreadableError):
        assert len(read_letter(b"".join(pieces)).content.title) <= 300
