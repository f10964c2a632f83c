"""The file of flags: what a spreadsheet reads back is what the page listed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import unicodedata
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from dashboard import export
from dashboard.brief_told import Told
from dashboard.case import Standing
from dashboard.cells import as_text, disarmed
from dashboard.export_filters import describe_filters
from dashboard.i18n import _, using
from data.model import (
    LANGUAGES,
    Dispute,
    DisputeFrom,
    Evidence,
    Lane,
    Response,
    Verdict,
    VerdictCode,
)
from data.reference import load

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
MADE = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)  # 23 November in Almaty
KEYS = [column.key for column in export.COLUMNS]


def a_flag(id="f:1", **changes):
    evidence = (Evidence("Драка жителей двух сёл.", 0, 23),)
    values = {
        "districts": tuple(
            code
            for code, district in load().districts.items()
            if district.region == "KZ-39"
        )[:2],
        "signals": (builders.signal(evidence=evidence),),
        "first_at": datetime(2026, 11, 20, 19, 30, tzinfo=UTC),  # 21.11 in Almaty
        "last_at": datetime(2026, 11, 22, 3, 0, tzinfo=UTC),
        "n_items": 4,
        "owners": ("alpha", "beta"),
        "confidence": 0.825,
    }
    return builders.flag(id, **values | changes)


def a_verdict(flag_id="f:1", reason="Медиатор был на месте; драка была.", **changes):
    values = {"code": VerdictCode.CONFIRMED, "author": "Медиатор", "at": builders.NOW}
    return Verdict(flag_id, reason=reason, **values | changes)


def as_csv(flags, verdicts=None, lang="ru", demo=False, filters=None, told=None):
    return export.flags_csv(
        flags, verdicts or {}, [builders.source()], load(), lang, demo,
        filters or {}, MADE, told,
    )  # fmt: skip


def xlsx(flags, verdicts=None, lang="ru", demo=False, filters=None, told=None):
    return export.flags_xlsx(
        flags, verdicts or {}, [builders.source()], load(), lang, demo,
        filters or {}, MADE, told,
    )  # fmt: skip


def as_xlsx(*args):
    made = xlsx(*args)
    return openpyxl.load_workbook(io.BytesIO(made))


def read(content):
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def records(content):
    return [dict(zip(KEYS, row, strict=True)) for row in read(content)[1:]]


def looks_dangerous(cell):
    """What OWASP warns of, told without the code under test."""
    for character in cell:
        if character in "=+-@\t\r\n＝＋－＠﹢﹣﹦﹫":
            return True
        if not (character.isspace() or unicodedata.category(character) in {"Cf", "Cc"}):
            return False
    return False


def test_the_rows_are_the_flags_given_in_their_order():
    flags = [a_flag(f"f:{n}") for n in (3, 1, 2)]
    assert [row["id"] for row in records(as_csv(flags))] == ["f:3", "f:1", "f:2"]


def test_no_flags_make_a_file_with_its_headings_only():
    assert len(read(as_csv([]))) == 1


def test_a_row_says_why_it_was_flagged():
    signals = [builders.signal(), builders.learned(), builders.by_hand()]
    flags = [a_flag(f"f:{n}", signals=(each,)) for n, each in enumerate(signals)]
    ruled, learned, restored = (row["why"] for row in records(as_csv(flags)))
    assert ruled == "Слова «Драка жителей» (правило trigger_incident.ru.1)."
    assert "слова «Драка», «сёл» (версия 2026.11+e5)" in learned
    assert "это не события: «Две улицы сошлись стенка на стенку»" in learned
    assert learned.endswith("прочтите предложение и решите сами.")
    assert restored == (
        "Вынесено на проверку 22.11.2026 (Медиатор): Ссора школьников втянула оба "
        "села. До этого сигналом не стало: спорт."
    )


def test_the_bytes_are_what_excel_needs():
    content = as_csv([a_flag(title="two\nlines\r\nand\u2028more")])
    assert content.startswith(b"\xef\xbb\xbf")
    body = content[3:]
    assert body.endswith(b"\r\n")
    assert body.count(b"\n") == body.count(b"\r\n") == 2
    for line in body.decode().splitlines():
        assert line.startswith('"')
        assert line.count('";"') == len(KEYS) - 1


def test_a_row_says_what_is_known():
    row = records(as_csv([a_flag()], {"f:1": a_verdict()}))[0]
    assert row["region_code"] == "KZ-39"
    assert row["region"] == load().regions["KZ-39"].names["ru"]
    assert row["districts"].count(" | ") == 1
    assert row["signals"] == load().taxonomy.risk["trigger_incident"].names["ru"]
    assert row["confidence"] == "0,82"
    assert row["source"] == "Alpha"
    assert row["first_seen"] == "21.11.2026"
    assert row["last_seen"] == "22.11.2026"
    assert (row["n_items"], row["independent_reports"]) == ("4", "2")
    assert row["verdict"] == "Подтверждено"
    assert row["verdict_reason"] == "Медиатор был на месте; драка была."
    assert row["verdict_at"] == "22.11.2026"
    assert row["exported_at"] == "23.11.2026 01:30"


def test_a_flag_without_verdict_leaves_its_cells_empty():
    row = records(as_csv([a_flag()]))[0]
    assert (row["verdict"], row["verdict_reason"], row["verdict_at"]) == ("", "", "")


def test_an_unknown_source_or_district_is_shown_as_it_is():
    row = records(as_csv([a_flag(source_id="gone", districts=("990000",))]))[0]
    assert row["source"] == "gone"
    assert row["districts"] == "990000"


@pytest.mark.parametrize(("lang", "written"), [("kk", "0,50"), ("en", "0.50")])
def test_the_decimal_sign_is_the_readers(lang, written):
    row = records(as_csv([a_flag(confidence=0.5)], lang=lang))[0]
    assert row["confidence"] == written


def test_the_language_of_the_page_does_not_leak_into_the_file():
    with using("kk"):
        heading = read(as_csv([], lang="en"))[0]
    assert heading[:3] == ["Flag no.", "Region code", "Region"]


def test_demo_is_said_in_every_row_and_in_the_name():
    rows = records(as_csv([a_flag("f:1"), a_flag("f:2")], demo=True))
    assert [row["demo"] for row in rows] == ["DEMO", "DEMO"]
    assert records(as_csv([a_flag()]))[0]["demo"] == ""
    assert export.filename("KZ-39", MADE, "csv", demo=True) == (
        "kelisim_DEMO_flags_KZ-39_2026-11-23.csv"
    )
    assert export.filename(None, MADE, "xlsx") == "kelisim_flags_KZ_2026-11-23.xlsx"


def test_the_filter_is_told_in_words_and_none_of_it_is_lost():
    chosen = {
        "lane": "acute",
        "region": "KZ-39",
        "state": "open",
        "since": date(2026, 10, 1),
        "until": "2026-11-22",  # as the command line records it
        "limit": 7,
    }
    with using("en"):
        told = describe_filters(chosen, load())
        nothing = describe_filters({"region": None, "state": ""}, load())
    assert told == (
        f"Region: {load().regions['KZ-39'].names['en']}; "
        "Kind of flag: Acute events (hours); State: Waiting for a verdict; "
        "From: 01.10.2026; To: 22.11.2026; limit: 7"
    )
    assert nothing == "all flags"
    row = records(as_csv([a_flag()], lang="en", filters=chosen))[0]
    assert row["filter"] == told


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+7 701", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1",
        "\ufeff=1", "\u200b=1", "\u202f\u2060+1", "＝1", "＋1", "－1", "＠x", "\n\n=1",
        "\x00=1", "﹦1",
    ],
)  # fmt: skip
def test_no_spreadsheet_runs_what_a_stranger_wrote(text):
    assert disarmed(text).startswith("'")
    row = records(as_csv([a_flag(title=text)]))[0]
    assert row["title"].startswith("'")


@pytest.mark.parametrize("text", ["Су дауы", "5 = 5", "'=1", "«=1»", "№ 5", ""])
def test_harmless_text_stays_as_it_is(text):
    assert disarmed(text) == text


def test_non_breaking_spaces_do_not_leave_the_house():
    row = records(as_csv([a_flag(title="20\u00a0гектар, 5\u202fкм")]))[0]
    assert row["title"] == "20 гектар, 5 км"


texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@\t\r\n;\"' \u00a0\u202f\ufeff\u200b＝＋－＠,|ә\x00\x1f"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
)


@settings(max_examples=120, deadline=None)
@given(
    title=texts,
    sentence=texts,
    reason=texts,
    url=texts,
    lang=st.sampled_from(LANGUAGES),
)
def test_whatever_was_published_reads_back_safely(title, sentence, reason, url, lang):
    found = builders.signal(evidence=(Evidence(sentence, 0, len(sentence)),))
    flag = a_flag(title=title, url=url, signals=(found,), version=reason)
    verdicts = {"f:1": a_verdict(reason=reason)}
    content = as_csv([flag, flag], verdicts, lang=lang)
    assert content.count(b"\r\n") == 3
    rows = records(content)
    assert len(rows) == 2
    assert rows[0] == rows[1]
    assert rows[0]["title"] == disarmed(title)
    assert rows[0]["url"] == disarmed(url)
    assert rows[0]["verdict_reason"] == disarmed(reason)
    for row in read(content):
        assert not any(looks_dangerous(cell) for cell in row)
        assert not any({"\u00a0", "\u202f"} & set(cell) for cell in row)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_disarming_twice_changes_nothing(text):
    assert disarmed(disarmed(text)) == disarmed(text)


@settings(max_examples=25, deadline=None)
@given(title=texts, reason=texts)
def test_a_workbook_holds_no_formula_and_opens_again(title, reason):
    book = as_xlsx([a_flag(title=title)], {"f:1": a_verdict(reason=reason)})
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    at = KEYS.index("title")
    assert (cells[len(KEYS) + at].value or "") == disarmed(title)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_says_the_same_as_the_csv(lang):
    flags, verdicts = [a_flag("f:1"), a_flag("f:2")], {"f:1": a_verdict()}
    chosen = {"region": "KZ-39"}
    sheet, about = as_xlsx(flags, verdicts, lang, True, chosen).worksheets
    written = [
        [as_shown(cell.value, lang) for cell in row] for row in sheet.iter_rows()
    ]
    assert written == read(as_csv(flags, verdicts, lang, True, chosen))
    said = {row[0].value: row[1].value for row in about.iter_rows()}
    with using(lang):
        assert said[_("Filter")] == describe_filters(chosen, load())
        assert said[_("Flags")] == 2
        assert str(said[_("Demo")]).startswith("DEMO")


def as_shown(value, lang):
    if isinstance(value, datetime):  # openpyxl reads every date as a datetime
        clock = " %H:%M" if (value.hour, value.minute) != (0, 0) else ""
        return value.strftime(f"%d.%m.%Y{clock}")
    with using(lang):
        return as_text(value)


def test_the_data_dictionary_and_the_columns_agree():
    lines = (ROOT / "docs" / "flags_csv.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    rows = [row for row in rows if row and row[0].isdigit()]
    assert [row[1] for row in rows] == KEYS
    assert [int(row[0]) for row in rows] == list(range(1, len(KEYS) + 1))
    for place, lang in ((2, "kk"), (3, "ru"), (4, "en")):
        with using(lang):
            headings = [_(column.heading) for column in export.COLUMNS]
        assert [row[place] for row in rows] == headings
    assert all(row[5] and row[6] for row in rows)


def golden_content(lang):
    flags = [
        a_flag("f:s1:KZ-39"),
        a_flag(
            "f:s2:KZ-15",
            region="KZ-15",
            districts=(),
            lane=Lane.STRUCTURAL,
            signals=(builders.signal("resource_dispute", lane=Lane.STRUCTURAL),),
            title='=Жайылым дауы\n«екі ауыл»; "су"',
            lang="kk",
            owners=("alpha",),
            n_items=1,
            confidence=0.6,
            first_at=MADE - timedelta(days=30),
        ),
        a_flag("f:s3:KZ-39", signals=(builders.learned(),)),
        a_flag("f:s4:KZ-39", signals=(builders.by_hand(),), confidence=1.0),
    ]
    verdicts = {"f:s1:KZ-39": a_verdict("f:s1:KZ-39")}
    told = {flags[0].id: a_case(flags[0])}
    return as_csv(flags, verdicts, lang, True, {"since": date(2026, 10, 1)}, told)


def a_case(flag, **changes):
    step = Response(flag.id, "Екі ауыл кездесті.", "", "М", builders.NOW, "Келісті.")
    reply = Dispute(
        flag.id, DisputeFrom.SOURCE, "Alpha", "=Басқаша болған.", "М", builders.NOW
    )
    standing = Standing("judged", None, None, "council_of_elders", "", None)
    values = {"responses": (step,), "disputes": (reply,), "standing": standing}
    return Told(flag, None, **values | changes)


def test_a_row_says_what_was_done_and_what_was_said_against_it():
    flag = a_flag()
    row = records(as_csv([flag], told={flag.id: a_case(flag)}))[0]
    assert row["case_state"] == "вывод сделан; поручено: Совет аксакалов"
    assert row["last_step"] == "22.11.2026: Екі ауыл кездесті."
    assert row["outcome"] == "Келісті."
    assert "=Басқаша болған." in row["replies"]
    assert row["replies"].endswith("Ответа пока нет.")
    bare = records(as_csv([flag]))[0]
    keys = ("case_state", "last_step", "outcome", "replies")
    assert [bare[key] for key in keys] == [""] * 4


def test_the_filters_of_the_desk_are_told_in_words():
    chosen = {"region": "KZ-39,KZ-15", "state": "mine", "due": "overdue", "page": "1/2"}
    with using("en"):
        told = describe_filters(chosen, load())
    names = [load().regions[code].names["en"] for code in ("KZ-39", "KZ-15")]
    assert told == (
        f"Region: {', '.join(names)}; State: Mine: taken by me or given to me; "
        "Deadline: Overdue; Page of the list: 1/2"
    )


@pytest.fixture(scope="session")
def office():
    """LibreOffice; without it the test is left out, unless it must be there."""
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("KELISIM_REQUIRE_OFFICE") == "1":
            pytest.fail("soffice is required and not installed")
        pytest.skip("soffice is not installed")
    return found


def opened(office, folder, name, content, ext, how=""):
    """A file as LibreOffice reads it, written in another format."""
    (folder / name).write_bytes(content)
    subprocess.run(
        [
            office, f"-env:UserInstallation=file://{folder}/profile", "--headless",
            *([f"--infilter={how}"] if how else []),
            "--convert-to", ext, "--outdir", str(folder / "read"), str(folder / name),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "read" / f"{Path(name).stem}.{ext.split(':')[0]}"


def hostile():
    titles = ["=1+1", 'Әғқңөұүһі ӘҒҚҢӨҰҮҺІ; "сөз"', "@SUM(A1)", "+7 701", "-5", "＝1"]
    flags = [a_flag(f"f:{n}", title=title) for n, title in enumerate(titles)]
    return flags, {flag.id: a_case(flag) for flag in flags}


def test_libreoffice_opens_the_csv_as_it_was_meant(office, tmp_path):
    flags, told = hostile()
    content = as_csv(flags, {}, "kk", True, {"region": "KZ-39"}, told)
    separated = "Text - txt - csv (StarCalc):59,34,76,1"  # ; " UTF-8
    path = opened(office, tmp_path, "flags.csv", content, "xlsx", separated)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    at = KEYS.index("title") + 1
    titles = [sheet.cell(n, at).value for n in range(2, len(flags) + 2)]
    assert titles == [disarmed(flag.title) for flag in flags]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0] == read(content)[0]
    assert [row[0] for row in found[1:]] == [flag.id for flag in flags]
    replies = KEYS.index("replies")
    assert [row[replies] for row in found] == [row[replies] for row in read(content)]


def test_libreoffice_opens_the_workbook_as_it_was_meant(office, tmp_path):
    flags, told = hostile()
    given = (flags, {}, "kk", True, {"region": "KZ-39"}, told)
    path = opened(office, tmp_path, "flags.xlsx", xlsx(*given), "xlsx")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    found = [[as_shown(c.value, "kk") for c in row] for row in sheet.iter_rows()]
    assert found == read(as_csv(*given))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_person_reads_the_file_as_agreed(lang):
    """After a wanted change run this file by itself, then read the difference."""
    assert golden_content(lang) == (GOLDEN / f"flags.{lang}.csv").read_bytes()


if __name__ == "__main__":
    for each in LANGUAGES:
        (GOLDEN / f"flags.{each}.csv").write_bytes(golden_content(each))
