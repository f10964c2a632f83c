"""Scoring: from one text to what it says, and from many to levels and flags.

``understand`` reads items; see ``understanding`` for the order in which it trusts.
"""

from __future__ import annotations

from scoring.understanding import understand, version

__all__ = ["VERSION", "understand", "version"]

#: What made an Understanding: the rules of reading and the taxonomy they read with.
VERSION = version()
