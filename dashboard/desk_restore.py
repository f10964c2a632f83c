"""One text that was set aside: what it says, why it was let go, and a person's word."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from dashboard import (
    desk_flag,
    desk_forms,
    desk_wording,
    drop_wording,
    markup,
    queries,
    session,
    signature,
    source_wording,
    widgets,
    wording,
)
from dashboard.i18n import _, format_date, format_datetime, language
from dashboard.intake import intake
from dashboard.markup import join, link, tag
from data.errors import InputError
from data.model import Item, Restoration


def known(key: str) -> Item | None:
    """The text of that key, if it was set aside or a person spoke on it."""
    item = queries.item(key)
    if item is None or (item.dropped is None and not queries.restorations(key)):
        return None
    return item


def regions(item: Item) -> str:
    """The regions a text names, or nothing."""
    tables = queries.reference().regions
    return ", ".join(wording.region(tables[code]) for code in item.regions)


def standing(said: Restoration) -> str:
    """That a person put it on the desk."""
    return _("✓ Put on the desk on %(date)s, %(author)s") % {
        "date": format_date(said.at),
        "author": said.author,
    }


def show(item: Item, back: str) -> None:
    """The text laid open, and the form to put it on the desk or to take it back."""
    _way_back(back)
    st.header(markup.literal(item.title), anchor=False)
    _facts(item)
    st.subheader(_("What the text says"), anchor=False)
    _text(item)
    desk_forms.said()
    said = queries.restorations(item.key)
    if said:
        _history(said)
    if said and said[-1].stands:
        _open_flag(item, said[-1])
        _take_back(item, len(said))
    else:
        _restore(item, len(said))


def _way_back(back: str) -> None:
    """To where the text was opened from: a flag, an event we missed, or the list."""
    label, to = _("← What was set aside"), back
    if session.param("flag"):
        label, to = _("← The flag"), ""
    elif session.param("missed"):
        label, to = _("← Events we missed"), ""
    st.button(
        label,
        key="desk.aside_back",
        type="tertiary",
        on_click=session.set_param,
        args=("aside", to or None),
    )


def _facts(item: Item) -> None:
    sources = {source.id: source for source in queries.sources()}
    source = sources.get(item.source_id)
    rows = [
        (_("Why it was set aside"), drop_wording.reason(item.dropped or "flagged")),
        (_("Region"), regions(item) or _("no place of ours was recognised")),
        (_("Published"), format_datetime(item.published_at)),
        (_("Source"), source_wording.name(source, item.source_id)),
        (_("Language of the original"), desk_wording.language_name(item.lang)),
        # Not the address itself: its words may be a name.
        (
            _("Original"),
            link(urlsplit(item.url).hostname or "—", item.url, outside=True),
        ),
    ]
    cells = [join([tag("dt", name), tag("dd", value)]) for name, value in rows]
    widgets.html(tag("dl", *cells, class_="kel-pairs"))


def _text(item: Item) -> None:
    """The text; marked are the sentences that raised suspicion, if any did."""
    pieces = [piece for signal in item.risk for piece in signal.evidence]
    title = desk_flag.located(item.title, pieces, "title")
    around, moved = desk_flag.excerpt(
        item.text, desk_flag.located(item.text, pieces, "text")
    )
    head = tag("strong", markup.marked(item.title, title, "title"))
    desk_flag.quote(item.lang, head, markup.marked(around, moved))


def _history(said: list[Restoration]) -> None:
    kinds, tables = queries.reference().taxonomy.risk, queries.reference().regions
    lines = []
    for each in said:
        deed = _("Taken back")
        if each.stands:
            kind = kinds.get(each.signal)
            name = kind.names[language()] if kind else each.signal
            where = wording.region(tables[each.region])
            deed = _("Put on the desk: %(signal)s, %(region)s") % {
                "signal": name,
                "region": where,
            }
        parts = [format_datetime(each.at), " · ", tag("strong", deed)]
        lines.append(tag("li", *parts, f": {each.reason} — {each.author}"))
    st.subheader(_("What was decided and done"), anchor=False)
    widgets.html(tag("ol", *lines, class_="kel-history"))


def _open_flag(item: Item, said: Restoration) -> None:
    """The way to the flag it became, or when that will be."""
    flags = queries.flags(region=said.region) if item.story_id else []
    flag = next((each for each in flags if each.story_id == item.story_id), None)
    if flag is None:
        st.markdown(_("It becomes a flag at the next assessment, usually at once."))
        return
    st.button(
        _("Open its flag"), key="desk.aside_flag", on_click=_to_flag, args=(flag.id,)
    )


def _to_flag(flag_id: str) -> None:
    for name in ("aside", "missed"):
        session.set_param(name, None)
    session.set_param("flag", flag_id)


def _restore(item: Item, n: int) -> None:
    """Ten signals, a region, a compulsory reason, a name."""
    st.subheader(_("This is tension: put it on the desk"), anchor=False)
    kinds, tables = queries.reference().taxonomy.risk, queries.reference().regions
    asked = [*item.regions, session.param("region")]
    names = {code: kind.names[language()] for code, kind in kinds.items()}
    places = {code: wording.region(region) for code, region in tables.items()}
    at = next((list(places).index(code) for code in asked if code in places), None)
    # The number of earlier words in the keys empties the form once one was kept.
    key = f"desk.aside.{item.key}.{n}"
    with st.form(f"{key}.restore"):
        signal = st.radio(
            _("What does it tell of?"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            captions=[kind.definitions[language()] for kind in kinds.values()],
            key=f"{key}.signal",
        )
        region = st.selectbox(
            _("In which region did it happen?"),
            list(places),
            index=at,
            format_func=places.__getitem__,
            key=f"{key}.region",
        )
        reason, author = _reason_and_author(key, _("What the machine did not see"))
        if st.form_submit_button(_("Put it on the desk"), type="primary"):
            _keep(item, signal or "", region or "", reason, author)


def _take_back(item: Item, n: int) -> None:
    st.subheader(_("It is no tension after all"), anchor=False)
    key = f"desk.aside.{item.key}.{n}"
    with st.form(f"{key}.back"):
        found = _("Who was asked, what was found")
        reason, author = _reason_and_author(key, found)
        if st.form_submit_button(_("Take it back")):
            if _complain(_needed(reason, author)):
                return
            said = intake().hide(reason)
            try:
                queries.take_back(item.key, said, author, queries.now())
            except InputError:
                _changed_meanwhile()
                return
            _kept(author, _("Taken back: it is set aside again."))


def _reason_and_author(key: str, example: str) -> tuple[str, str]:
    reason = st.text_area(
        _("Why? One sentence is enough (needed)"),
        key=f"{key}.reason",
        placeholder=example,
        max_chars=2000,
    )
    label = _("Who decides? Name or office (needed)")
    return (reason or "").strip(), signature.ask(f"{key}.author", label)


def _keep(item: Item, signal: str, region: str, reason: str, author: str) -> None:
    needed = {
        _("Choose what the text tells of."): signal,
        _("Choose the region."): region,
        **_needed(reason, author),
    }
    if _complain(needed):
        return
    hidden = intake().hide(reason)
    said = Restoration(item.key, signal, region, hidden, author, queries.now())
    try:
        queries.restore_item(said)
    except InputError:
        _changed_meanwhile()
        return
    _kept(author, _("Kept: it stands on the desk as a flag and waits for a verdict."))


def _changed_meanwhile() -> None:
    st.error(
        _(
            "It was not kept: somebody changed this meanwhile, or nothing was left of "
            "the reason without private persons. What you wrote still stands here."
        )
    )


def _needed(reason: str, author: str) -> dict[str, str]:
    return {
        _("Write the reason: the next reader must understand it."): reason,
        _("Say who decides: without a name it is not kept."): author,
    }


def _complain(needed: dict[str, str]) -> bool:
    """Say what is missing; whether anything is."""
    missing = [sentence for sentence, given in needed.items() if not given]
    if missing:
        st.error(" ".join(missing))
    return bool(missing)


def _kept(author: str, message: str) -> None:
    session.remember_author(author)
    session.say_next(message)
    st.rerun()
