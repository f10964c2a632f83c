"""The Meeting page: agenda, paper, record, decisions followed; names never kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

import builders
from dashboard import brief_buttons, i18n
from data.model import LANGUAGES, Role, User

TODAY = i18n.local(builders.NOW).date()
NAME = "Ахмет Юсупов"


def everything(app):
    """Every word the page shows that nobody typed."""
    kinds = ("title", "header", "subheader", "markdown", "error", "success", "info")
    shown = [each.value for kind in (*kinds, "warning") for each in app.get(kind)]
    shown += [each.proto.body for each in app.get("html")]
    shown += [each.label for each in app.button]
    return "\n".join(map(str, shown))


def opened(open_page, store, lang, **params):
    """The page; AppTest names choices in the language of this thread, too."""
    i18n.set_language(lang)
    return open_page(store, "meeting", lang=lang, **params)


def opened_anew(app, lang):
    """The same visit in another language."""
    app.segmented_control(key="kelisim.switch").set_value(lang)
    app.run()
    i18n.set_language(lang)
    return app


def button(app, label, nth=0):
    return [each for each in app.button if each.label == label][nth]


def widget(kind, end):
    """The widget of a kind whose key ends so."""
    return next(each for each in kind if str(each.key).endswith(end))


def agenda_codes(app):
    boxes = [each for each in app.checkbox if str(each.key).endswith(".tick")]
    return [str(each.key).split(".", 2)[2].removesuffix(".tick") for each in boxes]


@pytest.fixture
def papers(monkeypatch):
    """What the page hands to the brief, newest last."""
    made = []

    def downloads(region, today, codes=None, points=()):
        made.append((region.code, today, tuple(codes), tuple(points)))

    monkeypatch.setattr(brief_buttons, "downloads", downloads)
    return made


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("region", ["KZ-15", "KZ-39", "KZ-62"])
def test_the_page_speaks_the_readers_language(open_page, small_store, lang, region):
    app = opened(open_page, small_store, lang, region=region)
    assert not app.exception
    with i18n.using(lang):
        assert app.title[0].value == i18n._("What do I put on the table?")
        assert i18n._("Agenda") in everything(app)


def test_the_limit_is_counted_and_an_unknown_meeting_is_not_a_good_one(
    open_page, small_store, papers
):
    app = opened(open_page, small_store, "en", region="KZ-15")
    assert "The next meeting is due by 25.11.2026: 3 days are left." in everything(app)
    assert "25.09.2026 – 22.11.2026, since the last meeting" in everything(app)
    app = opened(open_page, small_store, "en", region="KZ-31")
    assert "No meeting of this region is known" in app.info[0].value
    assert "days are left" not in everything(app)


def test_an_overdue_meeting_is_said(open_page, small_store, papers, monkeypatch):
    later = builders.NOW + timedelta(days=10)
    app = opened(open_page, small_store, "en", region="KZ-15")
    monkeypatch.setattr("dashboard.queries.now", lambda: later)
    app.run()
    said = "The next meeting was due by 25.11.2026, 7 days ago."
    assert said in [each.value for each in app.warning]


def test_the_page_begins_with_the_users_region(open_page, small_store, papers):
    user = small_store.save_user(User("Аппарат", Role.AKIM, regions=("KZ-39",)))
    app = opened(open_page, small_store, "ru")
    app.session_state["kelisim.user"] = str(user.id)
    app.session_state["kelisim.region"] = ""
    app.query_params.pop("region", None)
    app.run()
    assert papers[-1][0] == "KZ-39"


def test_what_is_ticked_and_ordered_is_what_the_paper_gets(
    open_page, small_store, papers
):
    app = opened(open_page, small_store, "en", region="KZ-39")
    codes = agenda_codes(app)
    assert papers[-1] == ("KZ-39", TODAY, tuple(codes), ())
    widget(app.checkbox, f"{codes[0]}.tick").uncheck().run()
    assert papers[-1][2] == tuple(codes[1:])
    widget(app.button, f"{codes[2]}.up").click().run()
    assert papers[-1][2][:2] == (codes[2], codes[1])
    widget(app.text_input, "own0.text").set_value(f"Мектеп мәселесі, {NAME}")
    app = button(app, "Add").click().run()
    given, points = papers[-1][2:]
    assert given[-1] == "own:0"
    assert "Мектеп мәселесі" in points[0]
    assert "Юсупов" not in points[0]
    assert "taken out" in app.success[0].value
    app = opened_anew(app, "kk")
    assert papers[-1][2:] == (given, points)
    assert "Күн тәртібі" in everything(app)


def test_an_own_point_can_be_taken_out_and_an_empty_one_is_refused(
    open_page, small_store, papers
):
    app = opened(open_page, small_store, "en", region="KZ-31")
    app = button(app, "Add").click().run()
    assert "Write the point first." in app.error[0].value
    widget(app.text_input, "own0.text").set_value("Су кестесі")
    app = button(app, "Add").click().run()
    assert papers[-1][3] == ("Су кестесі",)
    app = button(app, "Take out").click().run()
    assert papers[-1][2:] == ((), ("",))


def fill_in(app, held_on=TODAY, kind="akim_meeting"):
    """Answer the questions of a meeting; a decision is added beside."""
    widget(app.selectbox, ".day").set_value(held_on)
    widget(app.radio, ".kind").set_value(kind)
    widget(app.radio, ".in_person").set_value(True)
    widget(app.selectbox, ".chair").set_value("akim")
    widget(app.multiselect, ".bodies").set_value(["elders", "mothers"])
    widget(app.text_input, ".author").set_value("Облыс әкімінің аппараты")
    return app.run()


def decide(app, text, office="аудан әкімдігі", due="two_weeks"):
    widget(app.text_area, ".text").set_value(text)
    widget(app.text_input, ".office").set_value(office)
    last = [each for each in app.radio if str(each.key).endswith(".due")][-1]
    last.set_value(due)
    return button(app, "Add this decision").click().run()


def after_events(codes):
    """The agenda without the acute events that stand first."""
    return [code for code in codes if not code.startswith("flag:")]


def test_a_recorded_meeting_begins_the_period_and_its_decision_the_next_agenda(
    open_page, small_store, papers, monkeypatch
):
    app = opened(open_page, small_store, "en", region="KZ-39")
    assert "No meeting of this region is known" in app.info[0].value
    yesterday = TODAY - timedelta(days=1)
    app = fill_in(app, yesterday)
    app = decide(app, f"Жайылым шекарасын белгілеу, жауапты {NAME}")
    assert "taken out" in everything(app)
    assert "due 05.12.2026" in everything(app)
    app = button(app, "Record this meeting").click().run()
    assert not app.exception
    assert "Recorded: the meeting of 21.11.2026" in app.success[0].value
    shown = everything(app)
    assert "21.11.2026 – 22.11.2026, since the last meeting" in shown
    assert "The next meeting is due by 21.01.2027: 60 days are left." in shown
    (kept,) = small_store.meetings("KZ-39")
    assert kept.recorded_by == "Облыс әкімінің аппараты"
    assert (kept.recorded_at, kept.in_person) == (builders.NOW, True)
    assert kept.bodies == ("elders", "mothers")
    (decision,) = kept.decisions
    assert "Юсупов" not in decision.text
    assert (decision.office, decision.state) == ("аудан әкімдігі", "open")

    # Three weeks later nobody has said anything: it is overdue and opens the agenda.
    later = builders.NOW + timedelta(days=21)
    monkeypatch.setattr("dashboard.queries.now", lambda: later)
    app.run()
    assert after_events(agenda_codes(app))[0] == f"decision:{decision.id}"
    assert after_events(papers[-1][2])[0] == f"decision:{decision.id}"
    assert "The day passed on 05.12.2026" in everything(app)
    app.session_state[f"meeting.decision.{decision.id}"] = True
    app.run()
    widget(app.radio, ".state").set_value("done")
    widget(app.text_area, ".outcome").set_value("Шекара белгіленді.")
    widget(app.text_input, f"{decision.id}.0.author").set_value("Әкімдік")
    app = button(app, "Keep this").click().run()
    assert not app.exception
    (step,) = small_store.decision_steps(decision.id)
    assert (step.state, step.author) == ("done", "Әкімдік")
    assert after_events(agenda_codes(app))[0] == "decisions:done"
    assert "1 decision is done" in everything(app)
    assert "0 decisions wait" in everything(app)


def test_a_meeting_is_not_recorded_twice_but_its_decisions_can_be_added(
    open_page, small_store, papers
):
    app = opened(open_page, small_store, "en", region="KZ-15")
    (known,) = small_store.meetings("KZ-15")
    app = fill_in(app, known.held_on, known.kind)
    assert "is known already" in everything(app)
    assert "Record this meeting" not in everything(app)
    app = button(app, "Add the decisions to that meeting").click().run()
    assert "Write down a decision first" in app.error[0].value
    app = decide(app, "Суару кестесін бекіту", due="none")
    app = button(app, "Add the decisions to that meeting").click().run()
    assert not app.exception
    (after,) = small_store.meetings("KZ-15")
    assert [each.text for each in after.decisions][-1] == "Суару кестесін бекіту"
    assert len(after.decisions) == len(known.decisions) + 1
    (step,) = small_store.decision_steps(after.decisions[-1].id)
    assert (step.state, step.author) == ("open", "Облыс әкімінің аппараты")


def test_what_lacks_is_asked_for_and_nothing_typed_is_lost(
    open_page, small_store, papers
):
    app = opened(open_page, small_store, "en", region="KZ-39")
    app = decide(app, "Кездесу өткізу", office=f"медиатор {NAME}")
    assert "Name the office that answers" in app.error[0].value
    assert widget(app.text_area, ".text").value == "Кездесу өткізу"
    app = button(app, "Record this meeting").click().run()
    assert "Choose the day of the meeting." in app.error[0].value
    assert "Choose which office chaired it." in app.error[0].value
    assert small_store.meetings("KZ-39") == []


def test_adding_decisions_to_a_meeting_that_is_gone_is_refused(small_store):
    from data.errors import InputError

    with pytest.raises(InputError):
        small_store.add_decisions(999, (), "Кеңсе", builders.NOW)


def test_decisions_a_person_added_stay_when_reports_are_read_again(small_store):
    from dataclasses import replace

    from data.model import Decision

    (known,) = small_store.meetings("KZ-15")
    read = small_store.add_meeting(replace(known, id=None, item_key="u:accord-KZ-15"))
    assert read.id is not None
    new = Decision("Қосымша шешім", state="open")
    small_store.add_decisions(read.id, [new], "Кеңсе", builders.NOW)
    small_store.forget_reports()
    texts = [d.text for m in small_store.meetings("KZ-15") for d in m.decisions]
    assert "Қосымша шешім" in texts


def test_the_preview_is_made_when_it_is_opened(open_page, small_store, papers):
    app = opened(open_page, small_store, "ru", region="KZ-39")
    assert not app.get("iframe")
    app.session_state["meeting.preview"] = True
    app.run()
    assert not app.exception
    (frame,) = app.get("iframe")
    assert frame.proto.src.startswith("data:text/html;base64,")
