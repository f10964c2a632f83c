"""The Method page in parts: signals, levels with their numbers, verdicts so far."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import desk_wording, method_text, queries, widgets, wording
from dashboard.i18n import _, format_datetime, language
from dashboard.markup import join, tag
from data.model import LevelCode
from data.taxonomy import SignalKind


def steps(sentences: Sequence[str]) -> None:
    """Numbered steps."""
    widgets.html(
        tag("ol", *(tag("li", _(one)) for one in sentences), class_="kel-list")
    )


def points(sentences: Sequence[str]) -> None:
    """Points without an order."""
    widgets.bullets(_(one) for one in sentences)


def signals() -> None:
    """The ten risk signals by clock, then the five signs of accord, as defined."""
    taxonomy = queries.reference().taxonomy
    for lane in desk_wording.LANE_ORDER:
        kinds = [kind for kind in taxonomy.risk.values() if kind.lane is lane]
        st.subheader(desk_wording.lane(lane), anchor=False)
        _definitions(kinds)
    st.subheader(_("Signs of accord"), anchor=False)
    st.markdown(_("They stand beside the level and are never subtracted from it."))
    _definitions(list(taxonomy.protective.values()))


def _definitions(kinds: Sequence[SignalKind]) -> None:
    lang = language()
    widgets.html(
        tag(
            "dl",
            *(
                join([tag("dt", kind.names[lang]), tag("dd", kind.definitions[lang])])
                for kind in kinds
            ),
            class_="kel-terms",
        )
    )


def levels() -> None:
    """What each level means."""
    widgets.html(
        tag(
            "dl",
            *(
                join(
                    [
                        tag("dt", widgets.level_pill(code)),
                        tag("dd", wording.level_meaning(code)),
                    ]
                )
                for code in LevelCode
            ),
            class_="kel-terms",
        )
    )


def versions() -> None:
    """Which rules spoke, when, on which data; where the outlines come from."""
    meta = queries.meta()
    judged = sorted({level.version for level in queries.levels_now().values()})
    rows = [
        (_("Rules for signals"), queries.reference().taxonomy.version),
        (_("Rule for levels"), ", ".join(judged) or "—"),
        (_("Program"), meta.get("version", "—")),
        (_("Last collection"), format_datetime(queries.moment("collected_at"))),
        (_("Last assessment"), format_datetime(queries.moment("assessed_at"))),
    ]
    widgets.table([_("What"), _("Version or time")], rows, caption=_("Versions"))
    if queries.is_demo():
        st.markdown(
            _("This is a demonstration: outlets, villages and events are invented.")
        )
    st.markdown(_(method_text.SHAPES))
