"""Two pages and an annex, in every language and format, however much happened."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from contextlib import closing
from functools import cache

import images
import pypdfium2
import pytest
from PIL import Image, ImageChops

import builders
import full_region
import small_world
from dashboard import brief
from dashboard.brief_docx import brief_docx
from dashboard.brief_pdf import brief_pdf
from dashboard.i18n import _, using
from dashboard.paper import languages
from data.reference import load
from data.store import Store

CASES = [(small_world, "KZ-39"), (small_world, "KZ-15"), (full_region, "KZ-15")]
LANGS = ["kk", "ru", "kk+ru"]


@cache
def filled(world):
    """A world as it is after its filling, made once."""
    with closing(Store.open("sqlite://")) as made:
        return images.image(world.fill(made))


def gathered(store, world, region):
    reference = load()
    until = builders.NOW.date()
    images.restore(store, filled(world))
    return brief.gather(
        store, reference.regions[region], reference, until, builders.NOW
    )


def pages(made):
    document = pypdfium2.PdfDocument(made)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def before_annex(texts, lang):
    with using(languages(lang)[0]):
        heading = _("Annex 1. Flags in full")
    return next(n for n, text in enumerate(texts) if heading in text)


@pytest.fixture(scope="session")
def office():
    """LibreOffice; without it the test is left out, unless it must be there."""
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("KELISIM_REQUIRE_OFFICE") == "1":
            pytest.fail("soffice is required and not installed")
        pytest.skip("soffice is not installed")
    return found


def check(texts, content, lang):
    assert 1 <= before_annex(texts, lang) <= 2
    for text in texts:
        assert "DEMO: " in text
        assert "Kelisim" in text
    whole = "".join(texts)
    letters = "әғқңөұүі"  # "һ" is rare
    assert not set(letters) - set(whole.lower()) or lang == "ru"
    assert f"{len(texts)}/{len(texts)}" in texts[-1].replace(" ", "")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("world", "region"), CASES)
def test_the_pdf_is_two_pages_and_an_annex(store, world, region, lang):
    content = gathered(store, world, region)
    check(pages(brief_pdf(content, lang)), content, lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("world", "region"), CASES)
def test_the_document_is_two_pages_and_an_annex(
    store, world, region, lang, office, tmp_path
):
    content = gathered(store, world, region)
    (tmp_path / "brief.docx").write_bytes(brief_docx(content, lang))
    subprocess.run(
        [
            office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "pdf", "--outdir", str(tmp_path),
            str(tmp_path / "brief.docx"),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    check(pages((tmp_path / "brief.pdf").read_bytes()), content, lang)


def test_the_pdf_is_tagged_and_says_its_title_and_language(store):
    made = brief_pdf(gathered(store, small_world, "KZ-39"), "kk")
    document = pypdfium2.PdfDocument(made)
    told = document.get_metadata_dict()
    assert told["Title"].startswith("Этносаралық ахуал")
    assert told["CreationDate"].startswith("D:20261122")
    assert document.is_tagged()
    document.close()
    assert re.search(rb"/Lang ?\(kk", made)
    assert b"/Alt" in made


def test_the_same_brief_is_the_same_file(store):
    content = gathered(store, small_world, "KZ-39")
    assert brief_pdf(content, "ru") == brief_pdf(content, "ru")


def test_the_pdf_is_black_and_white(store):
    document = pypdfium2.PdfDocument(
        brief_pdf(gathered(store, full_region, "KZ-15"), "kk")
    )
    for number in range(2):
        drawn = document[number].render(scale=1).to_pil().convert("RGB")
        red, green, blue = drawn.split()
        for other in (green, blue):
            assert ImageChops.difference(red, other).getextrema()[1] <= 2
        assert drawn.convert("L").getextrema()[0] < 60
    document.close()


def test_the_drawing_in_the_document_is_a_picture_with_words(store):
    import docx

    document = docx.Document(
        io.BytesIO(brief_docx(gathered(store, small_world, "KZ-15"), "kk"))
    )
    (shape,) = document.inline_shapes
    assert "Осы сандар қосымшада" in shape._inline.docPr.get("descr")
    blob = next(
        part.blob
        for part in document.part.package.iter_parts()
        if part.content_type == "image/png"
    )
    picture = Image.open(io.BytesIO(blob))
    assert picture.width > 1500
    assert picture.convert("L").getextrema() == (0, 255)
