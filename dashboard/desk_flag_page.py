"""One flag of the Desk on one page, in the order in which it is judged."""

from __future__ import annotations

from dashboard import (
    desk_batch,
    desk_case,
    desk_flag,
    desk_flag_parts,
    desk_forms,
    desk_forms_verdict,
    desk_keys,
    desk_list,
    desk_list_queue,
    desk_nearby,
    desk_playbook,
    desk_reply,
    desk_stories,
    people,
    queries,
    session,
)
from dashboard.case import standing
from dashboard.desk_list_queue import Row
from data.model import Flag


def show(flag: Flag) -> None:
    """Everything known of a flag, and the forms to judge it."""
    me = session.author()
    row = _row(flag)
    said = desk_forms.said()
    desk_batch.bar(flag, row, me, _beside(flag, me))
    desk_keys.listen(flag.id, said)
    items = queries.flag_items(flag.id)
    sources = {source.id: source for source in queries.sources()}
    source = sources.get(flag.source_id)
    desk_flag_parts.heading(row, me, source)
    desk_reply.note(flag)
    desk_flag.text(flag, items)
    desk_flag_parts.why(flag)
    desk_flag_parts.reports(flag, items, sources)
    desk_flag_parts.facts(flag, source)
    desk_playbook.panel(flag)
    desk_forms_verdict.panel(row, me)
    desk_flag_parts.history(flag)
    desk_nearby.panel(flag)
    desk_case.panel(flag)
    desk_reply.panel(flag)
    desk_stories.panel(flag)


def _row(flag: Flag) -> Row:
    verdicts = queries.verdicts(flag.id)
    done = people.handlings([flag.id]).get(flag.id, [])
    claim = people.claims().get(flag.id)
    stands = standing(flag, verdicts, done, claim, queries.now())
    return Row(flag, verdicts, done, stands)


def _beside(flag: Flag, me: str) -> list[str]:
    """The flags of the list one came from, unless a batch leads the way."""
    if flag.id in desk_batch.ids():
        return []
    known = desk_list_queue.touched(me, queries.now())
    rows, *_counts = desk_list.page_of(desk_list.wanted(), known)
    return [row.flag.id for row in rows]
