"""How parsers fail on input nobody foresaw."""

from __future__ import annotations

from xml.sax import SAXException

import lxml.etree

#: feedparser documents no exceptions and has raised each of these kinds; so have lxml
#: and the readers of documents. Anything else is a fault of ours and is let through.
PARSER_CRASHES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,  # among them RecursionError, and StopIteration inside a generator
    SAXException,
    StopIteration,
    TypeError,
    ValueError,
    lxml.etree.LxmlError,
)
