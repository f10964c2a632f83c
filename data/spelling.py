"""One key for the spellings of a Kazakh name in Kazakh and in Russian letters.

"Масаншы" and "Масанчи", "Қарақемер" and "Каракемер" come to the same key. The key is
for looking up settlements only where something else says that a settlement is meant:
it takes apart fewer names than either spelling does.
"""

from __future__ import annotations

import re

_ONE = str.maketrans(
    {
        **dict(zip("әғқңөұүһіыйэёчщ", "агкноуухиииеешш", strict=True)),
        "ь": "",
        "ъ": "",
        "-": " ",
        "’": "",
        "'": "",
    }
)
_PAIRS = (("дж", "ж"), ("ия", "я"), ("ию", "ю"))
_DOUBLED = re.compile(r"(\w)\1+")
_SPACES = re.compile(r"\s+")


def fold(name: str) -> str:
    """The key of a name; names that differ only in how they are spelt share it."""
    key = name.lower().translate(_ONE)
    for pair, one in _PAIRS:
        key = key.replace(pair, one)
    return _SPACES.sub(" ", _DOUBLED.sub(r"\1", key)).strip()
