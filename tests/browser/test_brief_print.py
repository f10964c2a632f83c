"""The brief on paper: two pages and an annex; each says whose and whether real."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext

from browsing import Site
from dashboard import brief
from dashboard.brief_html import brief_html
from dashboard.i18n import _, local, using
from data.reference import load
from data.store import Store


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("region", ["KZ-39", "KZ-15", "KZ-62"])
def test_it_prints_on_two_pages_that_all_say_demo(
    chromium: BrowserContext, site: Site, region: str, lang: str
) -> None:
    now, reference = datetime.now(UTC), load()
    chosen = reference.regions[region]
    with closing(Store.open(site.database_url)) as store:
        content = brief.gather(store, chosen, reference, local(now).date(), now)
    page = chromium.new_page()
    page.set_content(brief_html(content, lang).decode())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    document = pypdfium2.PdfDocument(printed)
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    document.close()
    with using(lang):
        heading = _("Annex 1. Flags in full")
    front = next(n for n, text in enumerate(texts) if heading in text)
    assert 1 <= front <= 2
    for text in texts:
        assert text.count("DEMO") == 2
        # The number of the page stands in the margin and may be printed first.
        top = " ".join(text.splitlines()[:2])
        assert chosen.names[lang].casefold() in top.casefold()
