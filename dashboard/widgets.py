"""The pieces pages are composed of: tables, pills, cards, the region picker, files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import streamlit as st

from dashboard import queries, session, signal_wording, source_wording, wording
from dashboard.desk_wording import lane, language_name
from dashboard.i18n import _, format_date, format_datetime, language, relative
from dashboard.markup import Safe, join, link, marked, tag, text, url
from dashboard.markup import table as markup_table
from data.model import (
    DateState,
    Evidence,
    Flag,
    Item,
    LevelCode,
    Region,
    Signal,
)

#: Evidence sentences on a card; the Desk shows them all.
_SENTENCES = 3


def html(content: Safe) -> None:
    """Show HTML made by ``markup``; collected text cannot get here unescaped."""
    if not isinstance(content, Safe):
        raise TypeError("Only markup.Safe may be shown as HTML; escape the text first.")
    st.html(content)


def table(
    head: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    caption: str,
    stacks: bool = False,
) -> None:
    """A real HTML table; with ``stacks`` its rows become blocks on a narrow screen."""
    made = markup_table(head, rows, caption=caption)
    if stacks:
        made = Safe(made.replace('"kel-table"', '"kel-table kel-stacks"', 1))
    html(made)


def blocks(
    head: Sequence[object], rows: Iterable[Sequence[object]], *, caption: str
) -> None:
    """A table whose rows become lists of named values on a narrow screen."""
    made = markup_table(head, rows, caption=caption)
    html(Safe(made.replace('"kel-table"', '"kel-table kel-blocks"', 1)))


def symbol(code: LevelCode) -> str:
    """The symbol of a level."""
    return wording.SYMBOLS[code]


def level_pill(code: LevelCode) -> Safe:
    """Symbol and word of a level on its colour."""
    return tag("span", wording.level_marked(code), class_=f"kel-pill kel-{code.value}")


def legend() -> None:
    """What each level means."""
    html(
        tag(
            "ul",
            *(
                tag("li", level_pill(code), " ", wording.level_meaning(code))
                for code in LevelCode
            ),
            class_="kel-legend",
        )
    )


def bullets(lines: Iterable[object]) -> None:
    """A list of lines."""
    html(tag("ul", *(tag("li", line) for line in lines), class_="kel-list"))


def source_name(source_id: str) -> str:
    """The name of a source as its readers know it."""
    known = {source.id: source for source in queries.sources()}
    return source_wording.name(known.get(source_id), source_id)


def meta(*parts: object) -> Safe:
    """The line of facts under a card's title; empty ones are left out."""
    spans = join(tag("span", part) for part in parts if part)
    return tag("p", spans, class_="kel-meta")


def _evidence(signals: Sequence[Signal], most: int = _SENTENCES) -> Safe:
    """Each evidence sentence once, with the words that matched marked in it."""
    done: dict[str, Safe] = {}
    for signal in signals:
        words = signal_wording.words(signal)
        for piece in signal.evidence:
            done.setdefault(piece.text, _sentence(piece.text, words))
    shown = list(done.values())[:most]
    return join(tag("p", "«", sentence, "»") for sentence in shown)


def _sentence(sentence: str, words: Iterable[str]) -> Safe:
    lower = sentence.lower()
    found = []
    for word in words:
        start = lower.find(word.lower())
        if start >= 0:
            found.append(Evidence(word, start, start + len(word)))
    return marked(sentence, found) if found else tag("mark", sentence)


def signal_names(signals: Sequence[Signal]) -> Safe:
    """Names of signals as small frames, in the reader's language."""
    taxonomy = queries.reference().taxonomy
    kinds = {**taxonomy.risk, **taxonomy.protective}
    lang = language()
    return join(
        tag(
            "span",
            kinds[signal.code].names[lang] if signal.code in kinds else signal.code,
            class_="kel-tag",
        )
        for signal in signals
    )


def flag_brief(flag: Flag, now: datetime) -> None:
    """A flag in few lines, to look through several: what, when, where, one sentence."""
    districts = wording.districts(flag.districts, queries.reference().districts)
    desk = url("desk", flag=flag.id, lang=language())
    spoken = text_lang(flag.lang)
    html(
        tag(
            "article",
            tag("h3", link(text(flag.title), desk), lang=spoken),
            meta(_heard(flag, now)[0], lane(flag.lane), districts),
            tag("div", _evidence(flag.signals, 1), lang=spoken),
            meta(wording.flag_heard(flag), source_name(flag.source_id)),
            class_=f"kel-card kel-{flag.lane.value}",
        )
    )


def _heard(flag: Flag, now: datetime) -> tuple[str, ...]:
    if flag.date_state is not DateState.DATED:
        return (_("date not certain"),)
    return relative(flag.last_at, now), format_datetime(flag.last_at)


def text_lang(code: str) -> str | None:
    """The language of a text for a listener; None where we cannot say it."""
    return code if code in {"kk", "ru", "en"} else None


def item_card(item: Item) -> None:
    """A text with signs of accord, shown as fully as a flag in brief."""
    html(
        tag(
            "article",
            tag("h3", text(item.title), lang=text_lang(item.lang)),
            tag("div", _evidence(item.protective, 1), lang=text_lang(item.lang)),
            tag("p", signal_names(item.protective)),
            meta(
                format_date(item.published_at),
                link(source_name(item.source_id), item.url, outside=True),
                language_name(item.lang),
            ),
            class_="kel-card kel-accord",
        )
    )


def region_picker() -> Region:
    """Choose a region; its code goes into the address."""
    regions = queries.reference().regions
    code = session.region()
    # Said anew every time: a browser remembers the name, and it is another one after
    # the language was changed; the next click would choose the first region.
    st.session_state["kelisim.picker"] = code
    st.selectbox(
        _("Region"),
        list(regions),
        format_func=lambda known: wording.region(regions[known]),
        key="kelisim.picker",
        on_change=_picked,
    )
    return regions[code]


def _picked() -> None:
    session.choose_region(st.session_state["kelisim.picker"])


def days_switch(choices: Mapping[int, str], default: int) -> int:
    """Choose a period; its number of days goes into the address as ``days``."""
    asked = session.param("days")
    days = int(asked) if asked.isdigit() and int(asked) in choices else default
    if st.session_state.get("kelisim.days") != days:
        st.session_state["kelisim.days"] = days
    st.segmented_control(
        _("Period"),
        list(choices),
        format_func=choices.__getitem__,
        key="kelisim.days",
        required=True,
        on_change=lambda: session.set_param(
            "days", str(st.session_state["kelisim.days"])
        ),
        label_visibility="collapsed",
    )
    return days
