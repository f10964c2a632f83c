"""The brief as one HTML file to print. Knows no Streamlit."""

from __future__ import annotations

from dashboard.brief import BriefContent
from dashboard.brief_wording import brief_paper
from dashboard.paper_html import paper_html


def brief_html(content: BriefContent, lang: str) -> bytes:
    """The brief as a page of its own; ``lang`` kk, ru, en or two of them: "kk+ru"."""
    return paper_html(brief_paper(content, lang), lang)
