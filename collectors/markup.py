"""From bytes and markup to plain words: charsets as they are used, HTML to text.

Does not decide what the main text of a page is; :mod:`collectors.pages` does.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

import lxml.etree
import lxml.html

#: Elements whose content is never prose.
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "iframe", "svg", "object", "button"}
)
#: Elements that end a line.
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "main", "nav", "ol", "p", "pre"}
    | {"section", "table", "td", "th", "tr", "ul"}
)
_MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]\w*);")
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_HTML_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What a server says when it was never told; in Kazakhstan the bytes are Cyrillic.
_CARELESS = frozenset({"ascii", "iso8859-1", "cp1252"})
_CHARSETS = ("cp", "iso8859", "koi8", "kz1048", "ptcp154", "mac", "utf-16", "utf-32")
#: C0 controls, soft hyphens, zero-width characters and byte order marks.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u061c\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufffe\U000e0000-\U000e007f]"
)
#: Texts in which no crowd of marks can take long to sort.
_SHORT = 500
#: As many as the "stream-safe" text of Unicode (UAX 15) has.
_MOST_MARKS = 30
#: What may be a crowd of marks: neither letters, digits, blanks nor below U+0300.
_CROWD = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def decode(body: bytes, declared: str | None = None) -> str:
    """Read bytes as text; ``declared`` is the charset of the HTTP header.

    Valid UTF-8 is UTF-8 whatever was declared: Cyrillic in another charset is never
    valid UTF-8 by chance. Otherwise the HTTP header, then the document's own
    declaration, then windows-1251 decide.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body.decode(codec, "replace")
    if b"\x00" not in body[:1024]:
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    for name in (_wide(body), declared, _declared_inside(body)):
        text = _decode_as(body, name)
        if text is not None:
            return text
    text = body.decode("utf-8", "replace")
    if text.count("\ufffd") * 3 <= _high_bytes(body):
        return text  # UTF-8 with torn characters: in another charset all would be
    return body.decode("cp1251", "replace")


def _declared_inside(body: bytes) -> str | None:
    """The charset an XML or HTML document names in its first bytes."""
    head = body[:2048]
    found = _XML_DECLARED.search(head) or _HTML_DECLARED.search(head)
    return found.group(1).decode("ascii", "replace") if found else None


def _wide(body: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of what begins a document is nought."""
    for codec, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        noughts, others = body[at:64:2], body[1 - at : 64 : 2]
        if noughts.count(0) == len(noughts) > others.count(0):
            return codec
    return None


def _decode_as(body: bytes, name: str | None) -> str | None:
    """The text in the named charset, or None if the name or the bytes do not fit it."""
    try:
        codec = codecs.lookup(name or "").name
        # Codecs such as "hex" or "unicode-escape" are registered too.
        if codec in _CARELESS or not codec.startswith(_CHARSETS):
            return None
        return body.decode(codec)
    except (LookupError, ValueError):
        return None


def _high_bytes(body: bytes) -> int:
    """How many bytes are outside ASCII."""
    return len(body) - len(body.translate(None, bytes(range(128, 256))))


def clean(text: str) -> str:
    """One normal form: NFC, no invisible characters, single spaces, no blank lines."""
    return _in_lines(_UNSEEN.sub("", composed(text)))


def composed(text: str) -> str:
    """The text in NFC; beyond thirty marks in a row on one letter the rest is left.

    Unicode sorts the marks of a letter, which takes hours for a megabyte of them.
    """
    if len(text) > _SHORT and not text.isascii():
        text = _CROWD.sub(_thinned, text)
    return unicodedata.normalize("NFC", text)


def _thinned(found: re.Match[str]) -> str:
    kept: list[str] = []
    in_a_row = 0
    for char in found.group():
        in_a_row = in_a_row + 1 if unicodedata.combining(char) else 0
        if in_a_row <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _in_lines(text: str) -> str:
    """Single spaces and no blank lines; split() is many times faster than patterns."""
    lines = text.replace("\r", "\n").split("\n")
    return "\n".join([words for line in lines if (words := " ".join(line.split()))])


def plain_text(markup: str) -> str:
    """The words of an HTML fragment, a line for each block; plain text stays itself."""
    markup = _UNSEEN.sub("", markup)
    if ("<" not in markup and "&" not in markup) or not _MARKUP.search(markup):
        return _in_lines(composed(markup))
    root = _parsed(markup)
    return "" if root is None else element_text(root)


def parse_html(markup: str) -> lxml.html.HtmlElement | None:
    """The tree of a page or a fragment, or None when there is nothing in it."""
    return _parsed(_UNSEEN.sub("", markup))


def _parsed(markup: str) -> lxml.html.HtmlElement | None:
    try:
        return lxml.html.document_fromstring(_XML_DECLARATION.sub("", markup))
    except lxml.etree.ParserError:  # "Document is empty"
        return None


def element_text(root: lxml.html.HtmlElement) -> str:
    """The words under an element, without scripts, forms and the like."""
    pieces: list[str] = []
    if root.tag not in _SILENT:
        _gather(root, pieces)
    return clean("".join(pieces))


def _gather(element: lxml.html.HtmlElement, pieces: list[str]) -> None:
    """The words of an element in their order; its tail is its parent's."""
    # Never deep enough for a stack of our own: libxml2 nests HTML 256 levels.
    is_block = element.tag in _BLOCKS
    if is_block:
        pieces.append("\n")
    if element.text:
        pieces.append(element.text)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _SILENT:
            _gather(child, pieces)
        if child.tail:
            pieces.append(child.tail)
    if is_block:
        pieces.append("\n")


def first_line(text: str) -> str:
    """What stands before the first line break."""
    return text.split("\n", 1)[0]


def cut(text: str, limit: int) -> str:
    """The text up to the last word that fits into ``limit`` characters."""
    if len(text) <= limit:
        return text
    whole = re.sub(r"\s+\S*\Z", "", text[:limit])
    return whole[: limit - 1] + "…"
