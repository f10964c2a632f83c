"""The Desk: the list in the order of work, one flag laid open, a verdict kept."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest

import builders
import small_world
from dashboard import desk_flag, desk_list, desk_wording, i18n, queries
from data.model import LANGUAGES, Evidence, Lane, Story, Verdict, VerdictCode
from desk_checks import button, everything, ids, rows

TITLES = {
    "kk": "Бұл шынымен шиеленіс пе және оны кім қарайды?",
    "ru": "Это действительно напряжённость и кто этим занимается?",
    "en": "Is this really tension, and who looks into it?",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_speaks_the_readers_language(open_page, small_store, lang):
    app = open_page(small_store, "desk", lang=lang)
    assert not app.exception
    assert app.title[0].value == TITLES[lang]
    # One of two judged flags is acute and waits for second eyes; the other has left.
    assert len(rows(app)) == len(small_store.flags()) - 1
    shown = everything(app)
    assert ("Download" in str([b.label for b in app.get("download_button")])) == (
        lang == "en"
    )
    assert "msgid" not in shown


def test_open_acute_flags_come_first_then_the_nearest_deadline():
    at = builders.NOW
    flags = [
        builders.flag("slow", lane=Lane.STRUCTURAL, opened_at=at - timedelta(days=29)),
        builders.flag("talk", lane=Lane.DISCURSIVE, opened_at=at - timedelta(days=10)),
        builders.flag("late", lane=Lane.DISCURSIVE, opened_at=at - timedelta(days=15)),
        builders.flag("done", lane=Lane.ACUTE, opened_at=at - timedelta(days=3)),
        builders.flag("a", opened_at=at, last_at=at - timedelta(hours=9)),
        builders.flag("b", opened_at=at, last_at=at),
    ]
    ordered = desk_wording.in_order_of_work(flags, {"done"})
    assert [flag.id for flag in ordered] == ["b", "a", "late", "slow", "talk", "done"]


def test_the_filters_stand_in_the_address_as_codes(open_page, small_store):
    app = open_page(
        small_store, "desk", lang="ru", region="KZ-15", lane="structural", state="open"
    )
    wanted = small_store.flags(region="KZ-15", lane="structural", only_open=True)
    assert len(rows(app)) == len(wanted) == 6
    next(b for b in app.selectbox if b.label == "Состояние").select("refuted").run()
    assert app.query_params["state"] == "refuted"
    assert app.query_params["region"] == "KZ-15"
    assert len(rows(app)) == 1


def test_an_unknown_code_in_the_address_falls_back_to_all(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", region="KZ-00", state="<b>")
    assert not app.exception
    assert len(rows(app)) == len(small_store.flags()) - 1


def test_a_title_opens_its_flag_and_the_way_back_keeps_the_filters(
    open_page, small_store
):
    app = open_page(small_store, "desk", lang="en", region="KZ-39")
    rows(app)[1].click().run()
    assert app.query_params["flag"] == "f-pasture"
    assert app.radio
    button(app, "← All flags").click().run()
    assert "flag" not in app.query_params
    assert app.query_params["region"] == "KZ-39"
    assert len(rows(app)) == 3


def test_an_empty_list_is_not_called_calm(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", region="KZ-71")
    assert "does not mean calm" in app.info[0].value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_flag_is_laid_open(open_page, small_store, lang):
    app = open_page(small_store, "desk", lang=lang, flag="f-pasture")
    assert not app.exception
    shown = everything(app)
    assert "<mark>Екі ауыл тұрғындары арасында төбелес болды.</mark>" in shown
    # The address is followed, not read aloud: its words may be a person's name.
    assert 'href="https://demo-kz-39.example/pasture"' in shown
    assert ">demo-kz-39.example</a>" in shown
    assert ">https://demo-kz-39.example/pasture<" not in shown
    kind = queries.reference().taxonomy.risk["trigger_incident"]
    for words in (kind.names, kind.definitions):
        assert words[lang] in shown.replace("&#x27;", "'").replace("&quot;", '"')
    assert len(app.radio[0].options) == len(VerdictCode)


def test_what_a_stranger_wrote_is_shown_and_never_run(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-hostile")
    assert not app.exception
    for element in app.get("html"):
        assert "<script>alert" not in element.proto.body
    assert "\\*жұлдыз\\*" in app.header[0].value
    assert "&lt;script&gt;alert" in everything(app)


def test_an_unknown_flag_is_said_and_the_list_shown(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-nothing")
    assert "no flag of that number" in app.warning[0].value
    assert rows(app)


def test_the_file_holds_the_listed_rows_and_leaves_a_record(
    open_page, small_store, monkeypatch
):
    made = {}

    def remember(ext, flags, verdicts, chosen):
        made[ext] = FILE(ext, flags, verdicts, chosen)
        return made[ext]

    monkeypatch.setattr(desk_list, "_file", remember)
    app = open_page(small_store, "desk", lang="ru", region="KZ-39")
    with i18n.using("kk"):  # a download knows nothing of the page that offered it
        content = made["csv"]().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    listed = desk_wording.in_order_of_work(small_store.flags(region="KZ-39"), ())
    assert lines[0][0] == "№ сигнала"
    assert [line[0] for line in lines[1:]] == [flag.id for flag in listed]
    assert [line[0] for line in lines[1:]] == ids(app)
    assert "Состояние: Что можно сделать сейчас" in lines[1][-1]
    record = small_store.exports()[0]
    assert (record.kind, record.rows, record.lang) == ("flags.csv", 3, "ru")
    assert record.filters == {"region": "KZ-39", "state": "todo"}


FILE = desk_list._file


def test_only_words_that_stand_in_the_text_are_marked():
    text = "Кіріспе. Төбелес болды. Соңы."
    right = Evidence("Төбелес болды.", 9, 23)
    moved = Evidence("Төбелес болды.", 0, 14)
    foreign = Evidence("Басқа мәтіннің сөйлемі.", 0, 23)
    found = desk_flag.located(text, [right, moved, foreign], "text")
    assert [text[piece.start : piece.end] for piece in found] == ["Төбелес болды."] * 2


def test_a_long_text_is_shown_around_its_evidence():
    sentence = "Төбелес болды."
    text = "а" * 5000 + sentence + "б" * 5000
    found = [Evidence(sentence, 5000, 5000 + len(sentence))]
    around, moved = desk_flag.excerpt(text, found)
    assert len(around) < 2000
    assert around[moved[0].start : moved[0].end] == sentence
    assert around.startswith("… ")
    assert around.endswith(" …")


def test_every_verdict_and_state_has_words():
    assert set(desk_wording.VERDICTS) == set(VerdictCode)
    states = {
        desk_wording.flag_state(Verdict("f", code, "-", "-", builders.NOW))
        for code in VerdictCode
    } | {desk_wording.flag_state(None)}
    assert states == set(desk_wording.FLAG_STATES)
    assert small_world.HOSTILE.startswith("<script>")


def edit(store, key, text, hours):
    """The publisher changes a text so many hours before now."""
    before = next(item for item in store.items(limit=None) if item.key == key)
    at = builders.NOW - timedelta(hours=hours)
    after = replace(before, text=text, fingerprint=text, revised_at=at)
    state = store.source_states()[before.source_id]
    store.add_collected([after], state, {}, at.date())
    told = (before.published_at, before.published_at)
    store.save_stories(
        [Story("s:pasture", (key,), ("demo-kz-39",), ("kk",), ("KZ-39",), *told)]
    )


def test_a_text_its_publisher_edited_says_so_and_keeps_what_it_said(
    open_page, small_store
):
    first = next(i for i in small_store.items(limit=None) if i.key == "u:pasture").text
    assert "Edited" not in everything(
        open_page(small_store, "desk", lang="en", flag="f-pasture")
    )
    edit(small_store, "u:pasture", "<b>Екі ауыл</b> тұрғындары.", 30)
    edit(small_store, "u:pasture", "Екі ауыл тұрғындары татуласты.", 2)
    shown = everything(open_page(small_store, "desk", lang="en", flag="f-pasture"))
    assert "Edited by the publisher on 22.11.2026; 2 earlier versions." in shown
    folded = shown[shown.index("Edited by the publisher") :]
    folded = folded[: folded.index("</details>")]
    assert folded.index(first) < folded.index("&lt;b&gt;Екі ауыл")  # oldest first
    assert "татуласты" not in folded
    assert 'lang="kk"' in folded
    russian = everything(open_page(small_store, "desk", lang="ru", flag="f-pasture"))
    assert "сохранены 2 прежние версии" in russian
