"""What people did is in the brief: decisions, agenda, steps, replies, pauses."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import openpyxl
import pandas as pd
import pytest
from lxml import html as parser

import builders
import full_region
from dashboard import brief, charts_brief, i18n
from dashboard.brief_html import brief_html
from dashboard.brief_tables import brief_table
from dashboard.brief_wording import brief_paper
from data.model import (
    DecisionStep,
    Dispute,
    DisputeAnswer,
    DisputeFrom,
    Handling,
    HandlingDeed,
    Response,
)
from data.reference import load

NOW = builders.NOW
TODAY = NOW.date()


def gathered(store, region="KZ-15", **more):
    reference = load()
    known = reference.regions[region]
    return brief.gather(store, known, reference, TODAY, NOW, **more)


def sections(content, lang="en"):
    """The text of every section by its heading."""
    tree = parser.fromstring(brief_html(content, lang))
    return {
        section.find("h2").text_content(): " ".join(section.text_content().split())
        for section in tree.iter("section")
    }


def deed(store, flag_id, code, **more):
    values = {"reason": "Себебі бар.", "author": "Медиатор", "at": NOW}
    return store.add_handling(Handling(flag_id, code, **values | more))


def test_what_became_of_the_decisions_opens_the_brief(small_store):
    first = small_store.meetings("KZ-15")[0].decisions[0]
    small_store.add_decision_step(
        DecisionStep(first.id, "done", "Шекара белгіленді.", "Хатшылық", NOW)
    )
    told = sections(gathered(small_store))
    assert next(iter(told)) == "What became of the decisions"
    assert "Done: Жайылым шекарасын" in told["What became of the decisions"]
    assert "Шекара белгіленді." in told["What became of the decisions"]


def test_without_a_meeting_the_summary_comes_first(small_store):
    told = sections(gathered(small_store, "KZ-39"))
    assert next(iter(told)) == "In short"
    assert "Last meeting and its decisions" in told


def test_the_agenda_is_told_in_the_order_chosen_and_its_flags_come_first(small_store):
    suggested = gathered(small_store, "KZ-39")
    assert suggested.told[0].flag.id == "f-market"
    assert "Suggested agenda" in sections(suggested)
    codes = ("own:0", "flag:f-pasture", "flag:f-market")
    content = gathered(
        small_store, "KZ-39", agenda=codes, points=("Мектептегі кездесу",)
    )
    told = sections(content)["Agenda"]
    places = [
        told.index(text)
        for text in (
            "Мектептегі кездесу",
            content.told[0].flag.title,
            content.told[1].flag.title,
        )
    ]
    assert places == sorted(places)
    assert [each.flag.id for each in content.told][:2] == ["f-pasture", "f-market"]
    assert content.record("kk").agenda == codes


def test_steps_and_ends_since_the_last_meeting_are_told(small_store):
    small_store.add_response(
        Response("f-water-1", "Ақсақалдар барды", "", "М", NOW, "Келісті.")
    )
    deed(small_store, "f-water-2", HandlingDeed.RESOLVE, reason="Су жіберілді.")
    content = gathered(small_store)
    told = sections(content)
    done = told["What was done since the last meeting"]
    assert "Ақсақалдар барды. Outcome: Келісті." in done
    assert "brought to an end: Су жіберілді." in done
    counted = "Steps written down since 25.09.2026: 1; cases brought to an end: 1."
    assert counted in told["In short"]
    assert "Outcome: Келісті." in told["Annex 1. Flags in full"]


def test_a_reply_and_its_answer_are_both_in_the_brief_and_uncut_in_the_annex(
    small_store,
):
    long = "Біздің бірлестік басқаша айтады. " * 20
    kept = small_store.add_dispute(
        Dispute(
            "f-water-1", DisputeFrom.ASSOCIATION, "Бірлестік", long.strip(), "М", NOW
        )
    )
    content = gathered(small_store)
    assert "who answers 1 reply" in sections(content)["In short"]
    small_store.answer_dispute(
        DisputeAnswer(kept.id, "corrected", "Түзетілді, рақмет.", "М", NOW)
    )
    told = sections(gathered(small_store))
    assert "Бірлестік" in told["Replies and our answers"]
    assert "Түзетілді, рақмет." in told["Replies and our answers"]
    annex = told["Annex 3. Replies in full"]
    assert long.strip() in annex
    assert "Түзетілді, рақмет." in annex
    assert "who answers" not in told["In short"]


def test_a_pause_says_why_and_until_when_and_names_no_colleague(small_store):
    until = NOW + timedelta(days=3)
    deed(small_store, "f-water-1", HandlingDeed.SNOOZE, until_at=until)
    told = sections(gathered(small_store))["Put off for now"]
    assert "until 25.11.2026: Себебі бар." in told
    assert "Медиатор" not in told
    deed(small_store, "f-water-1", HandlingDeed.WAKE)
    assert "Put off for now" not in sections(gathered(small_store))


def test_who_looks_into_a_flag_is_said_in_the_table(small_store):
    deed(small_store, "f-water-1", HandlingDeed.ASSIGN, to_whom="council_of_elders")
    small_store.take_flag("f-water-0", "Кезекші медиатор", NOW)
    told = sections(gathered(small_store), "ru")["Сигналы"]
    assert "поручено: Совет аксакалов" in told
    assert "в работе" in told
    assert "Кезекші медиатор" not in told  # who it is, the Desk says


def test_a_cause_open_for_long_is_told_until_it_is_brought_to_an_end(store):
    full_region.fill(store)
    content = gathered(store)
    assert content.threads
    assert all(
        (TODAY - each.flag.first_at.date()).days > 60 for each in content.threads
    )
    first = content.threads[0].flag
    assert "Causes open for more than sixty days" in sections(content)
    deed(store, first.id, HandlingDeed.RESOLVE)
    assert first.id not in {each.flag.id for each in gathered(store).threads}


def test_a_source_that_is_silent_is_named(small_store):
    told = sections(gathered(small_store, "KZ-62"))
    assert "1 local source brings nothing new now." in told["In short"]
    assert (
        "They bring nothing new now: «Өңір үні» KZ-62."
        in (told["What we could not see"])
    )


@pytest.mark.parametrize("lang", ["kk", "ru", "kk+ru"])
def test_the_table_holds_the_flags_of_the_annex_in_their_order(store, lang):
    content = gathered(full_region.fill(store))
    paper = brief_paper(content, lang)
    annex = next(each for each in paper.sections if each.on_new_page)
    numbers = [row[0][0][0].text for row in annex.blocks[0].rows]
    assert numbers == [f"{n}. " for n in range(1, len(content.every) + 1)]
    text = brief_table(content, "csv", lang).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]
    book = openpyxl.load_workbook(io.BytesIO(brief_table(content, "xlsx", lang)))
    ids = [each.flag.id for each in content.every]
    assert [row[0] for row in rows] == ids
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == ids
    assert ids == list(content.record(lang).flag_ids)
    assert len(set(ids)) == len(ids)


def test_two_languages_stand_side_by_side_section_by_section(small_store):
    content = gathered(small_store)
    tree = parser.fromstring(brief_html(content, "kk+ru"))
    halves = [[part.get("lang") for part in pair] for pair in tree.find_class("pair")]
    assert len(halves) > 8
    assert set(map(tuple, halves)) == {("kk", "ru")}
    told = sections(content, "kk+ru")
    assert {"Қысқаша", "Коротко"} <= set(told)
    ids = tree.xpath("//pattern/@id")
    assert len(ids) == len(set(ids)) == 4


def test_the_figure_is_black_and_white_and_says_what_it_shows(small_store):
    content = gathered(small_store)
    usual = brief.Usual(1, 3, 20)
    weeks = list(content.weeks)
    unread = {**content.counted, "": [0, *content.counted[""][1:]]}
    with i18n.using("en"):
        made = charts_brief.weekly(unread, weeks, usual)
    tree = parser.fromstring(made.svg)
    colours = set(tree.xpath("//@fill | //@stroke"))
    grey = {"#000", "#fff", "#d9d9d9", "#808080"}
    assert {each for each in colours if each.startswith("#")} <= grey
    assert made.svg.count("×") == 1
    assert ": —, " in made.alt
    assert "from 1 to 3 stories a week were usual here in the 20 weeks" in made.alt
    assert "usual range" in made.svg


def weeks_of(numbers):
    """A table of weeks before the last Monday; None: nothing was read."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    rows = []
    for back, n in enumerate(reversed(numbers), 1):
        week = monday - timedelta(weeks=back)
        if n is not None:
            rows += [(week, "", 9), (week, "acute", n)]
    return pd.DataFrame(rows, columns=["week", "lane", "stories"]), monday


def test_what_is_usual_leaves_out_one_week_in_twenty_on_either_side():
    frame, monday = weeks_of([9, *[1, 2, 3] * 6, 0])
    assert brief.usual(frame, monday) == brief.Usual(1, 3, 20)


def test_what_is_usual_needs_weeks_that_were_read():
    frame, monday = weeks_of([2] * 7)
    assert brief.usual(frame, monday) is None
    frame, monday = weeks_of([None, None, *[2] * 8])
    assert brief.usual(frame, monday) == brief.Usual(2, 2, 8)
