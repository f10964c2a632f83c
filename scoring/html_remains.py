"""HTML that was left in a text: tags, entities, comments and scraps of scripts.

Collectors take markup apart; what people paste, export or feed in twice-escaped form
reaches the reader all the same. Only names of real elements count as tags: "<b>" goes,
"a < b" and "<Абай>" stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from scoring.text import Replacement, Rewriting, joined

#: Elements that end a line.
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "center", "dd"}
    | {"div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "head", "header", "hr", "html", "li", "main", "nav", "ol"}
    | {"option", "p", "pre", "section", "select", "table", "tbody", "td", "tfoot"}
    | {"th", "thead", "title", "tr", "ul"}
)
_INLINE = frozenset(
    {"a", "abbr", "acronym", "amp-img", "audio", "b", "big", "cite", "code", "del"}
    | {"em", "embed", "font", "i", "img", "input", "ins", "label", "link", "mark"}
    | {"meta", "nobr", "o:p", "picture", "q", "s", "small", "source", "span"}
    | {"strike", "strong", "sub", "sup", "time", "tt", "u", "v:shape", "video", "wbr"}
)
#: Elements whose content is never prose.
_SILENT = frozenset(
    {"script", "style", "noscript", "iframe", "svg", "template", "object", "button"}
)
_ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
    r"|(?:nbsp|quot|laquo|raquo|ndash|mdash|hellip|shy|amp)(?![a-zA-Z0-9;=]))"
)
_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<doctype>!doctype[^<>]*>|\?xml[^<>]*>|!\[CDATA\[)"
    r"|/?(?P<name>[a-z][a-z0-9:-]{0,11})(?:[\s/][^<>]*)?>)|(?P<end>\]\]>)",
    re.IGNORECASE,
)
#: Calls that advertising and counters leave in a text.
_SCRIPT = re.compile(
    r"\(\s?(?:window\.)?[a-zA-Z_]\w{0,40}\s?=\s?(?:window\.)?[a-zA-Z_]\w{0,40}\s?\|\|\s?"
    r"\[\]\s?\)\.push\([^()\n]{0,400}\);?"
    r"|\bwindow\.\w{1,40}\s?=\s?[^;\n]{1,400};"
    r"|\b(?:document\.write|gtag|ym|fbq|ga)\([^()\n]{1,400}\);"
)


def without_html(text: str) -> Rewriting | None:
    """Return the text without markup, or None where it holds none."""
    found: Rewriting | None = None
    for step in (_unescaped, _untagged, _unscripted):
        change = step(text if found is None else found.text)
        if change:
            new = Rewriting(text if found is None else found.text, change)
            found = new if found is None else joined(found, new)
    return found


def _unescaped(text: str) -> list[Replacement]:
    if "&" not in text:
        return []
    return [
        Replacement(m.start(), m.end(), plain)
        for m in _ENTITY.finditer(text)
        if (plain := _plain(m.group())) != m.group()
    ]


def _plain(entity: str) -> str:
    """The characters of an entity, however often it was escaped."""
    plain = entity if entity.endswith(";") else f"{entity};"
    for _ in range(4):
        plain = html.unescape(plain)
    return entity if plain.startswith("&") and len(plain) > 1 else plain


def _untagged(text: str) -> list[Replacement]:
    return list(_tags(text)) if "<" in text or "]]>" in text else []


def _tags(text: str) -> Iterator[Replacement]:
    reached = 0
    unclosed: set[str] = set()
    for tag in _TAG.finditer(text):
        if tag.start() < reached:
            continue  # inside what was taken out
        name = (tag["name"] or "").lower()
        end, new = tag.end(), ""
        if tag["comment"]:
            end = _closed(text, end, "-->", unclosed)
        elif name in _SILENT:
            new = "\n"
            if not text.startswith("</", tag.start()):
                end = _closed(text, end, f"</{name}>", unclosed)
        elif name in _BLOCKS:
            new = "\n"
        elif name and name not in _INLINE:
            continue
        reached = end
        yield Replacement(tag.start(), end, new)


def _closed(text: str, at: int, closing: str, unclosed: set[str]) -> int:
    """Where an element or a comment ends; at once where nothing closes it."""
    if closing in unclosed:
        return at
    found = text.find(closing, at)
    if found < 0:
        unclosed.add(closing)  # nor will it be found further on
        return at
    return found + len(closing)


def _unscripted(text: str) -> list[Replacement]:
    if "(" not in text and "window." not in text:
        return []
    return [Replacement(m.start(), m.end(), "") for m in _SCRIPT.finditer(text)]
