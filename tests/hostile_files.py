"""Hostile files: what lies in the inbox and in the folder of field reports."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from data.field_report import COLUMNS, form
from data.model import SourceKind, State
from hostile import SECRET
from papers import blank_pdf, pages_pdf, pdf, word

_WORDS = "Ауданда екі ауылдың тұрғындары ортақ отырыс өткізіп, суару кезегін келісті."
_FORM = form()
_HEADINGS = ";".join(_FORM.name("column", code, "ru") for code in COLUMNS)
_KIND = _FORM.name("kind", "experienced", "ru")
_WAY = _FORM.name("way", "residents", "ru")


#: What a file holds, or what puts it there.
Content = bytes | str | Callable[[Path], object]


@dataclass(frozen=True)
class Files:
    """A folder and what has to become of its files."""

    name: str
    files: Mapping[str, Content]
    items: int | None = 0
    dropped: Mapping[str, int] | None = None
    noted: Mapping[str, int] | None = None
    kind: SourceKind = SourceKind.INBOX
    state: State = State.WORKING


def lay(case: Files, folder: Path) -> None:
    """Put the files of a case into a folder."""
    for name, content in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def _packed(parts: Mapping[str, bytes], claim: int | None = None) -> bytes:
    """A zip archive, which may lie about how large its parts are."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    packed = out.getvalue()
    if claim is None:
        return packed
    real = max(map(len, parts.values()))
    return packed.replace(struct.pack("<I", real), struct.pack("<I", claim))


def _docx(document: bytes | None = None, **others: bytes) -> bytes:
    """A Word document whose main part is replaced; None takes it away."""
    with zipfile.ZipFile(BytesIO(word(_WORDS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    del parts["word/document.xml"]
    if document is not None:
        parts["word/document.xml"] = document
    return _packed(parts | others)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _body(inside: str, before: str = "") -> bytes:
    return f"{before}<w:document {_W}><w:body>{inside}</w:body></w:document>".encode()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _mail(*lines: str) -> str:
    return "\r\n".join(lines)


def _nested(depth: int) -> str:
    heads = [
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"
        for n in range(depth)
    ]
    return (
        "Subject: x\r\nMIME-Version: 1.0\r\n"
        + "".join(heads)
        + f"Content-Type: text/plain\r\n\r\n{_WORDS}\r\n"
    )


def _wide(count: int) -> str:
    part = f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{_WORDS}\r\n"
    return (
        "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + part * count
        + "--b--\r\n"
    )


def _attached(count: int, kind: str = "txt") -> str:
    parts = "".join(
        f"--b\r\nContent-Disposition: attachment; filename=a.{kind}\r\n\r\n"
        f"Ауылда кеңес өтті {n}\r\n{_WORDS}\r\n"
        for n in range(count)
    )
    return (
        f"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{parts}"
        "--b--\r\n"
    )


def _letters(depth: int) -> str:
    return (
        "Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" * depth
        + f"Subject: x\r\n\r\n{_WORDS}"
    )


def _streams(body: bytes, times: int) -> bytes:
    """A PDF whose page is a packed stream of a far larger size."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(body) for _ in range(times)) + packer.flush()
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n" % (len(packed), packed)
    )


def _bomb(path: Path) -> None:
    """A Word document that would take up more than any may."""
    path.write_bytes(_docx(_body(_paragraph("сөз"))))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/media.xml", "w") as part,
    ):
        for _ in range(210):
            part.write(bytes(1_000_000))


def _one(name: str, file: str, body: Content, reason: str) -> Files:
    """A case of one file that is counted under a reason."""
    return Files(name, {file: body}, dropped={reason: 1})


_BAD = "unreadable_file"
_LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)
_XREF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n0000000000 65535 f \n"
    b"trailer<</Size 1/Root 1 0 R/Prev 49>>\nstartxref\n49\n%%EOF"
)
_LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
PAPERS = [
    _one("txt_empty", "a.txt", b"", "no_text"),
    _one("txt_of_nul", "a.txt", bytes(9999), _BAD),
    _one("txt_of_blanks", "a.txt", b" \n\t" * 999, "no_text"),
    _one("txt_is_a_program", "a.txt", b"\x7fELF\0\0" + bytes(99), _BAD),
    Files("txt_of_half_utf_16", {"a.txt": b"\xff\xfe\xd8"}, items=1),
    Files("txt_without_a_line", {"a.txt": "сөз" * 400_000}, items=1),
    Files("txt_of_marks", {"a.txt": "а" + "\u0301\u0316" * 300_000}, items=1),
    Files("txt_of_dates", {"a.txt": "21.11.2026 " * 100_000}, items=1),
    _one("html_empty", "a.html", b"", "no_text"),
    _one("html_nested", "a.html", "<div>" * 500_000 + _WORDS, "no_text"),
    _one("docx_empty", "a.docx", b"", _BAD),
    _one("docx_of_noise", "a.docx", bytes(range(256)) * 40, _BAD),
    _one("docx_is_a_zip", "a.docx", _packed({"a.txt": b"x"}), _BAD),
    _one("docx_cut_off", "a.docx", word(_WORDS)[:-200], _BAD),
    _one("docx_without_its_document", "a.docx", _docx(), _BAD),
    _one("docx_that_is_no_xml", "a.docx", _docx(b"<w:document"), _BAD),
    _one("docx_bomb", "a.docx", _bomb, "too_large"),
    _one(
        "docx_bomb_that_lies",
        "a.docx",
        _packed({"[Content_Types].xml": b"a" * 9_000_000}, claim=1000),
        _BAD,
    ),
    _one(
        "docx_of_ten_thousand_parts",
        "a.docx",
        lambda path: path.write_bytes(
            _packed({f"word/{n}.xml": b"" for n in range(10_000)})
        ),
        _BAD,
    ),
    Files(
        "docx_external_entity",
        {
            "a.docx": _docx(
                _body(
                    _paragraph(f"{_WORDS}&a;"),
                    '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
                )
            )
        },
        items=1,
    ),
    Files(
        "docx_nested",
        {"a.docx": _docx(_body("<w:sdt><w:sdtContent>" * 200 + _paragraph("x"), ""))},
        dropped={_BAD: 1},
    ),
    _one(
        "docx_billion_laughs", "a.docx", _docx(_body(_paragraph("&j;"), _LAUGHS)), _BAD
    ),
    Files("docx_wide", {"a.docx": _docx(_body(_paragraph("сөз") * 3000))}, items=1),
    _one("pdf_empty", "a.pdf", b"", _BAD),
    _one("pdf_of_nothing_but_its_name", "a.pdf", b"%PDF-1.7", _BAD),
    _one("pdf_of_noise", "a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 99, _BAD),
    _one("pdf_cut_off", "a.pdf", pdf(_WORDS)[:300], _BAD),
    _one("pdf_without_pages", "a.pdf", pages_pdf(0), _BAD),
    _one("pdf_of_a_million_pages", "a.pdf", pages_pdf(1, 1_000_000), _BAD),
    _one("pdf_that_is_its_own_page", "a.pdf", _LOOP, _BAD),
    _one("pdf_whose_table_leads_to_itself", "a.pdf", _XREF, _BAD),
    _one(
        "pdf_locked",
        "a.pdf",
        pdf(_WORDS).replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O("
            + b"o" * 32
            + b")/U("
            + b"u" * 32
            + b")>>/ID[(a)(a)]",
        ),
        _BAD,
    ),
    # Ended for its time or for its memory, whichever is over first.
    Files(
        "pdf_bomb",
        {"a.pdf": lambda path: path.write_bytes(_streams(b"q " * 5_000_000, 12))},
    ),
    _one("pdf_scanned", "a.pdf", blank_pdf(), "scanned_pdf"),
    _one("eml_empty", "a.eml", b"", _BAD),
    _one("eml_of_noise", "a.eml", bytes(range(256)) * 99, _BAD),
    _one("eml_nested_1000_deep", "a.eml", _nested(1000), _BAD),
    Files("eml_of_5000_parts", {"a.eml": _wide(5000)}, items=1),
    Files(
        "eml_of_200_letters",
        {"a.eml": _attached(200)},
        items=51,
        dropped={"too_many": 150},
    ),
    Files(
        "eml_of_programs",
        {"a.eml": _attached(9, "exe")},
        items=1,
        dropped={"unsupported_file": 9},
    ),
    Files("eml_in_eml_in_eml", {"a.eml": _letters(30)}, items=None, dropped=None),
    Files(
        "eml_header_of_a_megabyte",
        {"a.eml": f"Subject: {'x' * 1_000_000}\r\n\r\n{_WORDS}"},
        items=1,
    ),
    Files(
        "eml_of_100000_headers",
        {"a.eml": "X-A: b\r\n" * 100_000 + f"Subject: x\r\n\r\n{_WORDS}"},
        items=1,
    ),
    Files(
        "eml_of_false_base64",
        {
            "a.eml": _mail(
                "Subject: =?utf-8?b?!!!!?= =?bogus?q?=ff?=",
                "Date: 99 Abc 99999",
                "Content-Type: text/plain; charset=zlib",
                "Content-Transfer-Encoding: base64",
                "",
                "!!!!",
            )
        },
        items=1,
    ),
    Files(
        "eml_without_its_boundary",
        {
            "a.eml": _mail(
                "Subject: Ауылда кеңес өтті",
                "Content-Type: multipart/mixed",
                "",
                _WORDS,
            )
        },
        items=1,
    ),
    _one("a_kind_nobody_reads", "a.exe", b"MZ", "unsupported_file"),
    _one(
        "too_large",
        "a.txt",
        lambda path: path.write_bytes(b"a " * 10_000_001),
        "too_large",
    ),
    Files("a_folder_named_like_a_file", {"a.pdf/b.txt": _WORDS}, items=1),
    _one(
        "a_link_out",
        "a.txt",
        lambda path: path.symlink_to("/etc/passwd"),
        "outside_folder",
    ),
    Files(
        "a_link_to_itself",
        {"a.txt": lambda path: path.symlink_to(path), "b.txt": _WORDS},
        items=1,
    ),
    Files(
        "a_folder_that_holds_itself",
        {"a/b.txt": _WORDS, "a/c": lambda path: path.symlink_to(path.parent)},
        items=1,
    ),
    Files("a_pipe", {"a.txt": os.mkfifo, "b.txt": _WORDS}, items=1),
    Files("a_name_of_noise", {"\udcff\udcfe.txt": _WORDS}, items=1),
    Files("a_hidden_file", {".a.txt": _WORDS, "~$a.docx": b""}),
]


def _row(what: str = "Жители двух сёл подрались из-за пастбища.", **more: str) -> str:
    cells = {
        "date": "20.11.2026",
        "region": "Жамбылская область",
        "place": "Кордай",
        "kind": _KIND,
        "what": what,
        "way": _WAY,
        "done": "",
    } | more
    return ";".join(cells.values())


def _table(name: str, *lines: str, **more) -> Files:
    """A case of a table of field reports with these rows below its headings."""
    text = "\r\n".join([_HEADINGS, *lines])
    return Files(f"table_{name}", {"a.csv": text}, kind=SourceKind.FIELD_REPORT, **more)


def _open_cell(size: int) -> str:
    return _row(what='"' + "а" * size + '"')


TABLES = [
    _table("good", _row(), items=1),
    _table("of_formulas", _row(what="=cmd|'/C calc'!A0 подрались жители сёл"), items=1),
    _table("of_nul", _row(what="Жители\0сёл подрались."), items=1),
    _table("of_a_large_cell", _open_cell(100_000), _row(), items=2),
    _table(
        "of_a_cell_of_a_megabyte",
        _row("Первая драка жителей сёл."),
        _open_cell(1_000_000),
        _row("Вторая драка жителей сёл."),
        items=3,
    ),
    _table(
        "of_an_open_quote",
        _row(what='"Жители сёл'),
        *[_row()] * 3,
        dropped={"row_open_quote": 1},
    ),
    _table("of_quotes", _row(what='"""' * 9999), items=None),
    _table("of_separators", ";" * 1_000_000, _row(), items=1),
    _table("of_empty_lines", *[""] * 100_000, _row(), items=1),
    _table("of_the_same", *[_row()] * 1000, items=1, dropped={"duplicate": 999}),
    _table(
        "without_words",
        _row(what=""),
        _row(what="..."),
        dropped={"row_without_text": 2},
    ),
    _table(
        "of_absurd_dates",
        _row(date="99.99.9999", what="Драка одна."),
        _row(date="1" * 9999, what="Драка два."),
        _row(date="21.11.10000", what="Драка три."),
        items=3,
    ),
    _table(
        "of_half_rows",
        "20.11.2026",
        "20.11.2026;Жамбылская область",
        dropped={"row_without_text": 2},
    ),
    _table(
        "of_unknown_places", _row(region=f"{SECRET}"), dropped={"unknown_region": 1}
    ),
    _table("of_marks", _row(what="а" + "\u0301\u0316" * 100_000), items=1),
    Files(
        "table_of_nothing",
        {"a.csv": b""},
        dropped={"file_without_headings": 1},
        kind=SourceKind.FIELD_REPORT,
    ),
    Files(
        "table_is_a_workbook",
        {"a.csv": word("x")},
        dropped={"file_without_headings": 1},
        kind=SourceKind.FIELD_REPORT,
    ),
    Files(
        "table_of_noise",
        {"a.csv": bytes(range(256)) * 999},
        dropped={"file_without_headings": 1},
        kind=SourceKind.FIELD_REPORT,
    ),
    Files(
        "table_too_large",
        {"a.csv": b"a;" * 2_500_001},
        dropped={"too_large": 1},
        kind=SourceKind.FIELD_REPORT,
    ),
]
