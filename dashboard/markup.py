"""HTML that cannot be broken by a headline: everything is escaped unless made here.

Knows no Streamlit. ``Safe`` is text that is already HTML; it is made here from escaped
parts, and elsewhere only from constants.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode, urlsplit

from data.model import Evidence


class Safe(str):
    """HTML that may be shown as it is."""

    __slots__ = ()


def text(value: object) -> Safe:
    """Anything as HTML text."""
    return value if isinstance(value, Safe) else Safe(escape(str(value), quote=True))


def join(parts: Iterable[object], between: object = "") -> Safe:
    """Parts one after another, each escaped."""
    return Safe(text(between).join(text(part) for part in parts))


def tag(name: str, *content: object, **attributes: object) -> Safe:
    """An element; ``class_`` and ``data_x`` become class and data-x.

    An attribute that is None is left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Safe(f"<{name}{written}>{join(content)}</{name}>")


def url(page: str, **params: str | None) -> str:
    """The address of a page of ours: ``./region?region=KZ-31&lang=kk``."""
    query = urlencode({key: value for key, value in params.items() if value})
    return f"./{page}" + (f"?{query}" if query else "")


def link(label: object, href: str, *, outside: bool = False) -> Safe:
    """A link; an address from outside must be http(s), otherwise only the label."""
    if not outside:
        return tag("a", label, href=href)
    if urlsplit(href).scheme not in {"http", "https"}:
        return text(label)
    return tag("a", label, href=href, target="_blank", rel="noopener noreferrer")


def paragraphs(written: str) -> Safe:
    """A text of several lines, each a paragraph."""
    return join(tag("p", line) for line in written.splitlines() if line.strip())


def table(
    head: Sequence[object], rows: Iterable[Sequence[object]], *, caption: str
) -> Safe:
    """A real table: header cells, one row header per line, a caption for listeners."""
    top = tag("tr", *(tag("th", cell, scope="col") for cell in head))
    body = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(
                tag("td", cell, data_label=name)
                for name, cell in zip(head[1:], row[1:], strict=True)
            ),
        )
        for row in rows
    ]
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", top),
        tag("tbody", *body),
        class_="kel-table",
    )


def marked(whole: str, evidence: Sequence[Evidence], part: str = "text") -> Safe:
    """A text with the evidence sentences of ``part`` marked; overlaps are merged."""
    spans: list[tuple[int, int]] = []
    for piece in sorted(evidence, key=lambda piece: (piece.start, piece.end)):
        start, end = max(0, piece.start), min(len(whole), piece.end)
        if piece.part != part or start >= end:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    done, at = [], 0
    for start, end in spans:
        done += [text(whole[at:start]), tag("mark", whole[start:end])]
        at = end
    return join([*done, text(whole[at:])])


def literal(value: str) -> str:
    """A text for a Markdown label: every mark of it stands for itself."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(value.split()))
