"""Scanned PDFs: read where tesseract is, said to be scans where it is not."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from shutil import copy

import pytest

from builders import NOW, memory, source
from collectors import Web, collect, documents, ocr
from collectors.hopeless import Hopeless
from data.model import SourceKind, SourceState
from papers import blank_pdf, pages_pdf

SPOKEN = ocr.languages()
needs_tesseract = pytest.mark.skipif(
    not {"kaz", "rus"} <= set(SPOKEN) and not os.environ.get("KELISIM_REQUIRE_OCR"),
    reason="tesseract with its data for Kazakh and Russian is not installed",
)


@pytest.fixture(autouse=True)
def nothing_is_hopeless(monkeypatch):
    monkeypatch.setattr(documents, "_HOPELESS", Hopeless())


@pytest.fixture
def scan(files, tmp_path):
    """A folder with one scanned page, somewhat askew, and its bytes."""
    copy(files / "inbox" / "scan.pdf", tmp_path)
    return tmp_path


def collected(folder):
    inbox = source("inbox", kind=SourceKind.INBOX, url=str(folder))
    with Web("test") as web:
        return collect(inbox, web, SourceState("inbox"), NOW, memory())


@needs_tesseract
def test_a_scan_is_read_and_noted_as_such(scan):
    got = collected(scan)
    [item] = got.items
    assert item.title == "Алтай ауданында екі ауылдың тұрғындары кездесті"
    assert item.published_at == datetime(2026, 11, 8, 19, tzinfo=UTC)
    assert "қыркүйекте екі отбасының арасында жанжал болған еді" in item.text
    assert "Слухи о поджоге сена участники назвали выдумкой" in item.text
    assert (got.noted["read_by_ocr"], got.dropped) == (1, {})


def test_without_tesseract_a_scan_is_said_to_be_one(scan, monkeypatch):
    monkeypatch.setenv("PATH", str(scan))
    assert ocr.languages() == ()
    assert collected(scan).dropped == {"scanned_pdf": 1}
    monkeypatch.undo()
    if SPOKEN:
        # It was installed meanwhile.
        assert len(collected(scan).items) == 1


@pytest.mark.parametrize(
    ("installed", "spoken"),
    [
        ("List of available languages (4):\\neng\\nkaz\\nosd\\nrus", "kaz rus eng"),
        ("List:\\nrus\\nosd", "rus"),
        ("List:\\neng\\nosd", ""),
        ("", ""),
    ],
)
def test_the_languages_that_are_installed(tmp_path, monkeypatch, installed, spoken):
    program(tmp_path, f"printf '{installed}\\n'", monkeypatch)
    assert ocr.languages() == tuple(spoken.split())


def program(folder, script, monkeypatch):
    """A tesseract of our own."""
    path = folder / "bin" / "tesseract"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}:/usr/bin:/bin")


LISTS = '[ "$1" = --list-langs ] && echo kaz && exit 0\ncat > /dev/null\n'


@pytest.mark.parametrize("script", ["exit 1", "exec sleep 60", "kill -9 $$", "true"])
def test_a_tesseract_that_fails_leaves_a_scan(scan, monkeypatch, script):
    program(scan, LISTS + script, monkeypatch)
    monkeypatch.setattr(ocr, "_PAGE_SECONDS", 0.5)
    start = time.monotonic()
    assert collected(scan).dropped == {"scanned_pdf": 1, "unsupported_file": 1}
    assert time.monotonic() - start < 20


def test_a_scan_longer_than_its_time_is_read_in_part(files, monkeypatch, tmp_path):
    body = (files / "inbox" / "scan.pdf").read_bytes()
    program(tmp_path, LISTS + "echo Екі ауыл келісті", monkeypatch)
    whole = ocr.read_scan(body, ("kaz",), 60.0, lambda: None)
    assert (whole.text.strip(), whole.is_whole) == ("Екі ауыл келісті", True)
    cut_short = ocr.read_scan(body, ("kaz",), 0.0, lambda: None)
    assert (cut_short.text, cut_short.is_whole) == ("", False)


def test_empty_pages_are_not_shown_to_tesseract(monkeypatch, tmp_path):
    program(tmp_path, "echo speck", monkeypatch)
    assert ocr.read_scan(blank_pdf(), ("kaz",), 60.0, lambda: None).text == ""
    many = ocr.read_scan(pages_pdf(30), ("kaz",), 60.0, lambda: None)
    assert (many.text.strip(), many.is_whole) == ("", False)


def test_reading_can_be_stopped_between_pages():
    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        ocr.read_scan(blank_pdf(), ("kaz",), 60.0, stop)


def test_words_divided_at_the_end_of_a_line_are_joined(monkeypatch, tmp_path, files):
    program(tmp_path, LISTS + "printf 'Мәсе-\\nле Алматы-\\nАстана'", monkeypatch)
    body = (files / "inbox" / "scan.pdf").read_bytes()
    found = ocr.read_scan(body, ("kaz",), 60.0, lambda: None)
    assert found.text == "Мәселе Алматы-\nАстана"


def test_a_page_as_large_as_a_wall_is_drawn_small():
    body = pages_pdf(1).replace(b"800 600", b"90000 90000")
    assert ocr.drawn(body, 0) == b""
