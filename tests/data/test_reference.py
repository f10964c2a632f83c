"""The tables say what they mean, and a table that contradicts itself stops."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import TableError
from data.model import LANGUAGES, Lane, SourceKind
from data.reference import Ethnonym, Reference, load, load_from, load_sources
from data.rows import TABLES

CYRILLIC = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
LATIN = re.compile(r"[A-Za-z]")
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def reference() -> Reference:
    """The tables of the house."""
    return load()


# --------------------------------------------------------------------------- regions
def test_there_are_twenty_regions_in_the_order_of_their_codes(
    reference: Reference,
) -> None:
    codes = list(reference.regions)
    assert len(codes) == 20
    assert codes == sorted(codes)
    kinds = Counter(region.kind for region in reference.regions.values())
    assert kinds == {"oblast": 17, "city": 3}


def test_a_region_is_named_in_the_locative_case(reference: Reference) -> None:
    for region in reference.regions.values():
        assert region.locative_ru.startswith("в ")
        stem = region.names["kk"].removesuffix("ы").removesuffix("сы")
        assert region.locative_kk.startswith(stem)
        assert region.locative_kk.endswith(("ында", "сында"))


def test_no_name_mixes_alphabets(reference: Reference) -> None:
    """A Latin "i" inside a Kazakh word looks right and is never found."""
    mixed = [
        word
        for name in reference.gazetteer_rows
        for word in WORD.findall(name.text)
        if CYRILLIC.search(word) and LATIN.search(word)
    ]
    assert mixed == []


def test_russian_and_kazakh_letters_stand_where_they_belong(
    reference: Reference,
) -> None:
    english = [name.text for name in reference.gazetteer_rows if name.lang == "en"]
    assert [text for text in english if CYRILLIC.search(text)] == []
    for district in reference.districts.values():
        assert district.names["kk"].endswith(("ауданы", "қаласы"))
        assert "район" in district.names["ru"] or "город" in district.names["ru"]


# ------------------------------------------------------------------------- gazetteer
def test_every_region_has_districts_of_its_own(reference: Reference) -> None:
    per_region = Counter(d.region for d in reference.districts.values())
    assert len(reference.districts) == 228
    assert set(per_region) == set(reference.regions)
    assert min(per_region.values()) >= 5


def test_one_name_may_mean_districts_of_several_regions(reference: Reference) -> None:
    found = {n.region for n in reference.gazetteer_rows if n.text == "Жамбыл ауданы"}
    assert found == {"KZ-19", "KZ-31", "KZ-59"}


@pytest.mark.parametrize("text", ["Пиджим", "Пенжім", "Пәнжім", "Пенджим", "Pidzhim"])
def test_spelling_variants_lead_to_one_village(reference: Reference, text: str) -> None:
    codes = {n.code for n in reference.gazetteer_rows if n.text == text}
    assert codes == {"334645100"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("kk", "Абай"),
        ("kk", "Ұйғыр"),
        ("ru", "Уйгурский"),
        ("ru", "Рудный"),
        ("kk", "Ынтымақ"),
        ("en", "Panfilov"),
    ],
)
def test_an_ambiguous_name_is_guarded(
    reference: Reference, lang: str, text: str
) -> None:
    names = [
        name
        for name in reference.gazetteer_rows
        if (name.lang, name.text) == (lang, text)
        and name.kind in ("district", "city", "settlement")
    ]
    assert names
    assert all(name.guarded for name in names)


@pytest.mark.parametrize(
    "text", ["Восточный Туркестан", "Шығыс Түркістан", "Орал тауы", "Уйгурский театр"]
)
def test_words_that_are_no_place_of_ours_are_vetoed(
    reference: Reference, text: str
) -> None:
    kinds = {n.kind for n in reference.gazetteer_rows if n.text == text}
    assert kinds == {"veto"}


def test_no_veto_forbids_a_region_or_a_district(reference: Reference) -> None:
    ours = {
        n.text for n in reference.gazetteer_rows if n.kind in ("region", "district")
    }
    vetoes = {n.text for n in reference.gazetteer_rows if n.kind == "veto"}
    assert ours & vetoes == set()


# ---------------------------------------------------------------- masking of peoples
def masked(entry: Ethnonym, word: str) -> bool:
    """Whether the word would be masked, as scoring must understand the table."""
    word = word.lower()
    return word.startswith(entry.stem) and not word.startswith(entry.exceptions)


@pytest.mark.parametrize(
    "word",
    [
        *("Қазақстан", "Казахстане", "Kazakhstan", "Курдайский", "Туркестанская"),
        *("Узбекистан", "Germany", "Qazaqstan", "Өзбекстанда", "Шешендік"),
    ],
)
def test_a_country_or_a_district_is_not_masked(reference: Reference, word: str) -> None:
    assert [e for e in reference.ethnonyms if masked(e, word)] == []


@pytest.mark.parametrize("word", ["казахов", "қазақтар", "Uzbeks", "русские", "курды"])
def test_a_self_name_is_masked(reference: Reference, word: str) -> None:
    assert [e for e in reference.ethnonyms if masked(e, word)] != []


def test_no_signal_and_no_gate_names_a_people(reference: Reference) -> None:
    taxonomy = reference.taxonomy
    texts = [p for patterns in taxonomy.gate.values() for p in patterns]
    for kind in [*taxonomy.risk.values(), *taxonomy.protective.values()]:
        texts += [p for patterns in kind.patterns.values() for p in patterns]
        texts += [*kind.names.values(), *kind.definitions.values()]
        texts += kind.first_actions.values()
    words = {word for text in texts for word in WORD.findall(text)}
    named = {w for w in words for e in reference.ethnonyms if masked(e, w)}
    # Two languages of publication are named as languages.
    assert named <= {"казахском", "русском", "қазақ", "орыс", "Kazakh", "Russian"}
    patterned = {w for w in named if any(w in t for t in texts if "\\" in t)}
    assert patterned == set()


# ------------------------------------------------------------------- the other tables
def test_the_assembly_and_its_successor_both_stand(reference: Reference) -> None:
    by_id = {institution.id: institution for institution in reference.institutions}
    assert {"ҚХА", "АНК"} <= set(by_id["assembly"].aliases)
    assert "Народный совет" in by_id["peoples_council"].aliases
    start, end = by_id["kurultai"].valid_from, by_id["kurultai"].valid_to
    assert start
    assert end
    assert start < end


def test_thresholds_fit_together(reference: Reference) -> None:
    numbers = reference.thresholds
    assert numbers["acute_hours"] <= numbers["watch_days"] * 24
    assert numbers["watch_days"] <= numbers["watch_structural_days"] <= 28
    assert numbers["raised_owners"] <= numbers["raised_stories"]
    assert numbers["raised_stories"] < numbers["raised_echo"]
    sure = [numbers[f"{of}_confidence"] for of in ("story", "acute")]
    assert sure == sorted(sure)
    assert sure[-1] <= numbers["acute_history"]
    assert numbers["coverage_min_local"] >= 1


def test_what_false_alarms_are_allowed_was_measured(reference: Reference) -> None:
    numbers = reference.thresholds
    a_year = numbers["false_raised"] * 365.25 / numbers["report_days"]
    each_lane = a_year / len(reference.regions) / 2
    assert set(numbers["false_alarms"]) == {"fast", "slow"}
    for curves in numbers["false_alarms"].values():
        assert len(curves) >= 2
        for curve in curves:
            rates = [rate for _, rate in curve.per_year]
            assert rates[-1] < each_lane < rates[0]


def test_office_words_are_known_in_every_language(reference: Reference) -> None:
    assert set(reference.offices) == set(LANGUAGES)
    assert "әкім" in reference.offices["kk"]
    assert "аким" in reference.offices["ru"]


def test_nauryz_lasts_three_days(reference: Reference) -> None:
    days = {day.id: day for day in reference.calendar}
    nauryz = days["nauryz"]
    assert (nauryz.month, nauryz.day, nauryz.length) == (3, 21, 3)


# ----------------------------------------------------------------------- past events
def test_past_events_lie_in_districts_of_today(reference: Reference) -> None:
    events = reference.past_events
    assert len(events) == 14
    assert [event.on for event in events] == sorted(event.on for event in events)
    for event in events:
        assert reference.districts[event.district].region == event.region
        assert event.id.endswith(f"_{event.on.year}")


@pytest.mark.parametrize(
    ("name", "district", "day"),
    [
        ("aktau_2006", "Aktau", "2006-08-20"),
        ("shelek_2006", "Enbekshikazakh", "2006-11-18"),
        ("mayatas_2007", "Tole Bi", "2007-10-29"),
        ("karamurt_2014", "Sayram", "2014-08-27"),
        ("buryl_2016", "Baizak", "2016-02-16"),
        ("kosmezgil_2020", "Sauran", "2020-07-20"),
    ],
)
def test_a_past_event_has_its_place_and_its_first_day(
    reference: Reference, name: str, district: str, day: str
) -> None:
    (event,) = [event for event in reference.past_events if event.id == name]
    assert reference.districts[event.district].names["en"].startswith(district)
    assert (event.on.isoformat(), event.precision) == (day, "day")


def test_no_past_event_names_a_people(reference: Reference) -> None:
    words = [
        word
        for event in reference.past_events
        for word in WORD.findall(f"{event.id.replace('_', ' ')} {event.source}")
    ]
    assert [w for w in words if any(masked(e, w) for e in reference.ethnonyms)] == []


def test_a_past_event_may_know_only_its_region_and_its_month(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(TABLES, folder)
    with (folder / "past_events.csv").open("a", encoding="utf-8") as file:
        file.write(
            "one_1999,KZ-31,,1999-03-01,month,flight,"
            '"from memory, to verify",to_verify\n'
        )
    events = {event.id: event for event in load_from(folder).past_events}
    event = events["one_1999"]
    assert (event.region, event.district, event.what) == ("KZ-31", "", "flight")
    assert (event.on.isoformat(), event.precision) == ("1999-03-01", "month")
    assert (event.source, event.certainty) == ("from memory, to verify", "to_verify")
    assert list(events)[1] == "one_1999"


# --------------------------------------------------------------------------- sources
def test_only_sources_with_an_address_are_switched_on(reference: Reference) -> None:
    assert len(reference.sources) > 50
    for source in reference.sources:
        if source.enabled:
            assert source.url.startswith(("https://", "http://"))
        assert source.known_state, source.id
    kinds = {source.kind for source in reference.sources if source.enabled}
    assert kinds == {SourceKind.FEED, SourceKind.PAGES, SourceKind.NEWSROOM}


def test_the_dead_feeds_are_listed_and_switched_off(reference: Reference) -> None:
    by_id = {source.id: source for source in reference.sources}
    for source_id in ("zakon", "taraz24", "informburo", "kaztag"):
        assert not by_id[source_id].enabled


GOOD_SOURCE = """
[[source]]
id = "one"
name = "One"
kind = "feed"
url = "https://one.example/feed"
site = "https://one.example"
owner = "one"
official = false
region = "KZ-31"
languages = ["kk", "ru"]
expect_per_week = [1, 20]
"""


def test_a_list_of_sources_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(GOOD_SOURCE, encoding="utf-8")
    (source,) = load_sources(path)
    assert (source.id, source.region, source.enabled) == ("one", "KZ-31", True)
    assert source.languages == ("kk", "ru")
    assert source.expect_per_week == (1, 20)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"KZ-31"', '"KZ-99"', "region 'KZ-99' is unknown"),
        ('kind = "feed"', 'kind = "rss"', "kind 'rss' is unknown"),
        ('"https://one.example/feed"', '""', "is not a web address"),
        ('"https://one.example/feed"', '"file:///etc/passwd"', "is not a web address"),
        ('"https://one.example/feed"', '"https://a.b/{page}"', "placeholder"),
        ('["kk", "ru"]', '["kz"]', "languages must be a list of kk, ru, en"),
        ("[1, 20]", "[20, 1]", "expect_per_week must be"),
        ("official = false", 'official = "no"', "official must be of type bool"),
        ('owner = "one"\n', "", "owner is missing"),
        ('owner = "one"', 'owner = "one"\ncolour = "red"', "colour is not a known key"),
        ('owner = "one"', 'owner = "one"\nenabled = false', "without a reason"),
        ('id = "one"', 'id = "one', "is not valid TOML"),
    ],
)
def test_a_wrong_source_is_refused_in_one_sentence(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = tmp_path / "mine.toml"
    assert old in GOOD_SOURCE
    path.write_text(GOOD_SOURCE.replace(old, new), encoding="utf-8")
    with pytest.raises(TableError, match=re.escape(said)) as caught:
        load_sources(path)
    assert str(caught.value).startswith("mine.toml, ")


def test_a_source_may_not_stand_twice(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD_SOURCE * 2, encoding="utf-8")
    with pytest.raises(TableError, match=r"source 2: id 'one' stands twice"):
        load_sources(path)


def test_a_missing_list_of_sources_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"nowhere\.toml, the file: cannot be read"):
        load_sources(tmp_path / "nowhere.toml")


# ------------------------------------------------------------ tables that contradict
Damage = Callable[[str], str]


def replace(old: str, new: str) -> Damage:
    """A slip of the pen: ``old`` becomes ``new`` once."""

    def damage(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return damage


def rewrite(pattern: str, new: str, count: int = 0) -> Damage:
    """What a pattern finds in its lines becomes ``new``, the first ``count`` times."""

    def damage(text: str) -> str:
        changed, n = re.subn(pattern, new, text, count=count, flags=re.MULTILINE)
        assert n
        return changed

    return damage


def repeat_row(start: str) -> Damage:
    """The row that begins with ``start`` stands twice."""

    def damage(text: str) -> str:
        (row,) = [line for line in text.splitlines() if line.startswith(start)]
        return f"{text}{row}\n"

    return damage


@pytest.mark.parametrize(
    ("table", "damage", "said"),
    [
        ("regions.csv", repeat_row("KZ-31,"), "row 22: region KZ-31 stands twice"),
        ("regions.csv", replace("KZ-31,31", "KZ-31,32"), "do not agree"),
        ("regions.csv", replace("Жамбыл облысы,", ","), "'name_kk' is empty"),
        ("regions.csv", replace("code,kato", "kato,code"), "row 1: the header"),
        ("districts.csv", repeat_row("314800000,"), "stands twice"),
        ("districts.csv", replace("314800000,KZ-31", "314800000,KZ-30"), "'KZ-30'"),
        ("districts.csv", replace("314800000,KZ-31", "314800000,KZ-33"), "belong"),
        ("places.csv", replace("KZ-31,314800000", "KZ-33,314800000"), "does not lie"),
        ("places.csv", replace("KZ-31,314800000", "KZ-31,319900000"), "319900000"),
        ("places.csv", replace("veto,", "vetto,"), "kind is 'vetto'"),
        ("institutions.csv", replace("2022-06-14", "14.06.2022"), "YYYY-MM-DD"),
        ("institutions.csv", replace("2022-06-14", "2027-01-01"), "before valid_from"),
        ("institutions.csv", replace("house,Дос", "hause,Дос"), "role is 'hause'"),
        ("offices.csv", repeat_row("kk,әкім,"), "'әкім' stands twice"),
        ("ethnonyms.csv", replace("казахстан", "кыргызстан"), "does not begin"),
        ("calendar.csv", replace("03-21", "21-03"), "write MM-DD"),
        (
            "past_events.csv",
            repeat_row("korday_2020,"),
            "event korday_2020 stands twice",
        ),
        ("past_events.csv", replace("KZ-31,314800000", "KZ-33,314800000"), "not lie"),
        ("past_events.csv", replace("314800000", "319900000"), "not in districts.csv"),
        ("past_events.csv", replace("KZ-23,", "KZ-99,"), "region is 'KZ-99'"),
        ("past_events.csv", replace("2020-02-07", "07.02.2020"), "YYYY-MM-DD"),
        ("past_events.csv", replace("2020-02-07", ""), "column 'on' is empty"),
        ("past_events.csv", replace("07,day", "07,month"), "only the month is known"),
        ("past_events.csv", replace("07,day", "01,year"), "only the year is known"),
        ("past_events.csv", replace("07,day", "07,hour"), "precision is 'hour'"),
        ("past_events.csv", replace(",clash,", ",fight,"), "what is 'fight'"),
        ("past_events.csv", replace(",RBC 2019,", ",,"), "column 'source' is empty"),
        ("past_events.csv", replace("to_verify", "sure"), "certainty is 'sure'"),
        ("past_events.csv", replace("RBC 2019", '"from memory, to verify"'), "source"),
        ("thresholds.toml", replace("= 72", '= "72"'), "acute_hours: is missing"),
        ("thresholds.toml", replace("= 14 ", "= 40 "), "longer than watch_structural"),
        ("thresholds.toml", replace("watch_days =", "days ="), "not a known"),
        ("thresholds.toml", rewrite("watch_score = .*", ""), "watch_score: is missing"),
        ("thresholds.toml", rewrite("watch_score = .*", "watch_score = 11"), "0 to 10"),
        ("thresholds.toml", rewrite(r"^step_days = \d+", "step_days = true"), "number"),
        (
            "thresholds.toml",
            rewrite(r"false_alarms\.slow", "false_alarms.slowly"),
            "false_alarms.slowly: is no lane",
        ),
        ("thresholds.toml", rewrite("^usual = .*", "usual = 0", 1), "above 0"),
        ("thresholds.toml", rewrite("^usual = .*", 'usual = "1"', 1), "above 0"),
        ("thresholds.toml", rewrite("^usual = .*", "usual = 99", 1), "stands first"),
        (
            "thresholds.toml",
            rewrite("^per_year = .*", "per_year = [[1.0, 0.5]]", 1),
            "needs two pairs",
        ),
        (
            "thresholds.toml",
            rewrite("^per_year = .*", "per_year = [[1.0, 0.5], [2.0]]", 1),
            "[2.0] is no pair",
        ),
        (
            "thresholds.toml",
            rewrite("^per_year = .*", 'per_year = [[1, 0.5], ["two", 0.1]]', 1),
            "is no pair",
        ),
        *(
            (
                "thresholds.toml",
                rewrite("^per_year = .*", f"per_year = [[1.0, 0.5], {pair}]", 1),
                "scores must rise and alarms fall",
            )
            for pair in ("[1.0, 0.4]", "[2.0, 0.5]", "[2.0, 0.0]")
        ),
        ("taxonomy.toml", replace('lane = "acute"', 'lane = "fast"'), "'fast'"),
        ("taxonomy.toml", replace("severity = 0.4", "severity = 4"), "from 0.2 to 1.0"),
        ("taxonomy.toml", replace("'ЭТНОС'", "'(ЭТНОС'"), "gate.ru: pattern 1"),
        ("taxonomy.toml", replace("'ЭТНОС'", r"'\w*'"), "matches anything"),
        ("taxonomy.toml", replace("version =", "version"), "is not valid TOML"),
        ("taxonomy.toml", replace("needs_gate = true", ""), "needs_gate must be"),
        ("taxonomy.toml", replace('kk = "Ресурсқа талас", ', ""), "no text in kk"),
        ("taxonomy.toml", replace('scope = "text"', 'scope = "all"'), "scope 'all'"),
    ],
)
def test_a_table_that_contradicts_itself_stops_and_names_the_place(
    tmp_path: Path, table: str, damage: Damage, said: str
) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(TABLES, folder)
    path = folder / table
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(TableError, match=re.escape(said)) as caught:
        load_from(folder)
    assert str(caught.value).startswith(f"{table}, ")


def test_a_row_with_too_few_cells_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(TABLES, folder)
    path = folder / "offices.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("kk,басшы\n")
    with pytest.raises(TableError, match="has 2 cells instead of 3"):
        load_from(folder)


def test_every_lane_has_signals(reference: Reference) -> None:
    lanes = Counter(kind.lane for kind in reference.taxonomy.risk.values())
    assert lanes == {Lane.STRUCTURAL: 4, Lane.DISCURSIVE: 3, Lane.ACUTE: 3}
    assert len(reference.taxonomy.protective) == 5
