"""What every replay is held against; run by itself it writes the files anew.

``python tests/replay_checks.py [NAME …]`` after a wanted change of levels; then read
the difference. ``NAME.txt`` is what was seen, ``NAME.misses.csv`` where an author
wanted another level, and why that is not reached, in a person's words.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

if __name__ == "__main__":  # what must hold with sentence vectors must hold without
    os.environ.setdefault("KELISIM_VECTORS", "off")
    sys.path.insert(0, str(Path(__file__).parent.parent))

from commands.history.replaying import Replayed, replayed
from commands.history.tables import day_by_day, together
from data.gold_replays import read_replay, replay_names

GOLDEN = Path(__file__).parent / "golden" / "replays"
COLUMNS = ("region", "first", "last", "expected", "got", "why")
Miss = dict[str, str]


def names(*kinds: str) -> list[str]:
    """The replays of these kinds."""
    return [name for name in replay_names() if read_replay(name).kind in kinds]


@cache
def played(name: str) -> Replayed:
    return replayed(read_replay(name))


def check_golden(name: str) -> None:
    """What is seen is what was agreed on."""
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert day_by_day(played(name)) == golden


def check_expected(name: str) -> None:
    """Every level is one its author expects, but for those that are known not to be.

    Fails, too, when a known one is mended: then its row must go.
    """
    known = known_misses(name)
    assert misses(played(name)) == [{**row, "why": ""} for row in known]
    assert [row for row in known if not row["why"].strip()] == [], "say why"


def misses(run: Replayed) -> list[Miss]:
    return [
        {
            "region": part[0].expected.region,
            "first": str(part[0].day),
            "last": str(part[-1].day),
            "expected": "/".join(part[0].expected.levels),
            "got": part[0].level.code.value,
            "why": "",
        }
        for part in levels_together(run)
    ] + [
        {
            "region": each.wanted.region,
            "first": each.wanted.item,
            "last": each.wanted.item,
            "expected": "acute within the hour",
            "got": "never" if each.minutes is None else f"after {each.minutes} min",
            "why": "",
        }
        for each in run.acute
        if each.minutes is None or each.minutes > 60
    ]


def levels_together(run: Replayed) -> Iterable[list]:
    """Mismatches by day, whatever the reason was: the level is what is judged."""
    merged: list[list] = []
    for part in together(run.mismatches()):
        last = merged[-1][-1] if merged else None
        if (
            last is not None
            and last.expected is part[0].expected
            and last.level.code is part[0].level.code
            and last.day + 1 == part[0].day
        ):
            merged[-1] += part
        else:
            merged.append(list(part))
    return merged


def known_misses(name: str) -> list[Miss]:
    path = GOLDEN / f"{name}.misses.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def write(name: str) -> None:
    """Write both files; the reason of a miss stays while region and level do."""
    run = played(name)
    (GOLDEN / f"{name}.txt").write_text(day_by_day(run), encoding="utf-8")
    why = {(r["region"], r["expected"], r["got"]): r["why"] for r in known_misses(name)}
    found = [
        row | {"why": why.get((row["region"], row["expected"], row["got"]), "")}
        for row in misses(run)
    ]
    path = GOLDEN / f"{name}.misses.csv"
    if not found:
        path.unlink(missing_ok=True)
        return
    text = io.StringIO()
    rows = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    rows.writeheader()
    rows.writerows(found)
    path.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    for each in sys.argv[1:] or replay_names():
        write(each)
