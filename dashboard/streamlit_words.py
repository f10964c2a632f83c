"""What Streamlit says by itself in English, in the language of the page.

Names of buttons for a screen reader, hints under a field being typed in, "No results".
Streamlit has no catalogue of its own; ``streamlit_words.js`` puts these in their place.
"""

from __future__ import annotations

from pathlib import Path

from dashboard.i18n import N_, _, pgettext

SCRIPT = (Path(__file__).parent / "streamlit_words.js").read_text(encoding="utf-8")

#: Whole names, as a screen reader says them.
_NAMES = (
    N_("App pages"),
    N_("Choose an option"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Close fullscreen"),
    N_("Collapse sidebar"),
    N_("Decrement"),
    N_("Expand sidebar"),
    N_("Fullscreen"),
    N_("Increment"),
    N_("Link to heading"),
    N_("Logo"),
    N_("Navigate to home page"),
    N_("Notifications"),
    N_("Selected values"),
    N_("Sidebar"),
    N_("Stop script"),
)
#: Texts on the screen.
_SENTENCES = (
    N_("Connecting"),
    N_("Connection error"),
    N_("No results"),
    N_("Please wait..."),
    N_("Press Ctrl+Enter to apply"),
    N_("Press Ctrl+Enter to submit form"),
    N_("Press Enter to apply"),
    N_("Press Enter to submit form"),
    N_("Press ⌘+Enter to apply"),
    N_("Press ⌘+Enter to submit form"),
    N_("Running..."),
    N_("Skip to main content"),
)


def words() -> dict[str, dict[str, str]]:
    """Streamlit's English to ours: whole names, beginnings of names, sentences."""
    return {
        "names": {
            **{english: _(english) for english in _NAMES},
            "Close": pgettext("button", "Close"),
            "Open": pgettext("button", "Open"),
        },
        "beginnings": {"Fullscreen: ": _("Fullscreen: "), "Help for ": _("Help for ")},
        "sentences": {english: _(english) for english in _SENTENCES},
    }
