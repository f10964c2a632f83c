"""Words, dates and numbers in Kazakh, Russian and English. Knows no Streamlit.

Message ids are the English sentences. ``_("…")`` where the text is shown, ``N_("…")``
where it only stands in a table, ``ngettext`` wherever a number decides the form,
``pgettext`` when one English word has two meanings. The catalogues are the ``.po``
files in ``locale/``, compiled in memory when first used; nothing compiled is kept.
How to add a sentence: CONTRIBUTING, "Add a sentence".

The language is a context variable, so two people served by two threads never share
it. A download made outside a page run says its language itself: ``with using("ru"):``.
"""

from __future__ import annotations

import gettext as gnu
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data.days import ALMATY
from data.model import LANGUAGES

DOMAIN = "kelisim"
FOLDER = Path(__file__).parent / "locale"
DEFAULT = "kk"

#: Every language in its own words: a visitor must find theirs without reading another.
OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def set_language(lang: str) -> None:
    """Speak ``lang`` from here on in this thread; an unknown code changes nothing."""
    if lang in LANGUAGES:
        _current.set(lang)


def language() -> str:
    """The code of the language spoken now."""
    return _current.get()


@contextmanager
def using(lang: str) -> Iterator[None]:
    """Speak ``lang`` inside the ``with`` block only."""
    token = _current.set(lang if lang in LANGUAGES else _current.get())
    try:
        yield
    finally:
        _current.reset(token)


@cache
def _catalogue(lang: str) -> gnu.NullTranslations:
    path = FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang, domain=DOMAIN)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)


def _(message: str) -> str:
    """The sentence in the language spoken now."""
    return _catalogue(language()).gettext(message)


def N_(message: str) -> str:
    """Mark a sentence for translation where it is only kept; ``_`` shows it."""
    return message


def ngettext(singular: str, plural: str, n: float) -> str:
    """The form that ``n`` asks for. Fractions take the plural of a broken number."""
    whole = int(n) if float(n).is_integer() else 5
    return _catalogue(language()).ngettext(singular, plural, whole)


def pgettext(context: str, message: str) -> str:
    """The sentence in the sense that ``context`` names."""
    return _catalogue(language()).pgettext(context, message)


def _locale() -> Locale:
    return Locale.parse(language())


def local(moment: datetime) -> datetime:
    """A moment as the clocks of Kazakhstan show it."""
    return moment.astimezone(ALMATY)


def format_date(day: date | datetime | None) -> str:
    """22.11.2026 in every language; a dash when unknown."""
    if day is None:
        return "—"
    return (local(day) if isinstance(day, datetime) else day).strftime("%d.%m.%Y")


def format_day(day: date) -> str:
    """Day and month without the year, for axes and short notes: 22 қар."""
    return dates.format_date(day, "d MMM", locale=_locale())


def format_weekday(day: date) -> str:
    """Weekday, day and month in words, to choose from: «жексенбі, 22 қараша»."""
    return dates.format_date(day, "EEEE, d MMMM", locale=_locale())


def format_month(day: date) -> str:
    """A month with its year, standing alone: «қараша 2026», «ноябрь 2026»."""
    return dates.format_date(day, "LLLL yyyy", locale=_locale())


def format_datetime(moment: datetime | None) -> str:
    """22.11.2026 08:05, Almaty time; a dash when unknown."""
    if moment is None:
        return "—"
    return local(moment).strftime("%d.%m.%Y %H:%M")


def relative(moment: datetime, now: datetime) -> str:
    """How long ago: «3 күн бұрын», «3 дня назад», "3 days ago"."""
    return ago(now - moment)


def ago(gap: timedelta) -> str:
    """A length of time as how long ago; under a minute counts as one."""
    if abs(gap) < timedelta(minutes=1):
        gap = timedelta(minutes=1)
    return dates.format_timedelta(
        -gap, add_direction=True, threshold=1.2, locale=_locale()
    )


def format_number(value: float, digits: int = 0) -> str:
    """1 234,5 or 1,234.5, with at most ``digits`` decimals."""
    return _number(round(value, digits), digits, language())


@lru_cache(maxsize=4096)  # a page with a chart writes the same few a thousand times
def _number(value: float, digits: int, lang: str) -> str:
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return numbers.format_decimal(value, pattern, locale=Locale.parse(lang))


def format_percent(share: float) -> str:
    """A share of one as whole per cent."""
    return numbers.format_percent(round(share, 2), locale=_locale())


def utc_now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
