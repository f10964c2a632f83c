"""The steps that were taken on a flag, how they ended, and what helped before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import (
    as_kept,
    case_steps,
    markup,
    people,
    queries,
    session,
    signature,
    widgets,
    wording,
)
from dashboard.i18n import _, format_date, language
from dashboard.markup import Safe, join, link, tag, url
from data.errors import InputError
from data.model import Flag, Handling, Response

#: So many of the last cases are looked at.
_LATELY = 30


def panel(flag: Flag) -> None:
    """The steps so far, the forms to say how one ended and to write down another."""
    rows = queries.responses(flag.id)
    steps = case_steps.steps(rows)
    st.subheader(_("Steps that were taken"), anchor=False)
    if steps:
        widgets.html(tag("ul", *(_told(step) for step in steps), class_="kel-list"))
    else:
        st.markdown(_("No step is written down yet."))
    for number, step in enumerate(steps):
        if not step.outcome:
            with st.expander(
                _("How did it end: %(step)s") % {"step": markup.literal(step.action)}
            ):
                _ending(step, f"desk.{flag.id}.end{number}.{len(rows)}")
    with st.expander(_("Write down a step")):
        _step(flag, f"desk.{flag.id}.step{len(rows)}")


def _told(step: Response) -> Safe:
    parts: list[object] = [f"{format_date(step.at)} · ", tag("strong", step.action)]
    if step.note:
        parts.append(f" — {step.note}")
    ended = _("Not known yet how it ended.")
    if step.outcome:
        ended = _("Outcome: %(outcome)s") % {"outcome": step.outcome}
    return tag("li", *parts, " ", tag("em", ended))


def _step(flag: Flag, key: str) -> None:
    """A step someone took, with a note and, when known, how it ended."""
    with st.form(f"{key}.form", border=False):
        action = st.text_input(
            _("What was done? (needed)"),
            key=f"{key}.action",
            placeholder=_("For example: the elders visited both families"),
            max_chars=200,
        )
        note = st.text_area(_("Note"), key=f"{key}.note", max_chars=2000)
        outcome = st.text_input(
            _("How did it end? (may stay empty)"), key=f"{key}.outcome", max_chars=400
        )
        author = signature.ask(f"{key}.author")
        sent = st.form_submit_button(_("Keep this step"))
    said, written = [(each or "").strip() for each in (action, note, outcome)], None
    if sent and not (said[0] and author):
        as_kept.forget(key)
        st.error(_("Write what was done and who writes it down."))
    elif sent:
        now = queries.now()
        ended = now if said[2] else None
        written = Response(flag.id, said[0], said[1], author, now, said[2], ended)
    labels = {
        "action": _("What was done"),
        "note": _("Note"),
        "outcome": _("How it ended"),
    }
    kept = as_kept.to_keep(key, written, labels)
    if kept is not None:
        _keep(kept, _("Kept: the step. Write down later how it ended."))


def _ending(step: Response, key: str) -> None:
    """How an open step ended; the step itself stays as it was written."""
    with st.form(f"{key}.form", border=False):
        outcome = st.text_input(
            _("How did it end? (needed)"), key=f"{key}.outcome", max_chars=400
        )
        author = signature.ask(f"{key}.author")
        sent = st.form_submit_button(_("Keep how it ended"))
    said, written = (outcome or "").strip(), None
    if sent and not (said and author):
        as_kept.forget(key)
        st.error(_("Write how it ended and who writes it down."))
    elif sent:
        written = case_steps.ending(step, said, author, queries.now())
    kept = as_kept.to_keep(key, written, {"outcome": _("How it ended")})
    if kept is not None:
        _keep(replace(kept, action=step.action), _("Kept: how the step ended."))


def _keep(value: Response, message: str) -> None:
    try:
        queries.add_response(value)
    except InputError:
        st.error(_("It was not kept: open the flag again from the list."))
        return
    session.remember_author(value.author)
    session.say_next(message)
    st.rerun()


def helped(flag: Flag) -> None:
    """What was done in like cases that ended well or badly; at most three."""
    found = case_steps.earlier_cases(flag, *_candidates(flag), queries.responses)
    if not found:
        return
    st.subheader(_("What was done in earlier cases"), anchor=False)
    widgets.html(tag("ul", *(_earlier(each) for each in found), class_="kel-list"))


def _candidates(
    flag: Flag,
) -> tuple[Mapping[str, Sequence[Handling]], Callable[[str], Flag | None]]:
    """The cases of its region; where these may be too few, the last ones elsewhere."""
    known = people.desk_known()
    facts, handlings = known.work.facts, known.work.handlings
    ended = sorted(
        (name for name in known.resolved if name != flag.id and name in facts),
        key=lambda name: handlings[name][-1].at,
    )
    near = [name for name in ended if facts[name].region == flag.region][-_LATELY:]
    if len(near) < case_steps.MOST_EARLIER:
        near += ended[-_LATELY:]
    chosen = {name: handlings[name] for name in near}
    return chosen, queries.flags_of(chosen).get


def _earlier(each: case_steps.Earlier) -> Safe:
    tables, lang = queries.reference(), language()
    named = [tables.taxonomy.risk.get(signal.code) for signal in each.flag.signals]
    what = next((kind.names[lang] for kind in named if kind), "—")
    where = wording.region(tables.regions[each.flag.region])
    way = url("desk", flag=each.flag.id, lang=lang)
    head = link(f"{what}, {where}, {format_date(each.flag.first_at)}", way)
    ended = {"date": format_date(each.ending.at), "how": each.ending.reason}
    return tag(
        "li",
        head,
        ". ",
        _steps_told(each.steps),
        " ",
        tag("strong", _("Settled on %(date)s: %(how)s") % ended),
    )


def _steps_told(steps: Sequence[Response]) -> Safe:
    if not steps:
        return markup.text(_("No steps were written down."))
    lines = []
    for step in steps:
        arrow = f" → {step.outcome}" if step.outcome else ""
        lines.append(f"{step.action}{arrow}")
    return join(lines, "; ")
