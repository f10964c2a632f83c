"""The list of pages, as data: the order of the menu, the names, the addresses.

Knows no Streamlit. A page is a file in ``pages/`` called like its address.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dashboard.i18n import N_

FOLDER = Path(__file__).parent / "pages"


class Page(NamedTuple):
    """A page: its address and its name in the menu (English message id)."""

    name: str
    title: str

    @property
    def file(self) -> Path:
        """The script that composes it."""
        return FOLDER / f"{self.name}.py"


PAGES = (
    Page("home", N_("Today")),
    Page("region", N_("Region")),
    Page("desk", N_("Desk")),
    Page("meeting", N_("Meeting")),
    Page("assembly", N_("Assembly")),
    Page("report", N_("Field report")),
    Page("sources", N_("Sources")),
    Page("method", N_("Method")),
    Page("guide", N_("Guide")),
    Page("profile", N_("My settings")),
)
