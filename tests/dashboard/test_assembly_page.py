"""The Assembly page: the grid, the lists and their files, following a decision."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import builders
from dashboard import assembly_files
from data.days import local_day
from data.model import Decision, DirectoryEntry, Meeting, Role, User
from data.store import Store

TODAY = local_day(builders.NOW)
Open = Callable[..., AppTest]


def meeting(region: str, days: int, **changes: Any) -> Meeting:
    """A session of a region's Assembly so many days ago, written down here."""
    values: dict[str, Any] = {
        "region": region,
        "held_on": TODAY - timedelta(days=days),
        "title": f"Отырыс {region} {days}",
        "kind": "session",
        "institution": "assembly",
        "chair_office": "akim",
        "bodies": (),
        "decisions": (),
        "scale": "region",
        "lang": "kk",
        "recorded_by": "Хатшылық",
    }
    return Meeting(**values | changes)


class _Table(HTMLParser):
    """The rows of the tables of a page as a reader hears them, symbols left out."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._silent: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "span":
            self._silent.append(("aria-hidden", "true") in attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and not any(self._silent):
            self.rows[-1][-1] += data


def rows_of(app: AppTest, caption: str) -> list[list[str]]:
    """The body of the table with this caption."""
    (found,) = [
        block.proto.body
        for block in app.get("html")
        if f"<caption>{caption}</caption>" in block.proto.body
    ]
    reader = _Table()
    reader.feed(found)
    return reader.rows[1:]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """The files that the page offers, by what they hold, as rows."""
    made: dict[str, list[list[str]]] = {}
    write = assembly_files.table_csv
    names: list[str] = []
    name = assembly_files.filename

    def note(content: bytes) -> bytes:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        made["last"] = rows
        return content

    monkeypatch.setattr(
        assembly_files,
        "table_csv",
        lambda *args, **kwargs: note(write(*args, **kwargs)),
    )

    def named(what: str, *args: Any) -> str:
        made[what] = made["last"]
        names.append(what)
        return name(what, *args)

    monkeypatch.setattr(assembly_files, "filename", named)
    return made


def test_twenty_regions_in_their_order(small_store: Store, open_page: Open) -> None:
    app = open_page(small_store, "assembly", lang="kk")
    assert not app.exception
    assert app.title[0].value == "Кімдер жиналды, не шешілді, ненің мерзімі өтті?"
    rows = rows_of(app, "Өңірлердегі отырыстар екі айлық кезеңдер бойынша")
    assert len(rows) == 20
    assert [len(row) for row in rows] == [9] * 20
    assert [row[0] for row in rows][:3] == ["Абай", "Ақмола", "Ақтөбе"]


def test_the_file_of_the_grid_is_the_grid(
    small_store: Store, open_page: Open, files: dict[str, list[list[str]]]
) -> None:
    small_store.add_meeting(meeting("KZ-31", 100))
    small_store.add_meeting(meeting("KZ-31", 10))
    app = open_page(small_store, "assembly", lang="kk")
    shown = rows_of(app, "Өңірлердегі отырыстар екі айлық кезеңдер бойынша")
    head, *lines = files["periods"]
    assert head[-3:] == ["Көрсетілім", "Сүзгі", "Жүктелген уақыты (Алматы)"]
    assert len(lines) == len(shown) == 20
    for row, line in zip(shown, lines, strict=True):
        for cell, written in zip(row[1:7], line[1:7], strict=True):
            assert cell.startswith(written.partition(":")[0])
        assert row[8] == line[8]
    (zhambyl,) = [line for line in lines if line[0] == "Жамбыл облысы"]
    late = (TODAY - timedelta(days=10)).strftime("%d.%m.%Y")
    assert zhambyl[6] == f"кешігіп өтті: {late}"
    assert zhambyl[7] == late


def test_the_file_of_meetings_is_the_filtered_list(
    small_store: Store, open_page: Open, files: dict[str, list[list[str]]]
) -> None:
    for days in (5, 70, 3):
        small_store.add_meeting(meeting("KZ-31", days))
    small_store.add_meeting(meeting("KZ-33", 4))
    app = open_page(small_store, "assembly", lang="ru", region="KZ-31")
    shown = rows_of(app, "Заседания, последние сверху")
    assert [row[2] for row in shown] == [f"Отырыс KZ-31 {n}" for n in (3, 5, 70)]
    _head, *lines = files["meetings"]
    assert [line[:7] for line in lines] == shown
    assert {line[8] for line in lines} == {"Регион: Жамбылская область"}
    app = open_page(
        small_store, "assembly", lang="ru", region="KZ-31", period="2026-11"
    )
    assert len(rows_of(app, "Заседания, последние сверху")) == 2
    app = open_page(small_store, "assembly", lang="ru", region="KZ-31", origin="report")
    assert "Это не значит, что их не было" in app.info[0].value


def test_a_meeting_read_from_a_report_leads_to_it(
    small_store: Store, open_page: Open
) -> None:
    small_store.add_meeting(meeting("KZ-39", 2, item_key="u:pasture", recorded_by=""))
    app = open_page(small_store, "assembly", lang="kk", region="KZ-39", origin="report")
    (row,) = rows_of(app, "Отырыстар, жаңасынан бастап")
    assert row[6] == "есептен оқылды: «Өңір үні» KZ-39"
    (shown,) = [
        block.proto.body
        for block in app.get("html")
        if "жаңасынан бастап" in block.proto.body
    ]
    assert 'href="https://demo-kz-39.example/pasture"' in shown


def test_decisions_overdue_first_and_their_file(
    small_store: Store, open_page: Open, files: dict[str, list[list[str]]]
) -> None:
    decisions = (
        Decision("Келесі айда", "әкімдік", TODAY + timedelta(days=20)),
        Decision("Орындалған", "әкімдік", TODAY - timedelta(days=9), "done"),
        Decision("Мерзімі өткен", "=1+1", TODAY - timedelta(days=2)),
        Decision("Мерзімсіз", "әкімдік"),
    )
    small_store.add_meeting(meeting("KZ-31", 40, decisions=decisions))
    app = open_page(
        small_store, "assembly", view="decisions", lang="kk", region="KZ-31"
    )
    shown = rows_of(app, "Шешімдер, мерзімі өткендерінен бастап")
    assert [row[5] for row in shown] == [
        "мерзімі өткен",
        "әлі ашық",
        "белгісіз",
        "орындалды",
    ]
    lines = files["decisions"][1:]
    assert lines[0][3] == "'=1+1"
    lines[0][3] = "=1+1"
    assert [line[:7] for line in lines] == shown
    app = open_page(small_store, "assembly", view="decisions", lang="kk", state="done")
    (row,) = rows_of(app, "Шешімдер, мерзімі өткендерінен бастап")
    assert row[0] == "Орындалған"


def test_a_decision_is_followed_and_its_history_stays(
    small_store: Store, open_page: Open
) -> None:
    late = Decision("Суару кестесі", "әкімдік", TODAY - timedelta(days=2))
    small_store.add_meeting(meeting("KZ-31", 40, decisions=(late,)))
    (kept,) = small_store.meetings("KZ-31")
    number = str(kept.decisions[0].id)
    app = open_page(
        small_store, "assembly", view="decisions", lang="kk", decision=number
    )
    key = f"assembly.decision.{number}.0"
    app.button(f"FormSubmitter:{key}-Сақтау").click().run()
    assert app.error[0].value.startswith("Қазіргі күйін таңдап")
    app.radio(f"{key}.state").set_value("done")
    app.text_area(f"{key}.outcome").set_value("Кесте шықты, жауапты Ахметов Серік.")
    app.text_input(f"{key}.author").set_value("Хатшылық")
    app.button(f"FormSubmitter:{key}-Сақтау").click().run()
    assert not app.exception
    assert "алынып тасталды" in app.success[0].value
    (step,) = small_store.decision_steps()
    assert (step.state, step.author) == ("done", "Хатшылық")
    assert "Ахметов" not in step.outcome
    assert small_store.meetings("KZ-31")[0].decisions[0].state == "done"


def test_a_user_who_works_here_signs_without_being_asked(
    small_store: Store, open_page: Open
) -> None:
    user = small_store.save_user(User("Медиатор 1", Role.MEDIATOR))
    small_store.add_meeting(meeting("KZ-31", 4, decisions=(Decision("Шешім"),)))
    (kept,) = small_store.meetings("KZ-31")
    number = str(kept.decisions[0].id)
    app = open_page(
        small_store, "assembly", view="decisions", lang="ru", decision=number
    )
    app.session_state["kelisim.user"] = str(user.id)
    app.run()
    key = f"assembly.decision.{number}.0"
    assert not [field for field in app.text_input if field.key == f"{key}.author"]
    app.radio(f"{key}.state").set_value("dropped")
    app.button(f"FormSubmitter:{key}-Сохранить").click().run()
    assert small_store.decision_steps()[0].author == "Медиатор 1"


def test_regions_with_waiting_flags_and_no_mediator_are_named(
    small_store: Store, open_page: Open, files: dict[str, list[list[str]]]
) -> None:
    entry = DirectoryEntry(
        *(0, "KZ-39", "", "mediator_on_duty", "Кабинет медиации", "", "", "", ""),
        *("Секретариат", builders.NOW),
    )
    small_store.save_entry(entry)
    app = open_page(small_store, "assembly", view="mediators", lang="ru")
    assert not app.exception
    (said,) = [
        each.value for each in app.markdown if "нам ничего не известно" in each.value
    ]
    assert "Актюбинская область" in said  # flags wait, nobody is known
    assert "Костанайская область" not in said  # an office stands in the directory
    assert "Жамбылская область" not in said  # no flag waits
    rows = rows_of(app, "Кабинеты медиации и сигналы по регионам")
    by_name = {row[0]: row[1:] for row in rows}
    assert len(rows) == 20
    assert by_name["Костанайская область"][0] == "да: есть в справочнике"
    assert by_name["Жамбылская область"][:2] == [
        "работа начата, кабинета в справочнике нет",
        "апрель 2024",
    ]
    assert by_name["Актюбинская область"][3] == "6"
    assert [line[:5] for line in files["mediators"][1:]] == rows
