"""My settings: who I am, my regions, how much I am shown, when I am written to."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import people, queries, session, signature, wording
from dashboard.i18n import N_, OWN_NAMES, _, language
from data.errors import InputError
from data.model import LANGUAGES, Role, User

ROLES = {
    Role.MEDIATOR: N_("Mediator"),
    Role.AKIM: N_("Akim's office"),
    Role.ANALYST: N_("Analyst"),
}
#: More new flags a day nobody can read.
_MOST = 50


def show(here: User | None) -> None:
    """The form for who is here, or an empty one; said back once it is kept."""
    key = f"profile.{here.id if here else 'new'}"
    known = here or User("", Role.MEDIATOR, lang=language(), budget=None)
    with st.form(key):
        name = _who(known, key)
        role, regions, lang = _place(known, key)
        budget = _budget(known, key)
        letters = _letters(known, key)
        pressed = st.form_submit_button(_("Keep my settings"), type="primary")
    if not pressed:
        return
    wanted = User(name, role, regions, lang, budget, *letters, id=known.id)
    if wrong := _wrong(wanted):
        for sentence in wrong:
            st.error(sentence)
        return
    _keep(wanted)


def _who(known: User, key: str) -> str:
    written = st.text_input(
        _("Name or office (needed)"),
        value=known.name,
        key=f"{key}.name",
        max_chars=120,
        placeholder=_("Mediator on duty, Friendship House"),
        help=_("It signs what you decide and do here. An office is enough."),
    )
    return (written or "").strip()


def _place(known: User, key: str) -> tuple[Role, tuple[str, ...], str]:
    regions = queries.reference().regions
    names = {code: wording.region(region) for code, region in regions.items()}
    roles = {code: _(name) for code, name in ROLES.items()}
    left, right = st.columns(2)
    with left:
        role = st.radio(
            _("I am here as"),
            list(roles),
            index=list(roles).index(known.role),
            format_func=roles.__getitem__,
            key=f"{key}.role",
        )
    with right:
        lang = st.radio(
            _("My language"),
            LANGUAGES,
            index=LANGUAGES.index(known.lang),
            format_func=OWN_NAMES.__getitem__,
            key=f"{key}.lang",
        )
    chosen = st.multiselect(
        _("My regions (none chosen: all)"),
        list(names),
        default=[code for code in known.regions if code in names],
        format_func=names.__getitem__,
        key=f"{key}.regions",
        placeholder=_("Choose regions"),
    )
    return role or known.role, tuple(code for code in names if code in chosen), lang


def _budget(known: User, key: str) -> int | None:
    found = st.number_input(
        _("At most so many new flags a day in “Today” (empty: all)"),
        min_value=1,
        max_value=_MOST,
        value=known.budget,
        step=1,
        key=f"{key}.budget",
        placeholder=_("all"),
        help=_(
            "Acute events always stand on top of the page. What the limit leaves out "
            "is counted there and stays on the Desk."
        ),
    )
    return None if found is None else int(found)


def _hour(label: str, value: int, key: str) -> int:
    return st.selectbox(
        label, range(24), index=value, format_func=lambda n: f"{n:02d}:00", key=key
    )


def _letters(known: User, key: str) -> tuple[str, bool, int, bool, int, int]:
    """E-mail and everything about letters, in the order of ``User``."""
    st.subheader(_("Letters"), anchor=False)
    if not _can_send():
        st.info(
            _(
                "Letters cannot be sent from here yet: whoever keeps this machine sets "
                "KELISIM_SMTP_HOST. What you choose is kept until then."
            )
        )
    email = st.text_input(
        _("E-mail"), value=known.email, key=f"{key}.email", placeholder="a@b.kz"
    )
    daily = st.toggle(_("One letter a day"), known.digest, key=f"{key}.digest")
    hour = _hour(_("At (Almaty time)"), known.digest_hour, f"{key}.hour")
    acute = st.toggle(
        _("Acute flags of my regions at once"), known.acute_at_once, key=f"{key}.acute"
    )
    left, right = st.columns(2)
    with left:
        quiet_from = _hour(_("No letter from"), known.quiet_from, f"{key}.from")
    with right:
        quiet_to = _hour(
            _("until (the same hour: always)"), known.quiet_to, f"{key}.to"
        )
    return (email or "").strip(), daily, hour, acute, quiet_from, quiet_to


def _can_send() -> bool:
    try:
        return queries.mail_is_configured()
    except InputError:  # a setting that makes no sense sends nothing
        return False


def _wrong(wanted: User) -> Sequence[str]:
    """Everything that keeps these settings from being kept."""
    found = []
    if not wanted.name:
        found.append(_("Write your name or office."))
    if signature.is_private(wanted.name):
        found.append(signature.refusal())
    others = (user for user in people.users() if user.id != wanted.id)
    if wanted.name in {user.name for user in others}:
        found.append(
            _(
                "Somebody of this name is here already: choose them above, or write "
                "another name."
            )
        )
    if (wanted.digest or wanted.acute_at_once) and not wanted.email:
        found.append(_("Letters need an e-mail address: write it, or turn them off."))
    return found


def _keep(wanted: User) -> None:
    try:
        kept = people.save_user(wanted)
    except InputError:
        st.error(
            _(
                "This was not kept: check the e-mail address, and that nobody else "
                "has this name."
            )
        )
        return
    session.choose_user(kept.id)
    session.choose_language(kept.lang)
    session.say_next(_("Kept. From now on your work here is signed: %(name)s."))
    st.rerun()
