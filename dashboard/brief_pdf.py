"""The brief as PDF, to print and to send. Knows no Streamlit."""

from __future__ import annotations

from dashboard.brief import BriefContent
from dashboard.brief_wording import brief_paper
from dashboard.pdf import paper_pdf


def brief_pdf(content: BriefContent, lang: str) -> bytes:
    """The brief as PDF; ``lang`` kk, ru, en or two of them: "kk+ru"."""
    return paper_pdf(brief_paper(content, lang), lang, content.made_at)
