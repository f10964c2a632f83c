"""The directory of offices: its rules, its form with a history, its file both ways."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import builders
from dashboard import directory_rules, office_wording
from dashboard.assembly_files import table_csv
from dashboard.directory_import import fresh
from dashboard.directory_rules import errors, head, line, phone_fits, read
from dashboard.i18n import using
from data.demo_directory import demo_directory
from data.model import DirectoryEntry
from data.playbook import OFFICES
from data.reference import load
from data.store import Store

Open = Callable[..., AppTest]
REFERENCE = load()
TALAS = next(
    code for code, each in REFERENCE.districts.items() if each.region == "KZ-31"
)


def office(**changes: Any) -> DirectoryEntry:
    """A Friendship House of Zhambyl region."""
    values: dict[str, Any] = {
        "entry": 0,
        "region": "KZ-31",
        "district": "",
        "kind": "friendship_house",
        "name": "Достық үйі",
        "phone": "+7 (7262) 00-00-00",
        "address": "Абай даңғылы, 12",
        "hours": "дс–жм 9:00–18:00",
        "note": "",
        "author": "Хатшылық",
        "at": builders.NOW,
    }
    return DirectoryEntry(**values | changes)


def hide(text: str) -> str:
    """Takes out one person, as the real door takes out all."""
    return text.replace("Ахметов", "[адам 1]").replace("Абай даңғылы", "[мекенжай]")


@pytest.mark.parametrize(
    "written",
    ["", "  ", "112", "8 (7262) 45-12-00", "+7 701 000 00 00; 45-12-00", "45–12–00"],
)
def test_a_telephone_is_written_in_any_way(written: str) -> None:
    assert phone_fits(written)


@pytest.mark.parametrize(
    "written",
    ["жоқ", "12", "+7 701 000 00 00 ext 5", "a@b.kz", "45-12-00, ()", "1" * 16],
)
def test_what_is_no_telephone(written: str) -> None:
    assert not phone_fits(written)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ()),
        ({"district": TALAS}, ()),
        ({"name": "Ахметов"}, ("person",)),
        ({"name": ""}, ("no_name",)),
        ({"address": "Ахметов үйі"}, ("person_address",)),
        ({"region": "KZ-99"}, ("region",)),
        ({"region": "KZ-33", "district": TALAS}, ("district",)),
        ({"kind": "police"}, ("kind",)),
        ({"phone": "жоқ"}, ("phone",)),
        ({"note": "ы" * 301}, ("long",)),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert errors(office(**changes), REFERENCE, hide) == codes
    assert all(directory_rules.error(code) for code in codes)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("reader", ["kk", "ru"])
def test_a_downloaded_table_reads_back_the_same(lang: str, reader: str) -> None:
    entries = [
        office(kind=kind, name=f"{kind} {n}", district=TALAS if n % 2 else "")
        for n, kind in enumerate(OFFICES)
    ]
    with using(lang):
        rows = [line(each, REFERENCE) for each in entries]
        content = table_csv(
            head(), rows, lang=lang, filters="", made_at=builders.NOW, demo=False
        )
    with using(reader):
        parsed = read(content, REFERENCE, "Хатшылық", builders.NOW, hide)
    assert [row.entry for row in parsed] == entries
    assert not any(row.errors for row in parsed)
    assert [row.number for row in parsed] == list(range(2, 14))


def test_every_name_of_a_region_leads_to_one_region() -> None:
    for lang in ("kk", "ru", "en"):
        for code, region in REFERENCE.regions.items():
            text = f"region;kind;name\n{region.names[lang]};school;Мектеп\n"
            (row,) = read(text.encode(), REFERENCE, "A", builders.NOW, hide)
            assert row.entry.region == code


def test_a_pasted_table_says_what_is_wrong_with_each_row() -> None:
    text = (
        "Өңір\tМекеме түрі\tМекеменің атауы\tТелефон\n"
        "Жамбыл облысы\tДостық үйі\tДостық үйі\t112\n"
        "Атлантида\tДостық үйі\tАхметов\tжоқ\n"
        "\t\t\t\n"
        "Жетісу облысы\tМектеп\n"
    )
    good, bad, short = read(text.encode(), REFERENCE, "A", builders.NOW, hide)
    assert not good.errors
    assert bad.errors == ("region", "person", "phone")
    assert bad.entry.region == "Атлантида"
    assert (short.number, short.errors) == (5, ("no_name",))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Өңір;Телефон\n".encode(), "columns"),
        (b"", "columns"),
        ("region;kind;name\n".encode("utf-16"), "encoding"),
        (b"region;kind;name\n" + b"KZ-31;school;x\n" * 2001, "rows"),
    ],
)
def test_what_is_no_directory(content: bytes, code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        read(content, REFERENCE, "A", builders.NOW, hide)


def test_an_office_is_not_added_twice() -> None:
    known = [office(entry=4)]
    twice = [office(name="Достық  ҮЙІ"), office(name="Жаңа"), office(name="жаңа")]
    assert fresh(twice, known) == [twice[1]]


def test_the_offices_of_the_demo_are_invented_and_say_so() -> None:
    made = demo_directory(builders.NOW)
    assert made
    for each in made:
        assert errors(each, REFERENCE, hide) == ()
        assert "DEMO" in each.name
        assert each.note == each.author == "DEMO"
        assert not set(each.phone) & set("12345689")


def test_an_office_is_added_changed_and_taken_out(
    small_store: Store, open_page: Open
) -> None:
    app = open_page(small_store, "assembly", view="offices", lang="kk", region="KZ-31")
    assert not app.exception
    assert "Мұнда әзірге мекеме жоқ" in app.info[0].value
    app.text_input("office.new.0.name").set_value("Достық үйі")
    app.text_input("office.new.0.author").set_value("Хатшылық")
    app.text_input("office.new.0.note").set_value("Сейсенбіде Ахметов Серік қабылдайды")
    app.button("FormSubmitter:office.new.0-Мекемені сақтау").click().run()
    assert not app.exception
    assert "алынып тасталды" in app.success[0].value
    (kept,) = small_store.directory()
    assert (kept.region, kept.kind) == ("KZ-31", "council_of_elders")
    assert "Ахметов" not in kept.note

    app = open_page(
        small_store, "assembly", view="offices", lang="kk", entry=str(kept.entry)
    )
    key = f"office.{kept.entry}.1"
    app.text_input(f"{key}.phone").set_value("жоқ")
    app.text_input(f"{key}.author").set_value("Медиатор")
    app.button(f"FormSubmitter:{key}-Мекемені сақтау").click().run()
    assert "телефонда" in app.error[0].value
    assert app.text_input(f"{key}.phone").value == "жоқ"  # nothing typed is lost
    app.text_input(f"{key}.phone").set_value("45-12-00")
    app.selectbox(f"{key}.kind").set_value("friendship_house")
    app.button(f"FormSubmitter:{key}-Мекемені сақтау").click().run()
    (changed,) = small_store.directory()
    assert (changed.phone, changed.kind) == ("45-12-00", "friendship_house")

    app = open_page(
        small_store, "assembly", view="offices", lang="kk", entry=str(kept.entry)
    )
    key = f"office.{kept.entry}.2"
    app.text_input(f"{key}.author").set_value("Медиатор")
    app.button(f"FormSubmitter:{key}-Анықтамалықтан шығару").click().run()
    assert small_store.directory() == []
    versions = small_store.entry_history(kept.entry)
    assert [each.author for each in versions] == ["Хатшылық", "Медиатор", "Медиатор"]
    assert [each.is_gone for each in versions] == [False, False, True]


def test_the_name_of_a_person_is_refused(small_store: Store, open_page: Open) -> None:
    app = open_page(small_store, "assembly", view="offices", lang="ru", region="KZ-31")
    app.text_input("office.new.0.name").set_value("Ахметов Серик Болатович")
    app.text_input("office.new.0.author").set_value("Секретариат")
    app.button("FormSubmitter:office.new.0-Сохранить учреждение").click().run()
    assert "похоже на имя человека" in app.error[0].value
    assert small_store.directory() == []


def test_offices_are_listed_by_filter_with_their_file(
    small_store: Store, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for entry in (
        office(),
        office(kind="school", name="Мектеп"),
        office(region="KZ-10", name="Достық үйі, Семей"),
    ):
        small_store.save_entry(entry)
    made: list[bytes] = []

    def caught(*args: Any, **kwargs: Any) -> bytes:
        made.append(table_csv(*args, **kwargs))
        return made[-1]

    monkeypatch.setattr("dashboard.assembly_files.table_csv", caught)
    open_page(
        small_store, "assembly", view="offices", lang="kk", kind="friendship_house"
    )
    rows = list(csv.reader(io.StringIO(made[-1].decode("utf-8-sig")), delimiter=";"))
    assert [row[3] for row in rows[1:]] == ["Достық үйі, Семей", "Достық үйі"]
    assert rows[1][9] == "Мекеме түрі: Достық үйі"


def test_a_table_is_checked_then_kept(small_store: Store, open_page: Open) -> None:
    app = open_page(small_store, "assembly", view="offices", lang="kk")
    text = (
        "Өңір;Мекеме түрі;Мекеменің атауы\n"
        "Жамбыл облысы;Достық үйі;Достық үйі\n"
        "Жамбыл облысы;Мектеп;Ахметов Серік\n"
    )
    app.text_area("offices.pasted").set_value(text)
    app.text_input("offices.import.author").set_value("Хатшылық")
    app.button("FormSubmitter:offices.import-Жолдарды тексеру").click().run()
    assert not app.exception
    shown = [each.proto.body for each in app.get("html") if "Қатесі" in each.proto.body]
    assert "адамның аты-жөніне ұқсайды" in shown[0]
    assert small_store.directory() == []
    app.button("FormSubmitter:offices.import-Қатесіз жолдарды сақтау").click().run()
    assert "Сақталды: 1 мекеме." in app.success[0].value
    assert [each.name for each in small_store.directory()] == ["Достық үйі"]


def test_words_of_every_office() -> None:
    for lang in ("kk", "ru", "en"):
        with using(lang):
            names = {office_wording.office(code) for code in OFFICES}
        assert len(names) == len(OFFICES)
