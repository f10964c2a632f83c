"""The brief as a Word document that an office can edit. Knows no Streamlit."""

from __future__ import annotations

from dashboard.brief import BriefContent
from dashboard.brief_wording import brief_paper
from dashboard.paper_docx import paper_docx


def brief_docx(content: BriefContent, lang: str) -> bytes:
    """The brief as DOCX; ``lang`` kk, ru, en or two of them: "kk+ru"."""
    return paper_docx(brief_paper(content, lang), lang, content.made_at)
