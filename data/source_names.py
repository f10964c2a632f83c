"""Names for sources nobody has named yet: an id out of a title, an owner out of a host.

An id is ASCII, short and stands once: it names files, rows and lines of reports.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import urlsplit

from tld import get_fld

_LONGEST = 40
#: Cyrillic as read aloud, Kazakh and Russian; what is not here loses its accents.
_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)),
        **dict(zip("әғқңөұүһі", "agqnouuhi", strict=True)),
        **{"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh"},
        **{"щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""},
    }
)
_NOT_ID = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """A text as a short ASCII name, "" if it holds no letter we can spell."""
    folded = unicodedata.normalize("NFC", text).lower().translate(_CYRILLIC)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    # An accent that was stripped leaves a letter; anything else leaves a gap.
    name = _NOT_ID.sub("-", plain.lower()).strip("-")
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def source_id(title: str, url: str, taken: Collection[str]) -> str:
    """An id that is not taken, from the title or, without one, from the host."""
    base = slug(title) or slug(_host(url)) or "source"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def owner_of(url: str) -> str:
    """The registered domain of an address: sources under it are one voice."""
    domain = get_fld(url, fail_silently=True, search_private=True)
    return domain or _host(url)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
