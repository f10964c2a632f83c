"""``kelisim evaluate reports``: the table of fields beside its baseline."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

import commands
from collectors.meetings.scores import FIELDS, alike, score
from data.errors import KelisimError
from data.gold_reports import read_gold
from data.model import Decision, Meeting
from data.reference import load

TEXT = "Шешілді: Аналар кеңесі 1 мамырға дейін кездесу өткізсін. Тамам болды."


def gold_line(**expected: object) -> str:
    return json.dumps(
        {
            "id": "one",
            "lang": "kk",
            "published_on": "2026-04-01",
            "source_region": "KZ-31",
            "title": "Отырыс",
            "text": TEXT,
            "expected": expected,
        }
    )


MEETING = {
    "is_meeting": True,
    "kind": "council",
    "held_on": "2026-03-31",
    "place": "Достық үйі",
    "scale": "region",
    "region": "KZ-31",
    "district": "",
    "chair_office": "akim",
    "bodies": ["mothers"],
    "topics": ["youth"],
    "numbers": [{"what": "members", "n": 5}],
    "decisions": [
        {
            "text": "Аналар кеңесі 1 мамырға дейін кездесу өткізсін",
            "office": "Аналар кеңесі",
            "due_on": "2026-05-01",
        }
    ],
    "lang": "kk",
}


def read_of(**changes: object) -> Meeting:
    values: dict[str, object] = {
        "region": "KZ-31",
        "held_on": date(2026, 3, 31),
        "title": "Отырыс",
        "kind": "council",
        "institution": "mothers",
        "chair_office": "akim",
        "bodies": ("mothers",),
        "decisions": (
            Decision(
                "Аналар кеңесі 1 мамырға дейін кездесу өткізсін.",
                "аналар кеңесіне",
                date(2026, 5, 1),
            ),
        ),
        "place": "достық үйі",
        "scale": "region",
        "topics": ("youth",),
        "numbers": (("members", 5),),
    }
    return Meeting(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def gold(tmp_path: Path):
    (tmp_path / "dev.jsonl").write_text(gold_line(**MEETING) + "\n")
    return read_gold("dev", tmp_path)


def test_a_reading_that_is_right_scores_one_in_every_field(gold):
    scores = score([(gold[0], read_of())], load().districts)
    assert {name: scores.fields[name].score for name in FIELDS} == dict.fromkeys(
        FIELDS, 1.0
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "other"}, "kind"),
        ({"held_on": None}, "held_on"),
        ({"place": "клуб"}, "place"),
        ({"scale": "district"}, "scale"),
        ({"region": "national"}, "region"),
        ({"district": "194400000"}, "district"),
        ({"chair_office": ""}, "chair_office"),
        ({"bodies": ("mothers", "elders")}, "bodies"),
        ({"topics": ()}, "topics"),
        ({"numbers": (("members", 6),)}, "numbers"),
        ({"decisions": (Decision("Тамам болды"),)}, "decisions"),
        ({"decisions": (Decision(TEXT[9:55]),)}, "office"),
    ],
)
def test_one_wrong_field_is_the_worst(gold, changes, field):
    scores = score([(gold[0], read_of(**changes))], load().districts)
    got = scores.fields[field].score
    assert got is not None
    assert got < 1.0
    assert scores.fields[scores.worst].score == min(
        one.score for one in scores.fields.values() if one.score is not None
    )


def test_a_meeting_not_recognised_has_no_field_right(gold):
    scores = score([(gold[0], None)], load().districts)
    assert scores.fields["district"].score == 0.0
    assert scores.fields["is_meeting"].score == 0.0


def test_names_are_alike_but_for_case_and_endings():
    assert alike("Управлению образования", "управление образования")
    assert alike("«Қоғамдық келісім» КММ", "Қоғамдық келісім КММ-")
    assert not alike("отдел образования", "отдел культуры")
    assert not alike("", "аким")


def test_a_line_that_is_no_label_is_named(tmp_path):
    (tmp_path / "dev.jsonl").write_text(gold_line(is_meeting=True) + "\n")
    with pytest.raises(KelisimError, match="line 1"):
        read_gold("dev", tmp_path)


def test_every_span_of_the_gold_stands_in_its_text():
    for report in read_gold("dev"):
        for decision in report.meeting.decisions if report.meeting else ():
            assert decision.text in report.text


def typed(monkeypatch, capsys, *words: str) -> tuple[int, str, str]:
    monkeypatch.setenv("KELISIM_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")  # rows must not be wrapped
    monkeypatch.setattr(sys, "argv", ["kelisim", *words])
    with pytest.raises(SystemExit) as left:
        commands.main()
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


def test_the_table_has_every_field_and_its_baseline(monkeypatch, capsys):
    code, out, _err = typed(monkeypatch, capsys, "evaluate", "reports")
    assert code == 0
    lines = out.splitlines()
    heading = lines[0].split()
    assert heading[:3] == ["Field", "n", "score"]
    assert {"kk", "ru"} <= set(heading)
    rows = lines[1 : len(FIELDS) + 1]
    for row in rows:
        # n, score, precision, recall, each language, keywords alone
        count, *shares = row.split()[-7:]
        assert int(count) > 0
        assert all(one == "—" or 0.0 <= float(one) <= 1.0 for one in shares)
    assert any(line.startswith("Texts: ") and "Lowest: " in line for line in lines)


def test_reading_beats_looking_words_up():
    from collectors.meetings.baseline import baseline
    from collectors.meetings.reports import read_report

    reference = load()
    gold = read_gold("dev")
    ours = [
        (
            one,
            read_report(
                one.title,
                one.text,
                reference.institutions,
                None if one.source_region == "national" else one.source_region,
                one.published_on,
                regions=reference.regions.values(),
                districts=reference.districts.values(),
            ),
        )
        for one in gold
    ]
    plain = [
        (
            one,
            baseline(
                one.title,
                one.text,
                reference.institutions,
                one.source_region,
                one.published_on,
                reference.districts,
            ),
        )
        for one in gold
    ]
    read = score(ours, reference.districts)
    looked_up = score(plain, reference.districts)
    for name in FIELDS:
        assert read.fields[name].score >= looked_up.fields[name].score, name
        assert read.fields[name].score > 0.8, name


def test_an_unknown_split_is_refused(monkeypatch, capsys):
    code, _out, err = typed(
        monkeypatch, capsys, "evaluate", "reports", "--split", "all"
    )
    assert code == 2
    assert "dev / test" in err
