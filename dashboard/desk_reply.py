"""Right of reply: what an association, a newsroom or an office says against a flag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import (
    as_kept,
    markup,
    people,
    queries,
    reply_wording,
    session,
    signature,
    widgets,
)
from dashboard.i18n import _, format_date
from dashboard.markup import Safe, join, tag
from data.errors import InputError
from data.model import Dispute, DisputeAnswer, DisputeFrom, Flag, Verdict

#: Where the form of a verdict stands on the page; ``panel`` leads there.
VERDICT_ANCHOR = "verdict"
#: Where replies stand on the page.
ANCHOR = "replies"
_LONGEST, _LONGEST_NAME = 4000, 160


def note(flag: Flag) -> None:
    """A line for the top of a flag while a reply waits for an answer."""
    disputes = people.disputes([flag.id]).get(flag.id, [])
    if waiting := reply_wording.open_note(disputes):
        way = markup.link(waiting, f"#{ANCHOR}")
        widgets.html(tag("p", tag("strong", "⚑ ", way)))


def panel(flag: Flag) -> None:
    """Replies with their answers, the forms to answer, the form to enter another."""
    disputes = people.disputes([flag.id]).get(flag.id, [])
    st.subheader(_("Right of reply"), anchor=False)
    intro = _(
        "An ethnocultural association, a newsroom or an office may see this otherwise. "
        "What they say and what is answered stay with the flag and go into the brief."
    )
    widgets.html(tag("p", intro, id=ANCHOR))
    for dispute in disputes:
        _one(dispute)
    _verdict_awaited(disputes, queries.verdicts(flag.id))
    with st.expander(_("Enter a reply to this flag")):
        _enter(flag, len(disputes))


def _one(dispute: Dispute) -> None:
    """A reply with its answers, and the form to answer it."""
    head = [tag("strong", reply_wording.who(dispute)), format_date(dispute.at)]
    entered = _("entered by %(author)s") % {"author": dispute.author}
    widgets.html(
        tag(
            "article",
            tag("p", join([*head, entered], " · ")),
            markup.paragraphs(dispute.text),
            *(_answer_shown(given) for given in dispute.answers),
            *([tag("p", tag("strong", _("Not answered yet.")))] * dispute.is_open),
            class_="kel-card kel-meeting",
        )
    )
    if dispute.is_open:
        _answer(dispute)
        return
    with st.expander(_("Answer once more")):
        _answer(dispute)


def _answer_shown(given: DisputeAnswer) -> Safe:
    outcome = _("Answer: %(outcome)s") % {
        "outcome": reply_wording.outcome(given.outcome)
    }
    head = [tag("strong", outcome), format_date(given.at), given.author]
    return tag(
        "blockquote",
        tag("p", join(head, " · ")),
        markup.paragraphs(given.text),
        class_="kel-text",
    )


def _verdict_awaited(disputes: Sequence[Dispute], verdicts: Sequence[Verdict]) -> None:
    """The way to the form of a verdict, while a correction has none yet."""
    if not reply_wording.awaits_verdict(disputes, verdicts):
        return
    said = _("A reply was answered with “corrected”, and no verdict followed yet.")
    way = markup.link(_("Give the new verdict"), f"#{VERDICT_ANCHOR}")
    widgets.html(tag("p", said, " ", tag("strong", way)))


def _enter(flag: Flag, n: int) -> None:
    """Who replies, what they say, who enters it; nobody's own name."""
    # The number of replies in the key empties the form once one was kept.
    key = f"desk.{flag.id}.reply{n}"
    with st.form(f"{key}.form"):
        kinds = {code: _capital(reply_wording.kind(code)) for code in DisputeFrom}
        kind = st.radio(
            _("Who replies?"),
            list(kinds),
            index=None,
            format_func=kinds.__getitem__,
            key=f"{key}.kind",
        )
        by = st.text_input(
            _("Name of the association, newsroom or office (needed)"),
            key=f"{key}.by",
            max_chars=_LONGEST_NAME,
        )
        st.markdown(_("Never a private person: names of people are taken out."))
        text = st.text_area(
            _("Their reply, in their own words (needed)"),
            key=f"{key}.text",
            max_chars=_LONGEST,
            height=160,
        )
        author = signature.ask(f"{key}.author", _("Who enters it here? (needed)"))
        sent = st.form_submit_button(_("Keep this reply"))
    given = ((by or "").strip(), (text or "").strip(), author)
    written = _reply_sent(flag, key, kind, given) if sent else None
    labels = {"by": _("Who replies"), "text": _("Their reply")}
    kept = as_kept.to_keep(key, written, labels)
    if kept is not None:
        _keep_reply(kept)


def _reply_sent(
    flag: Flag, key: str, kind: DisputeFrom | None, given: tuple[str, str, str]
) -> Dispute | None:
    by, text, author = given
    needed = {
        _("Choose who replies."): kind,
        _("Write the name of the association, newsroom or office."): by,
        _("Write what they say."): text,
        _("Say who enters it: without a name it is not kept."): author,
    }
    if _complain(key, needed) or kind is None:
        return None
    return Dispute(flag.id, kind, by, text, author, queries.now())


def _keep_reply(value: Dispute) -> None:
    try:
        people.add_dispute(value)
    except InputError:
        st.error(
            _(
                "It was not kept: the flag is gone, or nothing was left of the name or "
                "the text without private persons. Open the flag again from the list."
            )
        )
        return
    session.remember_author(value.author)
    session.say_next(_("Kept: the reply. It waits for an answer."))
    st.rerun()


def _answer(dispute: Dispute) -> None:
    """What comes of a reply, and the words of the answer."""
    key = f"desk.reply{dispute.id}.{len(dispute.answers)}"
    with st.form(f"{key}.form"):
        names = {
            code: _capital(_(each.name))
            for code, each in reply_wording.OUTCOMES.items()
        }
        outcome = st.radio(
            _("What comes of this reply?"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            captions=[_(each.when) for each in reply_wording.OUTCOMES.values()],
            key=f"{key}.outcome",
        )
        text = st.text_area(
            _("Your answer to them (needed)"), key=f"{key}.text", max_chars=_LONGEST
        )
        author = signature.ask(f"{key}.author", _("Who answers? (needed)"))
        sent = st.form_submit_button(_("Keep this answer"))
    written = None
    if sent:
        needed = {
            _("Choose what comes of the reply."): outcome,
            _("Write the answer: they will read it."): (text or "").strip(),
            _("Say who answers: without a name it is not kept."): author,
        }
        if not _complain(key, needed):
            written = DisputeAnswer(
                dispute.id or 0,
                str(outcome),
                (text or "").strip(),
                author,
                queries.now(),
            )
    kept = as_kept.to_keep(key, written, {"text": _("Your answer")})
    if kept is not None:
        _keep_answer(kept)


def _keep_answer(value: DisputeAnswer) -> None:
    try:
        people.answer_dispute(value)
    except InputError:
        st.error(
            _(
                "It was not kept: the reply is gone, or nothing was left of the text "
                "without private persons. Open the flag again from the list."
            )
        )
        return
    session.remember_author(value.author)
    said = _("Kept: the answer. It stands beside the reply, here and in the brief.")
    if value.outcome == "corrected":
        said += " " + _("Now give the new verdict: the earlier one stays readable.")
        session.set_param("again", "1")  # the form of a verdict stands open then
    session.say_next(said)
    st.rerun()


def _complain(key: str, needed: Mapping[str, object]) -> bool:
    """Say what is missing; whether anything is. What was shown no longer counts."""
    missing = [sentence for sentence, given in needed.items() if not given]
    if missing:
        as_kept.forget(key)
        st.error(" ".join(missing))
    return bool(missing)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
