"""Kazakh as it is also typed: on a keyboard without its letters, or in Latin ones.

"Қордай ауданы" is written "Кордай ауданы", "Qordai audany" and "Korday audany". The
spellings are made from the Kazakh form, each by one consistent habit; a mixture of
habits within one name is not looked for.
"""

from __future__ import annotations

from collections.abc import Iterator

_PLAIN = str.maketrans("әғқңөұүһі", "агкноуухи")
_COMMON = {
    **dict(zip("абвгдезиклмнопрстуфһэъь", "abvgdeziklmnoprstufhe  ", strict=True)),
    **{"ё": "io", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia"},
    **{"ъ": "", "ь": "", "-": "-", " ": " "},
}
#: The alphabet of the presidential decrees: with its marks, without them, in 2018 form.
_MARKED = {
    **_COMMON,
    **dict(zip("әғқңөұүіыжхй", "äğqñöūüıyjhi", strict=True)),
}
_UNMARKED = {
    **_COMMON,
    **dict(zip("әғқңөұүіыжхй", "agqnouuiyjhi", strict=True)),
}
#: The form of 2018, with acutes.
_ACUTES = {
    **_COMMON,
    **dict(zip("әғқңөұүуіыжхйи", "áǵqńóuúýiyjhıı", strict=True)),
}
#: What English maps and keyboards without habits of their own produce.
_ENGLISH = {
    **_COMMON,
    **dict(zip("әғкқңөұүіыхй", "agkknouuiyky", strict=True)),
    **{"ж": "zh", "х": "kh", "ю": "yu", "я": "ya", "ң": "n"},
}
_MIXED = {**_UNMARKED, "ж": "zh", "й": "y", "ю": "yu", "я": "ya"}

_HABITS = tuple(
    str.maketrans(habit) for habit in (_MARKED, _UNMARKED, _ACUTES, _ENGLISH, _MIXED)
)


def other_spellings(form: str) -> Iterator[str]:
    """Yield a Kazakh form without its own letters, and in Latin letters."""
    low = form.lower()
    plain = low.translate(_PLAIN)
    if plain != low:
        yield plain
    yield from dict.fromkeys(low.translate(habit) for habit in _HABITS)
