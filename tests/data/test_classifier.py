"""An imported classifier: what is taken, what is counted, what a bad file leaves be."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from data import classifier
from data.errors import InputError, TableError
from data.reference import load, load_from
from data.rows import TABLES

REGIONS = load_from(TABLES).regions
GENERIC = """code;name_kk;name_ru
310000000;Жамбыл облысы;Жамбылская область
314800000;Қордай ауданы;Кордайский район
314847000;Масаншы а.о.;Масанчинский с.о.
314847100;Масаншы а.;с.Масанчи
314847103;Қыстау;с.Зимовка
314848100;Көктас;Коктас
994847100;Жоқ;Нет
31484;Қысқа;Короткий
314849100;;
314847100;Масаншы;Масанчи
"""


def read(text: str, charset: str = "utf-8") -> classifier.Reading:
    return classifier.read(text.encode(charset), REGIONS)


def test_settlements_are_taken_and_every_other_row_is_counted_or_named() -> None:
    found = read(GENERIC)
    assert [(s.code, s.name_kk, s.name_ru) for s in found.settlements] == [
        ("314847100", "Масаншы", "Масанчи"),
        ("314848100", "Көктас", "Коктас"),
    ]
    assert found.left == {"higher_unit": 3, "wintering": 1}
    assert found.flaws == (
        (8, "unknown_region"),
        (9, "bad_code"),
        (10, "without_name"),
        (11, "twice"),
    )
    rows = len(GENERIC.splitlines()) - 1
    assert len(found.settlements) + sum(found.left.values()) + len(found.flaws) == rows


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_the_usual_charsets_are_read(charset: str) -> None:
    text = "te,name_rus\n314847100,с. Масанчи\n"
    assert read(text, charset).settlements[0].name_ru == "Масанчи"


def test_a_type_column_is_believed() -> None:
    text = (
        "kato\tiso\ttype\tname_ru\n"
        "311010000\tKZ-31\tcity\tТараз\n"
        "314847000\tKZ-31\tvillage\tМасанчи\n"
    )
    found = read(text)
    assert [s.name_ru for s in found.settlements] == ["Масанчи"]
    assert found.left == {"town": 1}


def test_a_spreadsheet_is_read() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Классификатор"])
    sheet.append(["code", "name_kk", "name_ru"])
    sheet.append([314847100, "Масаншы", "Масанчи"])
    file = io.BytesIO()
    book.save(file)
    found = classifier.read(file.getvalue(), REGIONS)
    assert found.settlements[0] == classifier.Settlement(
        "314847100", "Масаншы", "Масанчи"
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no row of headings"),
        ("имя;код района\nа;б\n".encode(), "no row of headings"),
        (b"code;name_ru\n1;x\n", "no settlement"),
        (b"PK\x03\x04 torn", "spreadsheet"),
        (b"\xff\xfe\x00", "not text"),
    ],
)
def test_an_unusable_file_is_refused_in_a_sentence(body: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        classifier.read(body, REGIONS)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    with suppress(InputError):
        assert classifier.read(body, REGIONS).settlements


@given(st.lists(st.text(max_size=20), max_size=8))
def test_every_row_is_a_settlement_or_counted(cells: list[str]) -> None:
    rows = ["314847100;Масаншы;Масанчи"]
    rows += [c.translate({ord(x): " " for x in '\r\n";\x00'}) + ";x;" for c in cells]
    rows = [row for row in rows if len(row.splitlines()) == 1]
    found = classifier.read(("code;a;name_ru\n" + "\n".join(rows)).encode(), REGIONS)
    counted = len(found.settlements) + sum(found.left.values()) + len(found.flaws)
    assert counted == len(rows)


def test_what_is_kept_is_read_with_the_tables_and_can_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KELISIM_HOME", str(tmp_path))
    before = load()
    classifier.keep(read(GENERIC).settlements, tmp_path)
    after = load()
    more = after.gazetteer_rows[len(before.gazetteer_rows) :]
    assert {(n.text, n.region, n.district) for n in more} >= {
        ("Көктас", "KZ-31", "314800000")
    }
    assert load() is after
    assert classifier.remove(tmp_path)
    assert load() is before
    assert not classifier.remove(tmp_path)


def test_a_name_of_several_regions_is_guarded() -> None:
    own = [
        classifier.Settlement("314847100", "", "Достык"),
        classifier.Settlement("114847100", "", "Достык"),
        classifier.Settlement("314848100", "", "Масанчи"),
    ]
    found = {n.code: n.guarded for n in classifier.names(own, {})}
    assert found == {"314847100": True, "114847100": True, "314848100": False}


def test_a_damaged_file_says_how_to_mend_it(tmp_path: Path) -> None:
    path = tmp_path / classifier.FILE
    path.write_text("code,name\n1,2\n", "utf-8")
    with pytest.raises(TableError, match="kelisim places remove"):
        load_from(TABLES, path)
