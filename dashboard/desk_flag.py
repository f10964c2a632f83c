"""What a flagged text says: its evidence first, the rest folded.

Words of violence or of dangerous speech are folded too: who judges chooses when to
read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import desk_wording, markup, queries, widgets
from dashboard.i18n import _, format_date, format_number, language, ngettext
from dashboard.markup import Safe, join, tag
from data.model import LANGUAGES, Evidence, Flag, Item, Revision

#: Characters kept before the first and after the last evidence sentence.
_CONTEXT = 700
#: Evidence sentences shown at once; the others are folded.
SENTENCES = 3
#: Signals whose words may be hard to read.
HARD = frozenset({"violence_or_flight", "dangerous_speech"})


def located(whole: str, evidence: Sequence[Evidence], part: str) -> list[Evidence]:
    """The pieces of evidence that truly stand in ``whole``, with their offsets there.

    A flag carries the strongest signals of its whole story, so a piece may come from
    another report: only words found in this text may be marked in it.
    """
    found = []
    for piece in evidence:
        if piece.part == part and whole[piece.start : piece.end] == piece.text:
            found.append(piece)
        elif (at := whole.find(piece.text)) >= 0 and piece.text:
            found.append(Evidence(piece.text, at, at + len(piece.text), part))
    return found


def excerpt(whole: str, found: Sequence[Evidence]) -> tuple[str, list[Evidence]]:
    """The text around its evidence, with the offsets moved along."""
    if not found or len(whole) <= 3 * _CONTEXT:
        return whole, list(found)
    start = max(0, min(piece.start for piece in found) - _CONTEXT)
    end = min(len(whole), max(piece.end for piece in found) + _CONTEXT)
    before, after = ("… " if start else ""), (" …" if end < len(whole) else "")
    shift = len(before) - start
    moved = [replace(p, start=p.start + shift, end=p.end + shift) for p in found]
    return before + whole[start:end] + after, moved


def text(flag: Flag, items: Sequence[Item]) -> None:
    """The evidence in its own language; names of private persons are out."""
    st.subheader(_("What the text says"), anchor=False)
    item = next((item for item in items if item.key == flag.item_key), None)
    sentences = _sentences(flag, item)
    parts = [quoted(lang, tag("mark", said)) for said, lang in sentences[:SENTENCES]]
    if rest := sentences[SENTENCES:]:
        more = [quoted(lang, tag("mark", said)) for said, lang in rest]
        parts.append(_fold(_more(len(rest)), join(more)))
    if item is not None:
        whole = _("The whole text, with these sentences marked")
        parts.append(_fold(whole, _whole(flag, item)))
    shown = join(parts)
    if HARD & {signal.code for signal in flag.signals}:
        shown = _hard(flag, shown)
    widgets.html(tag("div", shown, class_="kel-evidence"))
    if item is not None:
        said = _("In the original: %(language)s.")
        notes = [said % {"language": desk_wording.language_name(item.lang)}]
        if item.redactions:
            notes.append(_("Names and numbers of private persons were taken out."))
        st.markdown(" ".join(notes))
        if item.revised_at is not None:
            _edited(item, queries.revisions([item.key]).get(item.key, []))


def _sentences(flag: Flag, item: Item | None) -> list[tuple[str, str | None]]:
    """Each evidence sentence once, with its language where that is known."""
    own = f"{item.title}\n{item.text}" if item else ""
    lang = item.lang if item and item.lang in LANGUAGES else None
    said = dict.fromkeys(
        piece.text for signal in flag.signals for piece in signal.evidence
    )
    return [(words, lang if words in own else None) for words in said]


def _more(n: int) -> str:
    phrase = ngettext("%(n)s more sentence", "%(n)s more sentences", n)
    return phrase % {"n": format_number(n)}


def _fold(head: str, content: Safe) -> Safe:
    return tag("details", tag("summary", head), content, class_="kel-earlier")


def _whole(flag: Flag, item: Item) -> Safe:
    pieces = [piece for signal in flag.signals for piece in signal.evidence]
    title = located(item.title, pieces, "title")
    around, moved = excerpt(item.text, located(item.text, pieces, "text"))
    head = tag("strong", markup.marked(item.title, title, "title"))
    return quoted(item.lang, head, markup.marked(around, moved))


def _hard(flag: Flag, content: Safe) -> Safe:
    """What it is about in neutral words; the words themselves behind a fold."""
    kinds = queries.reference().taxonomy.risk
    named = [
        kinds[signal.code].names[language()]
        for signal in flag.signals
        if signal.code in kinds
    ]
    said = _("The text was flagged for: %(signals)s.")
    summary = tag("p", said % {"signals": "; ".join(dict.fromkeys(named))})
    return join([summary, _fold(_("Show the sentence (may be hard to read)"), content)])


def _edited(item: Item, earlier: Sequence[Revision]) -> None:
    """That its publisher changed the text, with what it said before, folded."""
    if not earlier:
        return
    phrase = ngettext(
        "Edited by the publisher on %(date)s; %(n)s earlier version.",
        "Edited by the publisher on %(date)s; %(n)s earlier versions.",
        len(earlier),
    )
    said = {"date": format_date(item.revised_at), "n": format_number(len(earlier))}
    lang = item.lang if item.lang in LANGUAGES else None
    versions = [
        tag(
            "blockquote",
            tag("p", tag("strong", version.title)),
            tag("p", version.text),
            class_="kel-text",
            lang=lang,
        )
        for version in earlier
    ]
    head = tag("summary", phrase % said)
    widgets.html(tag("details", head, *versions, class_="kel-earlier"))


def quote(lang: str | None, *paragraphs: Safe) -> None:
    """Paragraphs of a collected text, read aloud in its own language."""
    widgets.html(quoted(lang, *paragraphs))


def quoted(lang: str | None, *paragraphs: Safe) -> Safe:
    """Paragraphs of a collected text as a quotation."""
    return tag(
        "blockquote",
        *(tag("p", paragraph) for paragraph in paragraphs),
        class_="kel-text",
        lang=lang if lang in LANGUAGES else None,
    )
