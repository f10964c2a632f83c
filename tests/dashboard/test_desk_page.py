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

TITLES = {
    "kk": "Бұл шынымен шиеленіс пе және оны кім қарайды?",
    "ru": "Это действительно напряжённость и кто этим занимается?",
    "en": "Is this really tension, and who looks into it?",
}


def everything(app):
    """Every word the page shows, tables and HTML included."""
    parts = [
        *(element.value for element in app.title),
        *(element.value for element in app.header),
        *(element.value for element in app.subheader),
        *(element.value for element in app.markdown),
        *(element.value for element in app.error),
        *(element.value for element in app.success),
        *(element.value for element in app.warning),
        *(element.value for element in app.info),
        *(element.proto.body for element in app.get("html")),
        *(element.label for element in app.button),
    ]
    return "\n".join(str(part) for part in parts)


def button(app, label):
    return next(each for each in app.button if each.label == label)


def rows(app):
    """The flags of the list: each is opened by its title."""
    return [each for each in app.button if str(each.key).startswith(desk_list.OPEN)]


def decide(app, code, reason, author):
    """Fill in the verdict form, in English, and send it."""
    if code is not None:
        app.radio[0].set_value(code)
    app.text_area[0].set_value(reason)
    app.text_input[0].set_value(author)
    return button(app, "Keep this verdict").click().run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_speaks_the_readers_language(open_page, small_store, lang):
    app = open_page(small_store, "desk", lang=lang)
    assert not app.exception
    assert app.title[0].value == TITLES[lang]
    assert len(rows(app)) == len(small_store.flags())
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
    done = {"done": Verdict("done", VerdictCode.OLD, "-", "-", at)}
    ordered = desk_wording.in_order_of_work(flags, done)
    assert [flag.id for flag in ordered] == ["b", "a", "late", "slow", "talk", "done"]


def test_the_filters_stand_in_the_address_as_codes(open_page, small_store):
    app = open_page(
        small_store, "desk", lang="ru", region="KZ-15", lane="structural", state="open"
    )
    wanted = small_store.flags(region="KZ-15", lane="structural", only_open=True)
    assert len(rows(app)) == len(wanted) == 6
    app.selectbox[2].select("refuted").run()
    assert app.query_params["state"] == "refuted"
    assert app.query_params["region"] == "KZ-15"
    assert len(rows(app)) == 1


def test_an_unknown_code_in_the_address_falls_back_to_all(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", region="KZ-00", state="<b>")
    assert not app.exception
    assert len(rows(app)) == len(small_store.flags())


def test_a_title_opens_its_flag_and_the_way_back_keeps_the_filters(
    open_page, small_store
):
    app = open_page(small_store, "desk", lang="en", region="KZ-39")
    rows(app)[0].click().run()
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
    for words in (kind.names, kind.definitions, kind.first_actions):
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


def test_a_verdict_is_kept_and_said_back(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    app = decide(app, VerdictCode.RUMOUR, "The elders know of no fight.", "Mediator")
    assert not app.exception
    kept = small_store.verdicts("f-pasture")
    assert [(v.code, v.reason, v.author) for v in kept] == [
        (VerdictCode.RUMOUR, "The elders know of no fight.", "Mediator")
    ]
    assert "Rumour" in app.success[0].value
    assert "Mediator" in app.success[0].value
    assert "The elders know of no fight." in everything(app)
    assert app.text_area[0].value == ""
    assert app.text_input[0].value == "Mediator"


def test_a_later_verdict_follows_and_both_stay(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-market")
    app = decide(app, VerdictCode.OLD, "It was last year.", "Analyst")
    codes = [verdict.code for verdict in small_store.verdicts("f-market")]
    assert codes == [VerdictCode.CONFIRMED, VerdictCode.OLD]
    shown = everything(app)
    assert "Медиатор орнында тексерді." in shown
    assert "It was last year." in shown
    assert small_store.current_verdicts()["f-market"].code is VerdictCode.OLD


@pytest.mark.parametrize(
    ("code", "reason", "author", "said"),
    [
        (None, "Because.", "Mediator", "Choose one of the nine answers."),
        (VerdictCode.OLD, "   ", "Mediator", "Write the reason"),
        (VerdictCode.OLD, "Because.", " ", "Say who decides"),
    ],
)
def test_half_a_verdict_is_not_kept(open_page, small_store, code, reason, author, said):
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    app = decide(app, code, reason, author)
    assert said in app.error[0].value
    assert small_store.verdicts("f-pasture") == []


def test_a_verdict_given_twice_by_a_double_click_is_kept_once(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    for _click in range(2):
        app = decide(app, VerdictCode.PROBABLY, "One source.", "Mediator")
    assert len(small_store.verdicts("f-pasture")) == 1


def test_a_step_is_kept_with_its_note(open_page, small_store):
    app = open_page(small_store, "desk", lang="en", flag="f-pasture")
    app.text_input[1].set_value("Visit of the elders")
    app.text_area[1].set_value("Both families received them.")
    app.text_input[2].set_value("They agreed.")
    app.text_input[3].set_value("Mediator")
    app = button(app, "Keep this step").click().run()
    step = small_store.responses("f-pasture")[0]
    assert (step.action, step.note, step.outcome, step.author) == (
        "Visit of the elders",
        "Both families received them.",
        "They agreed.",
        "Mediator",
    )
    assert step.ended_at is not None
    assert "Visit of the elders" in everything(app)


def test_the_file_holds_the_listed_rows_and_leaves_a_record(
    open_page, small_store, monkeypatch
):
    made = {}

    def remember(ext, flags, verdicts, chosen):
        made[ext] = FILE(ext, flags, verdicts, chosen)
        return made[ext]

    monkeypatch.setattr(desk_list, "_file", remember)
    open_page(small_store, "desk", lang="ru", region="KZ-39")
    with i18n.using("kk"):  # a download knows nothing of the page that offered it
        content = made["csv"]().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    verdicts = small_store.current_verdicts()
    listed = desk_wording.in_order_of_work(small_store.flags(region="KZ-39"), verdicts)
    assert lines[0][0] == "№ сигнала"
    assert [line[0] for line in lines[1:]] == [flag.id for flag in listed]
    record = small_store.exports()[0]
    assert (record.kind, record.rows, record.lang) == ("flags.csv", 3, "ru")
    assert record.filters == {"region": "KZ-39"}


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
    folded = shown[shown.index("<details") : shown.index("</details>")]
    assert folded.index(first) < folded.index("&lt;b&gt;Екі ауыл")  # oldest first
    assert "татуласты" not in folded
    assert 'lang="kk"' in folded
    russian = everything(open_page(small_store, "desk", lang="ru", flag="f-pasture"))
    assert "сохранены 2 прежние версии" in russian
