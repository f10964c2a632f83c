"""One flag laid open: what the text says, who reported it, why it was flagged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st

from dashboard import (
    desk_wording,
    markup,
    queries,
    session,
    signal_wording,
    source_wording,
    widgets,
    wording,
)
from dashboard.i18n import (
    _,
    format_date,
    format_datetime,
    format_number,
    language,
    ngettext,
)
from dashboard.markup import Safe, join, link, tag
from data.model import LANGUAGES, Evidence, Flag, Item, Revision, Source

#: Characters kept before the first and after the last evidence sentence.
_CONTEXT = 700


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


def facts(flag: Flag, source: Source | None) -> None:
    """Where, when, who wrote it, in which language, and the way to the original."""
    tables = queries.reference()
    rows: list[tuple[str, object]] = [
        (_("Region"), wording.region(tables.regions[flag.region])),
        (_("Kind of flag"), desk_wording.lane(flag.lane)),
        (_("First report"), format_datetime(flag.first_at)),
        (_("Last report"), format_datetime(flag.last_at)),
        (_("Source"), owner(source, flag.source_id)),
        (_("Language of the original"), desk_wording.language_name(flag.lang)),
        # Not the address itself: its words may be a name.
        (
            _("Original"),
            link(urlsplit(flag.url).hostname or "—", flag.url, outside=True),
        ),
    ]
    if flag.districts:
        named = wording.districts(flag.districts, tables.districts)
        rows.insert(1, (_("Districts"), named))
    cells = [join([tag("dt", name), tag("dd", value)]) for name, value in rows]
    widgets.html(tag("dl", *cells, class_="kel-pairs"))


def owner(source: Source | None, source_id: str) -> str:
    """A source with its publisher, and whether it speaks for an office."""
    if source is None:
        return _("%(source)s (no longer in the list of sources)") % {
            "source": source_id
        }
    return source_wording.publisher(source)


def text(flag: Flag, items: Sequence[Item]) -> None:
    """The flagged text with its evidence marked; names of private persons are out."""
    st.subheader(_("What the text says"), anchor=False)
    pieces = [piece for signal in flag.signals for piece in signal.evidence]
    item = next((item for item in items if item.key == flag.item_key), None)
    shown: set[str] = set()
    if item is not None:
        title = located(item.title, pieces, "title")
        body = located(item.text, pieces, "text")
        shown = {piece.text for piece in (*title, *body)}
        around, moved = excerpt(item.text, body)
        head = tag("strong", markup.marked(item.title, title, "title"))
        quote(item.lang, head, markup.marked(around, moved))
    rest = dict.fromkeys(piece.text for piece in pieces if piece.text not in shown)
    if rest:
        st.markdown(_("Sentences from other reports of the same story:"))
        quote(None, *(tag("mark", sentence) for sentence in rest))
    if item is not None and item.redactions:
        st.markdown(_("Names and numbers of private persons were taken out."))
    if item is not None and item.revised_at is not None:
        _edited(item, queries.revisions([item.key]).get(item.key, []))


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
    widgets.html(
        tag(
            "blockquote",
            *(tag("p", paragraph) for paragraph in paragraphs),
            class_="kel-text",
            lang=lang if lang in LANGUAGES else None,
        )
    )


def why(flag: Flag) -> None:
    """The signals with their definitions, and by which words they were found."""
    st.subheader(_("Why it was flagged"), anchor=False)
    kinds = queries.reference().taxonomy.risk
    for signal in flag.signals:
        kind = kinds.get(signal.code)
        name = kind.names[language()] if kind else signal.code
        meaning = kind.definitions[language()] if kind else ""
        said = [tag("li", reason) for reason in signal_wording.reasons(signal)]
        head = tag("p", tag("strong", name), f" — {meaning}" if meaning else "")
        widgets.html(join([head, tag("ul", *said, class_="kel-list")]))
    sure = {"sure": wording.sureness(flag), "version": flag.version}
    st.markdown(_("Confidence: %(sure)s. Version of the rules: %(version)s.") % sure)
    if by_hand := signal_wording.restored(flag):
        st.button(
            _("Who put it on the desk and why; take it back"),
            key="desk.restored",
            type="tertiary",
            on_click=_to_restored,
            args=(by_hand.params["item"],),
        )


def _to_restored(item_key: str) -> None:
    session.set_param("flag", None)
    session.set_param("aside", item_key)


def reports(flag: Flag, items: Sequence[Item], sources: Mapping[str, Source]) -> None:
    """All reports of the story, the first one named as such."""
    st.subheader(_("Who reported it"), anchor=False)
    st.markdown(wording.flag_heard(flag) + ".")
    if flag.reasons:
        said = [tag("li", wording.reason(reason)) for reason in flag.reasons]
        widgets.html(tag("ul", *said, class_="kel-list"))
    rows = [
        _report(item, n, sources.get(item.source_id)) for n, item in enumerate(items)
    ]
    head = [_("When"), _("Source"), _("Language"), _("Title")]
    if rows:
        widgets.blocks(head, rows, caption=_("Reports, the first one on top"))


def _report(item: Item, n: int, source: Source | None) -> list[object]:
    when: object = format_datetime(item.published_at)
    if n == 0 and item.published_at is not None:
        when = join([when, " ", tag("strong", _("first"))])
    return [
        when,
        owner(source, item.source_id),
        desk_wording.language_name(item.lang),
        link(item.title, item.url, outside=True),
    ]


def first_steps(flag: Flag) -> None:
    """What has helped in such cases; advice, never an order."""
    kinds = queries.reference().taxonomy.risk
    known = [kinds[signal.code] for signal in flag.signals if signal.code in kinds]
    if not known:
        return
    st.subheader(_("First steps that help"), anchor=False)
    steps = dict.fromkeys(kind.first_actions[language()] for kind in known)
    widgets.bullets(steps)


def history(flag: Flag) -> Safe | None:
    """Verdicts and steps so far, oldest first; None when there are none."""
    said = [
        (
            verdict.at,
            join(
                [
                    tag("strong", desk_wording.verdict(verdict.code)),
                    f": {verdict.reason} — {verdict.author}",
                ]
            ),
        )
        for verdict in queries.verdicts(flag.id)
    ]
    for step in queries.responses(flag.id):
        parts: list[object] = [tag("strong", step.action)]
        if step.note:
            parts.append(f": {step.note}")
        if step.outcome:
            parts.append(" " + _("Outcome: %(outcome)s") % {"outcome": step.outcome})
        said.append((step.at, join([*parts, f" — {step.author}"])))
    if not said:
        return None
    lines = sorted(said, key=lambda line: line[0])
    return tag(
        "ol",
        *(tag("li", format_datetime(at), " · ", line) for at, line in lines),
        class_="kel-history",
    )
