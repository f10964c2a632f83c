"""The collector of garbage, kept from stopping a page in the middle.

The tables and libraries that a server holds for good are a quarter of a million
objects. Going through them all takes 0.15 s or more (measured after every page was
opened once), and falls on whoever draws a page just then.
"""

from __future__ import annotations

import gc
import sys

#: So many new modules are worth going through everything once more.
_MANY = 40
_known = 0


def spare_what_stays() -> None:
    """Leave what is loaded out of later collections; for the end of a page's run.

    Once at the beginning, and again where a page brought libraries of its own.
    """
    global _known
    if len(sys.modules) - _known < _MANY:
        return
    _known = len(sys.modules)
    gc.collect()
    gc.freeze()
