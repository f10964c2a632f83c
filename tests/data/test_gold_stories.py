"""The gold of stories: well formed, large enough, kept apart by split."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from data.errors import KelisimError
from data.gold_stories import ROLES, SPLITS, read_gold_stories
from data.reference import load


def test_there_are_enough_stories_of_every_kind() -> None:
    both = [report for split in SPLITS for report in read_gold_stories(split)]
    assert len({report.id for report in both}) == len(both) >= 290
    assert len({report.story for report in both}) >= 70
    assert set(Counter(report.lang for report in both)) == {"kk", "ru", "en"}
    assert all(n >= 10 for n in Counter(report.role for report in both).values())
    assert {report.role for report in both} == set(ROLES)


@pytest.mark.parametrize("split", SPLITS)
def test_a_story_begins_with_its_first_telling(split: str) -> None:
    regions = load().regions
    told: dict[str, list[str]] = {}
    for report in sorted(read_gold_stories(split), key=lambda r: r.published):
        told.setdefault(report.story, []).append(report.role)
        assert report.region in regions
        assert report.home in {*regions, "national", "foreign"}
    for roles in told.values():
        assert roles[0] == "first"
        assert roles.count("first") == 1


def test_splits_share_no_story_and_no_title() -> None:
    dev, test = (read_gold_stories(split) for split in SPLITS)
    assert {r.story for r in dev}.isdisjoint(r.story for r in test)
    assert {r.title for r in dev}.isdisjoint(r.title for r in test)


def test_what_is_no_labelled_text_is_refused_with_its_line(tmp_path: Path) -> None:
    rows = (tmp_path / "dev.jsonl",)
    good = {
        "id": "a", "story": "a", "lang": "kk", "owner": "o", "home": "national",
        "published": "2026-04-01T10:00:00+05:00", "region": "KZ-39", "role": "first",
        "title": "т", "text": "т",
    }  # fmt: skip
    for wrong in (
        {"role": "copy"},
        {"lang": "de"},
        {"published": "2026-04-01T10:00:00"},
        {"published": "yesterday"},
    ):
        lines = [json.dumps(good), json.dumps(good | wrong)]
        rows[0].write_text("\n".join(lines), encoding="utf-8")
        with pytest.raises(KelisimError, match="line 2"):
            read_gold_stories("dev", tmp_path)
    with pytest.raises(KelisimError, match=r"test\.jsonl"):
        read_gold_stories("test", tmp_path)


def test_an_outlet_from_abroad_is_a_foreign_source() -> None:
    abroad = [r for r in read_gold_stories("dev") if r.home == "foreign"]
    assert abroad
    assert all(r.source().is_foreign for r in abroad)
    assert all(r.source().region == "national" for r in abroad)
