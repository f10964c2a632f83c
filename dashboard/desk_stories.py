"""One event or several: parting the reports of a flag, joining it with another.

A decision is kept at once and obeyed by the next assessment, which follows within
seconds where Kelisim itself is running, and not where only the dashboard is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import streamlit as st

from dashboard import (
    desk_wording,
    markup,
    people,
    queries,
    session,
    signature,
    widgets,
    wording,
)
from dashboard.i18n import (
    _,
    format_date,
    format_datetime,
    format_number,
    language,
    ngettext,
)
from dashboard.intake import intake
from dashboard.markup import join, tag
from data.days import local_day
from data.errors import InputError
from data.model import Flag, Item, StoryDecision, StoryDeed
from data.store.flag_lists import FlagFilter

#: Flags of one event are looked for so many days before and after.
NEAR = timedelta(days=14)
#: With all regions: so many days, and so many flags at most.
FAR, MOST = timedelta(days=60), 300
#: Who assesses says so every half a minute; silent for longer, nobody does.
_SILENT = timedelta(minutes=2)
_LONGEST_TITLE = 110


def panel(flag: Flag) -> None:
    """What was decided, and the forms to part and to join."""
    items = people.story_items(flag.story_id)
    st.subheader(_("One event or several?"), anchor=False)
    said = ngettext(
        "Kelisim took %(n)s report for the whole of this event. If that is wrong, a "
        "person's word stands above the machine's.",
        "Kelisim took %(n)s reports for one event. If that is wrong, a person's word "
        "stands above the machine's.",
        len(items),
    )
    st.markdown(said % {"n": format_number(len(items))})
    decisions = people.decisions_on(item.key for item in items)
    _history(decisions)
    if any(_waits(decision) for decision in decisions):
        _when_it_shows(decisions[-1])
    key = f"desk.{flag.id}.story{len(decisions)}"
    with st.expander(_("Part: some reports tell of another event")):
        _part(flag, items, f"{key}.part")
    with st.expander(_("Join: another flag tells of the same event")):
        _join(flag, f"{key}.join")


def successor(flag_id: str) -> Flag | None:
    """The flag a story raises now that raised this one before persons joined it."""
    named, _colon, region = flag_id.removeprefix("f:").partition(":")
    for decision in reversed(queries.store().story_decisions()):
        for key in (*decision.item_keys, *decision.other_keys):
            item = queries.item(key) if key.endswith(f":{named}") else None
            if item is not None and item.story_id:
                _kind, _colon, first = item.story_id.partition(":")
                return queries.flag(f"f:{first}:{region}")
    return None


def _history(decisions: Sequence[StoryDecision]) -> None:
    lines = []
    for each in decisions:
        deed = _("Joined") if each.deed is StoryDeed.JOIN else _("Parted")
        parts = [format_datetime(each.at), " · ", tag("strong", deed)]
        parts += [f": {each.reason} — {each.author}"]
        if _waits(each):
            parts += [" ", tag("em", _("(waits for the next assessment)"))]
        lines.append(tag("li", *parts))
    if lines:
        widgets.html(tag("ol", *lines, class_="kel-history"))


def _waits(decision: StoryDecision) -> bool:
    assessed = queries.moment("assessed_at")
    return assessed is None or decision.at > assessed


def _when_it_shows(last: StoryDecision) -> None:
    """How soon the decision is seen; where it is soon, the page looks by itself."""
    seen = queries.moment("watched_at")
    if seen is None or queries.now() - seen > _SILENT:
        st.info(
            _(
                "Kept. Only the dashboard is running here, so it shows after the next "
                "assessment: “kelisim up” makes it, or “kelisim assess” once."
            )
        )
        return
    st.info(_("Kept. It shows in a few seconds, after the next assessment."))
    st.fragment(_look_again, run_every=2)(last.at)


def _look_again(since: datetime) -> None:
    session.language()
    assessed = queries.moment("assessed_at")
    if assessed is not None and assessed >= since:
        st.rerun()


def _part(flag: Flag, items: Sequence[Item], key: str) -> None:
    """Choose the reports that go; reason, name."""
    if len(items) < 2:
        st.markdown(_("This flag has one report: there is nothing to part."))
        return
    st.markdown(
        _(
            "Tick the reports that tell of another event. They become a flag of their "
            "own and wait for a verdict; the reports that stay keep the verdicts given."
        )
    )
    with st.form(f"{key}.form"):
        going = [item.key for item in items if _ticked(item, key)]
        reason, author = _reason_and_author(
            key, _("For example: another village, another day")
        )
        sent = st.form_submit_button(_("Part these reports"))
    if not sent:
        return
    if not going or len(going) == len(items):
        st.error(_("Tick some of the reports, not all: some go and some stay."))
        return
    if _complain(reason, author):
        return
    try:
        people.split_story(flag.story_id, going, intake().hide(reason), author)
    except InputError:
        _changed_meanwhile()
        return
    _kept(author, _("Kept: the reports are parted."))


def _ticked(item: Item, key: str) -> bool:
    parts = [
        format_datetime(item.published_at),
        widgets.source_name(item.source_id),
        _short(item.title),
    ]
    return st.checkbox(markup.literal(" · ".join(parts)), key=f"{key}.{item.key}")


def _join(flag: Flag, key: str) -> None:
    """Choose the other flag from a list; what it tells; reason, name."""
    is_far = st.toggle(
        _("Look in all regions and in the last 60 days"), key=f"{key}.far"
    )
    others = _others(flag, is_far=is_far)
    if not others:
        st.markdown(_("No other flag of this region within 14 days."))
        return
    verdicts = queries.current_of(others)

    def label(flag_id: str) -> str:
        other = others[flag_id]
        current = verdicts.get(flag_id)
        parts = [format_date(other.last_at), _short(other.title)]
        if other.region != flag.region:
            parts.insert(1, wording.region(queries.reference().regions[other.region]))
        if current is not None:
            parts.append(desk_wording.verdict(current.code))
        return " · ".join(parts)

    chosen = st.selectbox(
        _("Which flag tells of the same event? Type a word of its title to find it."),
        list(others),
        index=None,
        format_func=label,
        placeholder=_("Choose a flag"),
        key=f"{key}.other",
    )
    if chosen is None:
        return
    other = others[chosen]
    _compared(other)
    with st.form(f"{key}.form"):
        st.markdown(
            _(
                "Both become one flag. All verdicts, steps and replies go with it; the "
                "last verdict stands."
            )
        )
        reason, author = _reason_and_author(
            key, _("For example: the same village, the same evening")
        )
        sent = st.form_submit_button(_("Join the two"))
    if not sent or _complain(reason, author):
        return
    try:
        stories = [flag.story_id, other.story_id]
        people.join_stories(stories, intake().hide(reason), author)
    except InputError:
        _changed_meanwhile()
        return
    _kept(author, _("Kept: the two are joined."))


def _others(flag: Flag, *, is_far: bool) -> dict[str, Flag]:
    """Flags of other stories that may tell of the same event, the last one first."""
    reach = FAR if is_far else NEAR
    wanted = FlagFilter(
        regions=None if is_far else (flag.region,),
        since=local_day(flag.first_at - reach),
        until=local_day(flag.last_at + reach),
    )
    found, _total = queries.flag_page(wanted, MOST)
    others = [each for each in found if each.story_id != flag.story_id]
    return {each.id: each for each in sorted(others, key=_heard_last, reverse=True)}


def _heard_last(flag: Flag) -> datetime:
    return flag.last_at


def _compared(other: Flag) -> None:
    """The other flag in short, and the way to it that loses nothing typed here."""
    address = markup.url("desk", flag=other.id, lang=language())
    facts = [
        wording.flag_heard(other),
        widgets.source_name(other.source_id),
        tag("a", _("Open it in another tab"), href=address, target="_blank"),
    ]
    widgets.html(
        tag(
            "article",
            tag("p", tag("strong", other.title)),
            tag("p", join(facts, " · "), class_="kel-meta"),
            class_=f"kel-card kel-{other.lane.value}",
        )
    )


def _reason_and_author(key: str, example: str) -> tuple[str, str]:
    reason = st.text_area(
        _("Why? One sentence is enough (needed)"),
        key=f"{key}.reason",
        placeholder=example,
        max_chars=2000,
    )
    label = _("Who decides? Name or office (needed)")
    author = signature.ask(f"{key}.author", label)
    return (reason or "").strip(), author


def _complain(reason: str, author: str) -> bool:
    """Say what is missing; whether anything is."""
    needed = {
        _("Write the reason: the next reader must understand it."): reason,
        _("Say who decides: without a name it is not kept."): author,
    }
    missing = [sentence for sentence, given in needed.items() if not given]
    if missing:
        st.error(" ".join(missing))
    return bool(missing)


def _changed_meanwhile() -> None:
    st.error(
        _(
            "It was not kept: the reports of this event have changed meanwhile. Look "
            "at the list again; what you wrote still stands here."
        )
    )


def _kept(author: str, message: str) -> None:
    session.remember_author(author)
    session.say_next(message)
    st.rerun()


def _short(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
