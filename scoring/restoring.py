"""Items that a person put on the desk: they count as that person said.

The rules had set them aside. A restored item carries the signal the person chose, with
the person's reason in the place of the machine's, and its title as evidence; it is then
a flag like any other, and waits for a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from data.model import Evidence, Item, Lane, Reason, Restoration, Signal
from data.store import Store
from data.taxonomy import Taxonomy

#: A person read the text and says so: nothing the machine weighs is surer.
SURE = 1.0
_BEGINNING = datetime.min.replace(tzinfo=UTC)


def with_restored(
    items: Iterable[Item], store: Store, taxonomy: Taxonomy
) -> list[Item]:
    """These items and the restored ones, as persons said, oldest first."""
    standing = store.current_restorations()
    found = {item.key: item for item in items}
    if standing:
        for item in store.restored_items():
            found[item.key] = restored(item, standing[item.key], taxonomy)
    return sorted(found.values(), key=lambda i: (i.published_at or _BEGINNING, i.key))


def restored(item: Item, said: Restoration, taxonomy: Taxonomy) -> Item:
    """The item as a person put it on the desk.

    Where the rules of today flag it by themselves, what they found stands beside.
    """
    own = item.risk if item.dropped is None else ()
    regions = item.regions if own else ()
    return replace(
        item,
        risk=(
            _signal(item, said, taxonomy),
            *(signal for signal in own if signal.code != said.signal),
        ),
        dropped=None,
        regions=tuple(dict.fromkeys([said.region, *regions])),
    )


def _signal(item: Item, said: Restoration, taxonomy: Taxonomy) -> Signal:
    kind = taxonomy.risk.get(said.signal)
    evidence = (Evidence(item.title, 0, len(item.title), "title"),)
    params = {
        "item": item.key,
        "author": said.author,
        "reason": said.reason,
        "at": said.at.isoformat(),
        "set_aside": said.set_aside,
    }
    return Signal(
        code=said.signal,
        # A signal that the taxonomy no longer knows keeps the slowest clock.
        lane=kind.lane if kind else Lane.STRUCTURAL,
        confidence=SURE,
        evidence=evidence,
        reasons=(Reason("person.restored", SURE, evidence, params),),
    )
