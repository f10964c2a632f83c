"""The collecting room: what was published becomes RawItems, which are never kept.

One module per kind of source (feeds, pages, newsroom, documents), all of one shape;
``web`` is the only way out. One failing source is a result with its state, never an
exception that stops the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collectors.attempt import (
        COLLECTORS,
        Collected,
        Collector,
        collect,
        collect_all,
    )
    from collectors.reading import Known
    from collectors.web import Web

__all__ = [
    "COLLECTORS",
    "Collected",
    "Collector",
    "Known",
    "Web",
    "collect",
    "collect_all",
]


#: Where what this room offers is at home. Nothing is imported before it is asked for:
#: a process that parses one feed needs none of the other parsers.
_HOMES = {"Known": "collectors.reading", "Web": "collectors.web"}


def __getattr__(name: str) -> object:
    """What the room offers, imported when first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES.get(name, "collectors.attempt")), name)
    globals()[name] = found
    return found
