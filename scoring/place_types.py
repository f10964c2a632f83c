"""The word of type beside a name, and which names may be read with it.

"Абай ауданы" is a district, "Абай облысы" a region, "Абай көшесі" no place of ours.
"""

from __future__ import annotations

import re

from scoring.place_forms import Form
from scoring.place_words import AFTER, BEFORE, PLURALS, REACH

_RUSSIAN = re.compile(r"(?:сел|аул|район|област|город|пос[её]л)\w* |[ (][сгп]\. ?")


def type_beside(text: str, start: int, end: int, form: Form) -> str | None:
    """Return the kind of the word of type beside a name, if one stands there."""
    lang = form.place.lang
    if lang == "ru" and form.shape != "adjective":
        window = text[max(0, start - REACH) : start]
        found = BEFORE["ru"].search(window)
        return found.lastgroup if found is not None else None
    found = AFTER["adjective" if lang == "ru" else lang].match(text, end, end + REACH)
    if found is not None and lang == "kk" and not _shared(text, end, found):
        return None
    if (
        found is None
        and lang == "kk"
        and _RUSSIAN.search(text, max(0, start - 12), start)
    ):
        # "в селе Бостандық": the name keeps its letters in a Russian sentence.
        found = BEFORE["ru"].search(text[max(0, start - REACH) : start])
    if found is None and lang == "en":
        found = BEFORE["en"].search(text[max(0, start - REACH) : start])
    return found.lastgroup if found is not None else None


def _shared(text: str, end: int, found: re.Match[str]) -> bool:
    """Tell whether a Kazakh word of type belongs to every name of a list before it.

    "Алматы мен Жамбыл облыстары" are two oblasts, "Алматы мен Алматы облысы" a city
    and an oblast.
    """
    kind = found.lastgroup or ""
    if found.start(kind) - end <= 1 or kind in ("nature", "named"):
        return True
    return text[found.end() : found.end() + 3].lower() in PLURALS


def fits(form: Form, beside: str | None) -> bool:
    """Tell whether a name may be read beside this word of type."""
    kind = form.place.kind
    city_region = form.place.code in ("KZ-71", "KZ-75", "KZ-79")
    if beside is None:
        return not form.typed
    if beside in ("nature", "named"):
        return False
    if beside == "city":
        return (
            kind == "city" or city_region or (kind == "settlement" and not form.typed)
        )
    if beside == "settlement":
        return kind == "settlement" or (kind != "region" and not form.typed)
    if beside == "region":
        return kind == "region" and not city_region
    # "район Казыбек би" of a city stands in our table as a place with its word of type.
    own_type = kind == "settlement" and form.typed and not form.place.guarded
    return kind == "district" or own_type
