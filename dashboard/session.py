"""Who is here and what they chose: language, region, days; keeps session_state.

The address carries codes (``?lang=kk&region=KZ-31``), never labels: a link must mean
the same to someone who reads another language. A value nobody knows falls back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import streamlit as st

from dashboard import cached, people, queries
from dashboard.i18n import DEFAULT, set_language
from data.field_report import FieldReport
from data.model import LANGUAGES, User

P = ParamSpec("P")
R = TypeVar("R")

_LANG = "kelisim.lang"
_REGION = "kelisim.region"
_AUTHOR = "kelisim.author"
_USER = "kelisim.user"
#: The cookie in which a browser remembers who works at it; no secret, no login.
COOKIE = "kelisim_user"
_NOTED = "kelisim.noted"
#: A look is written down at most so often.
_NOTE_EVERY = timedelta(minutes=1)
_SAID = "kelisim.said"
_REPORT = "kelisim.report"
_REPORT_FORM = "kelisim.report_form"


def language() -> str:
    """The visitor's language: address, choice, their settings, browser; then spoken."""
    found = (
        _known(st.query_params.get("lang"))
        or _known(st.session_state.get(_LANG))
        or _known(known.lang if (known := user()) else None)
        or _known((st.context.locale or "")[:2])
        or DEFAULT
    )
    choose_language(found)
    return found


def choose_language(lang: str) -> None:
    """Speak ``lang`` from now on and say so in the address."""
    st.session_state[_LANG] = lang
    if st.query_params.get("lang") != lang:
        st.query_params["lang"] = lang
    set_language(lang)


def _known(lang: str | None) -> str | None:
    return lang if lang in LANGUAGES else None


def region() -> str:
    """The region in the address, else the last one, else the first of theirs."""
    known = queries.reference().regions
    asked = str(st.query_params.get("region", "")).upper()
    chosen = asked if asked in known else st.session_state.get(_REGION, "")
    found = chosen if chosen in known else next(iter((*own_regions(), *known)))
    choose_region(found)
    return found


def choose_region(code: str) -> None:
    """Remember the region and say so in the address."""
    st.session_state[_REGION] = code
    if st.query_params.get("region") != code:
        st.query_params["region"] = code


def param(name: str) -> str:
    """One code from the address, or an empty string."""
    return str(st.query_params.get(name, ""))


def set_param(name: str, value: str | None) -> None:
    """Put a code into the address, or take it out."""
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def user() -> User | None:
    """Who is here: chosen in this visit, or remembered by this browser; else None."""
    mark = user_mark()
    return people.user(int(mark)) if mark.isdecimal() else None


def choose_user(user_id: int | None) -> None:
    """Work as this user from now on, or as nobody in particular."""
    st.session_state[_USER] = "" if user_id is None else str(user_id)
    for key in (_NOTED, _REGION):
        st.session_state.pop(key, None)


def own_regions() -> tuple[str, ...]:
    """The regions of who is here, in the fixed order; empty is all, or nobody's."""
    here = user()
    known = queries.reference().regions
    return tuple(code for code in known if here and code in here.regions)


def note_visit() -> None:
    """Write down that the user looks now; at most once a minute."""
    here, now = user(), queries.now()
    noted = st.session_state.get(_NOTED)
    if here is None or here.id is None:
        return
    if isinstance(noted, datetime) and timedelta(0) <= now - noted < _NOTE_EVERY:
        return
    people.note_visit(here.id)
    st.session_state[_NOTED] = now


def user_mark() -> str:
    """The number of who is here; the frame lets the browser remember it."""
    if _USER not in st.session_state:
        st.session_state[_USER] = str(st.context.cookies.get(COOKIE, ""))
    return str(st.session_state[_USER])


def author() -> str:
    """Who decides at this desk: the user, or as they named themselves; may be empty."""
    known = user()
    return known.name if known else str(st.session_state.get(_AUTHOR, ""))


def remember_author(name: str) -> None:
    """Keep the name for the next decision of this visit."""
    st.session_state[_AUTHOR] = name


def say_next(message: str) -> None:
    """Keep a sentence for the run that follows this one."""
    st.session_state[_SAID] = message


def said() -> str:
    """The sentence kept by the run before, once."""
    return str(st.session_state.pop(_SAID, ""))


def checked_report() -> FieldReport | None:
    """The field report that was checked and not kept yet; only in this memory."""
    found = st.session_state.get(_REPORT)
    return found if isinstance(found, FieldReport) else None


def remember_report(report: FieldReport | None) -> None:
    """Hold a checked report until it is kept, or let it go."""
    st.session_state[_REPORT] = report


def report_form() -> int:
    """The number of the form that is being filled in; another one is empty."""
    return int(st.session_state.get(_REPORT_FORM, 0))


def begin_report_form() -> None:
    """Let the checked report go and give an empty form."""
    remember_report(None)
    st.session_state[_REPORT_FORM] = report_form() + 1


def go(page: str, **params: str) -> None:
    """Open another page of ours (its name in navigation.PAGES) with these codes."""
    lang = st.session_state.get(_LANG, DEFAULT)
    st.switch_page(f"dashboard/pages/{page}.py", query_params={**params, "lang": lang})


def fragment(part: Callable[P, R]) -> Callable[P, R]:
    """``st.fragment`` for a part with sentences: its rerun must know the language."""

    def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        cached.begin_run()
        language()
        return part(*args, **kwargs)

    spoken.__qualname__ = part.__qualname__
    wrapped: Callable[P, R] = st.fragment(spoken)
    return wrapped
