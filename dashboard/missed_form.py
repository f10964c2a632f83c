"""An event that happened and was not flagged: the form, and the list of those reported.

What we miss we learn only from persons. Each report counts on the scoreboard.
"""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard import (
    as_kept,
    desk_forms,
    drop_wording,
    markup,
    missed_list,
    missed_wording,
    people,
    queries,
    session,
    signature,
    wording,
)
from dashboard.i18n import _, format_date, format_weekday, language
from data.errors import InputError
from data.model import Item, MissedEvent

#: What the address says to open the page: ``/desk?missed=new``.
NEW = "new"
#: Days to choose from; texts are looked for so many days around the one chosen.
DAYS, AROUND = 60, 3
#: Texts offered at most, those of the district first.
TEXTS = 15
_LONGEST, _LONGEST_TITLE = 1500, 110


def way_in() -> None:
    """The button that opens the form; for the Desk and for Home."""
    if st.button(
        _("Report an event we missed →"), key="desk.missed_way", type="tertiary"
    ):
        session.go("desk", missed=NEW)


def show() -> None:
    """The form, and below it what was reported before."""
    st.button(
        _("← All flags"),
        key="desk.back",
        type="tertiary",
        on_click=session.set_param,
        args=("missed", None),
    )
    st.header(_("Report an event we missed"), anchor=False)
    st.markdown(
        _(
            "Something happened between groups of residents, and Kelisim showed no "
            "flag. Tell it here without anybody's name: it is counted among our "
            "mistakes on the Method page, and a text we let go can be put on the desk."
        )
    )
    desk_forms.said()
    events = people.missed_events()
    # The number of events in the keys empties the form once one was kept.
    _form(f"desk.missed{len(events)}")
    missed_list.show(events)


def _form(key: str) -> None:
    st.subheader(_("Where and when did it happen?"), anchor=False)
    columns = st.columns(3)
    with columns[0]:
        region = _region(key)
    with columns[1]:
        district = _district(key, region)
    with columns[2]:
        on = _day(key)
    if not region or on is None:
        st.markdown(_("Choose the region and the day: the other questions follow."))
        return
    item_key = _text_of_ours(key, region, district, on)
    _rest(
        key, MissedEvent(region, district, on, "", "", "", "", queries.now(), item_key)
    )


def _region(key: str) -> str:
    regions = queries.reference().regions
    asked = session.param("region")
    chosen = st.selectbox(
        _("Region"),
        list(regions),
        index=list(regions).index(asked) if asked in regions else None,
        format_func=lambda code: wording.region(regions[code]),
        placeholder=_("Choose a region"),
        key=f"{key}.region",
    )
    return chosen or ""


def _district(key: str, region: str) -> str:
    known = queries.reference().districts
    codes = [code for code, each in known.items() if each.region == region]
    chosen = st.selectbox(
        _("District (may stay empty)"),
        codes,
        index=None,
        format_func=lambda code: wording.districts([code], known),
        placeholder=_("Not known, or the whole region"),
        key=f"{key}.district.{region}",
        disabled=not codes,
    )
    return chosen or ""


def _day(key: str) -> date | None:
    today = queries.today()
    return st.selectbox(
        _("Day"),
        [today - timedelta(days=n) for n in range(DAYS)],
        index=None,
        format_func=format_weekday,
        placeholder=_("Choose a day"),
        filter_mode="contains",
        key=f"{key}.on",
    )


def _text_of_ours(key: str, region: str, district: str, on: date) -> str:
    """The key of the text that tells of it, chosen among those let go; or ""."""
    around = timedelta(days=AROUND)
    here = [district] if district else []
    items = people.aside_near(region, here, on - around, on + around, TEXTS)
    if not items:
        st.markdown(_("No text of this region was set aside around that day."))
        return ""
    known = {item.key: item for item in items}
    chosen = st.radio(
        _("Is it told in one of these texts, which we had and set aside?"),
        ["", *known],
        format_func=lambda one: _told(known[one]) if one else _("In none of these"),
        captions=["", *(_let_go(item) for item in items)],
        key=f"{key}.item.{region}.{district}.{on.isoformat()}",
    )
    return chosen or ""


def _told(item: Item) -> str:
    title = item.title
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return markup.literal(title)


def _let_go(item: Item) -> str:
    """When a text was published, and why it was let go."""
    why = drop_wording.reason(item.dropped or "flagged")
    when = format_date(item.published_at or item.collected_at)
    return markup.literal(f"{when} · {why}")


def _rest(key: str, begun: MissedEvent) -> None:
    """What happened, how it is known, who says so; shown before it is kept."""
    st.subheader(_("What happened?"), anchor=False)
    kinds = queries.reference().taxonomy.risk
    names = {code: kind.names[language()] for code, kind in kinds.items()}
    with st.form(f"{key}.form"):
        signal = st.selectbox(
            _("What does it come closest to?"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Choose a signal"),
            key=f"{key}.signal",
        )
        what = st.text_area(
            _("What happened? Nobody's name (needed)"),
            key=f"{key}.what",
            max_chars=_LONGEST,
            height=140,
        )
        how = st.radio(
            _("How is it known?"),
            list(missed_wording.HOW_KNOWN),
            index=None,
            format_func=lambda code: _capital(missed_wording.how_known(code)),
            key=f"{key}.how",
        )
        author = signature.ask(
            f"{key}.author", _("Who reports it? Name or office (needed)")
        )
        sent = st.form_submit_button(_("Check"), type="primary")
    given = (signal or "", (what or "").strip(), how or "", author)
    written = _sent(key, begun, given) if sent else None
    kept = as_kept.to_keep(key, written, {"what": _("What happened")}, always=True)
    if kept is not None:
        _keep(kept)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sent(
    key: str, begun: MissedEvent, given: tuple[str, str, str, str]
) -> MissedEvent | None:
    signal, what, how, author = given
    needed = {
        _("Choose what it comes closest to."): signal,
        _("Write what happened."): what,
        _("Choose how it is known."): how,
        _("Say who reports it: without a name it is not kept."): author,
    }
    missing = [sentence for sentence, value in needed.items() if not value]
    if missing:
        as_kept.forget(key)
        st.error(" ".join(missing))
        return None
    return MissedEvent(
        begun.region, begun.district, begun.on, signal, what, how, author,
        begun.at, begun.item_key,
    )  # fmt: skip


def _keep(value: MissedEvent) -> None:
    try:
        people.add_missed_event(value)
    except InputError:
        st.error(
            _(
                "It was not kept: nothing was left of the text without private "
                "persons. Write what happened, without saying who."
            )
        )
        return
    session.remember_author(value.author)
    said = _("Kept: the event of %(date)s. It counts on the Method page.")
    if value.item_key:
        said += " " + _("Its text can be put on the desk: see the list below.")
    session.say_next(said % {"date": format_date(value.on)})
    st.rerun()
