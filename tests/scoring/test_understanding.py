"""What one text says: signals that stand, and silence where nothing is said."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import scoring
from data.model import Lane, RawItem, Understanding
from data.reference import load

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
CASES = [
    json.loads(line)
    for lang in ("kk", "ru", "en")
    for line in (HERE / f"cases_{lang}.jsonl").read_text("utf-8").splitlines()
]


REASONS = {"signal.rule", "signal.gate", "signal.heads", "signal.examples"}


def read(text: str, title: str = "", **more: object) -> Understanding:
    item = RawItem("x", "", title, text, **more)  # type: ignore[arg-type]
    return scoring.understand([item])[0]


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not on this machine")
    return path


def test_there_are_enough_cases_of_both_kinds() -> None:
    assert sum(case["flag"] for case in CASES) >= 60
    assert sum(not case["flag"] for case in CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case(case: dict[str, object]) -> None:
    got = read(str(case["text"]), str(case["title"]))
    assert got.lang == str(case["id"])[:2]
    assert got.flag is case["flag"], (got.dropped, got.risk)
    if case["flag"]:
        assert {s.code for s in got.risk} & set(case["signals"])  # type: ignore[call-overload]
    if "protective" in case:
        assert {s.code for s in got.protective} & set(case["protective"])  # type: ignore[call-overload]
    if "regions" in case:
        assert set(got.regions) == set(case["regions"])  # type: ignore[call-overload]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_evidence_is_where_it_says(case: dict[str, object]) -> None:
    got = read(str(case["text"]), str(case["title"]))
    parts = {"title": got.title, "text": got.text}
    for signal in (*got.risk, *got.protective):
        assert signal.evidence
        assert 0.01 <= signal.confidence <= 0.99
        assert {r.code for r in signal.reasons} <= REASONS
        for evidence in signal.evidence:
            shown = parts[evidence.part][evidence.start : evidence.end]
            assert shown == evidence.text
        for reason in signal.reasons:
            json.dumps(dict(reason.params))
            if reason.code == "signal.examples":
                assert all(
                    one["id"] and one["text"] for one in reason.params["examples"]
                )
                continue
            words = reason.params["words"]
            shown = " ".join(one.text for one in reason.evidence)
            for word in [words] if isinstance(words, str) else words:
                assert word in shown


def test_the_lane_is_the_fastest_of_its_signals() -> None:
    got = read(
        "В Кордайском районе после спора за пастбище между жителями двух сёл "
        "толпа забросала камнями дома."
    )
    assert {s.code for s in got.risk} >= {"resource_dispute", "violence_or_flight"}
    assert got.lane is Lane.ACUTE


# --- ethnonyms ----------------------------------------------------------------------

#: Forms that fit the same gap; no people stands for more than another.
PEOPLES = {
    "ru": ["дунгане", "узбеки", "казахи", "русские", "чеченцы", "турки", "уйгуры"],
    "kk": ["дүнгендер", "өзбектер", "қазақтар", "орыстар", "шешендер", "ұйғырлар"],
    "en": ["Dungans", "Uzbeks", "Kazakhs", "Russians", "Chechens", "Uyghurs"],
}
GAPS = {
    "ru": [
        "В Кордайском районе {} и {} подрались из-за полива, сообщил Иван Петров.",
        "В Таразе распространились призывы громить лавки: виноваты {}, пишут в чате.",
        "{} и {} вместе провели асар в селе Мерке Меркенского района.",
        "В Шымкенте выступил ансамбль, {} пели народные песни.",
    ],
    "kk": [
        "Қордай ауданында {} мен {} суға таласып, жаппай төбелес болды.",
        "Таразда {} кінәлі, олардан кек алуға шақырған жазба тарады.",
        "Мерке ауданында {} мен {} бірге асар жасады.",
    ],
    "en": [
        "In Korday District {} and {} clashed over irrigation water.",
        "Posts in Taraz called for revenge: {} are to blame, they said.",
        "In Taraz {} and {} held a joint iftar.",
    ],
}


def outline(got: Understanding) -> object:
    """What must not change: everything but the words of the evidence."""
    return (
        got.lang,
        got.regions,
        got.districts,
        got.dropped,
        got.redactions,
        [(p.kind, p.code, p.words) for p in got.places],
        [
            (s.code, s.lane, s.confidence, [r.params.get("rule") for r in s.reasons])
            for s in (*got.risk, *got.protective)
        ],
    )


def gaps() -> Iterator[tuple[str, str]]:
    for lang, templates in GAPS.items():
        for template in templates:
            yield lang, template


@pytest.mark.parametrize(("lang", "template"), list(gaps()))
def test_swapping_peoples_changes_nothing(lang: str, template: str) -> None:
    peoples = PEOPLES[lang]
    seen = set()
    for i in range(len(peoples)):
        pair = peoples[i], peoples[(i + 2) % len(peoples)]
        text = template.format(*pair[: template.count("{}")])
        seen.add(repr(outline(read(text[0].upper() + text[1:]))))
    assert len(seen) == 1


def test_every_listed_self_name_is_masked_alike() -> None:
    tables = load()
    endings = {"ru": "ы", "kk": "тар", "en": "s"}
    frames = {
        "ru": "В Таразе {} и соседи подрались у канала.",
        "kk": "Таразда {} мен көршілері жаппай төбелесті.",
        "en": "In Taraz {} and their neighbours clashed over irrigation water.",
    }
    for lang, frame in frames.items():
        names = [e.stem for e in tables.ethnonyms if e.lang == lang]
        assert len(names) > 20
        seen = {
            repr(outline(read(frame.format(name + endings[lang]), lang=lang)))
            for name in names
        }
        assert len(seen) == 1, lang


# --- silence where silence is due ---------------------------------------------------


def test_the_seeds_raise_nothing() -> None:
    files = sorted(shared("seeds").glob("*.txt"))
    assert len(files) == 5
    for file in files:
        title, _, text = file.read_text("utf-8").partition("\n")
        assert not read(text, title).flag, file.name


def test_the_seeds_raise_nothing_even_from_a_regional_outlet() -> None:
    home = {"outlet": replace(load().sources[0], id="outlet", region="KZ-31")}
    for file in sorted(shared("seeds").glob("*.txt")):
        title, _, text = file.read_text("utf-8").partition("\n")
        item = RawItem("outlet", "", title, text)
        assert not scoring.understand([item], home)[0].flag, file.name


def rows(name: str, limit: int) -> list[str]:
    lines = shared(name).read_text("utf-8").splitlines()
    step = max(1, len(lines) // limit)
    return [json.loads(line)["text"] for line in lines[::step]]


def test_ordinary_russian_news_raise_nothing() -> None:
    texts = rows("corpora/factrueval_ru.jsonl", 254)
    got = scoring.understand([RawItem("x", "", "", text) for text in texts])
    assert sum(one.flag for one in got) <= 1
    # Even if each of them had happened in Taraz.
    here = scoring.understand([RawItem("x", "", "Тараз", text) for text in texts])
    assert sum(one.flag for one in here) <= 3


def test_ordinary_kazakh_sentences_raise_nothing() -> None:
    texts = rows("corpora/kaznerd_valid.jsonl", 3000)
    got = scoring.understand([RawItem("x", "", "Таразда", text) for text in texts])
    assert len(got) >= 3000
    # Told that all of it happened in one town; without that, none is flagged.
    assert sum(one.flag for one in got) / len(got) <= 0.005
    bare = scoring.understand([RawItem("x", "", "", text) for text in texts])
    assert sum(one.flag for one in bare) / len(bare) <= 0.0003


def examples() -> Iterator[tuple[str, str, str, int]]:
    """The examples of the reference taxonomy, read without a YAML library."""
    kind, signal, inside, found = "risk", "", False, []
    path = shared("reference/taxonomy.yaml")
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("protective_signals"):
            kind = "protective"
        if head := re.match(r"- id: (\w+)", line):
            signal, inside = head[1], False
        elif line.startswith("  examples:"):
            inside = True
        elif inside and (item := re.match(r"  - (.*)", line)):
            found.append([kind, signal, item[1].strip().strip("'")])
        elif inside and line.startswith("    "):
            found[-1][2] += " " + line.strip().strip("'")
        elif inside:
            inside = False
    for number, (kind, signal, text) in enumerate(found):
        yield kind, signal, text, number % 3


def test_the_examples_of_the_reference_hit_their_signals() -> None:
    places = (
        "Жамбыл облысы Қордай ауданы. ",
        "Жамбылская область, Кордайский район. ",
        "Zhambyl Region, Korday District. ",
    )
    found = list(examples())
    assert len(found) == 45
    for kind, signal, text, which in found:
        got = read(places[which] + text)
        signals = got.risk if kind == "risk" else got.protective
        assert signal in {s.code for s in signals}, text
        assert got.flag is (kind == "risk"), text


def test_no_text_however_odd_takes_long() -> None:
    odd = (
        "а" * 60_000,
        "спор за воду между " * 3_000,
        "Иван Петров " * 4_000,
        "«" * 9_000,
    )
    start = time.process_time()
    scoring.understand([RawItem("x", "", "", text) for text in odd])
    assert time.process_time() - start < 20


# --- manners ------------------------------------------------------------------------


def test_the_same_text_gives_the_same_answer() -> None:
    item = RawItem("x", "", CASES[0]["title"], CASES[0]["text"])
    assert scoring.understand([item, item])[0] == scoring.understand([item])[0]
    assert scoring.understand([]) == []


def test_the_version_names_the_taxonomy() -> None:
    got = read("Тараз")
    assert got.version == scoring.VERSION
    assert load().taxonomy.version in got.version


def test_an_unread_language_is_said_to_be_one() -> None:
    got = read("Ўзбекистонда янги мактаб очилди, болалар хурсанд бўлди.")
    assert (got.lang, got.dropped, got.flag) == ("other", "foreign_language", False)


def test_an_old_event_is_history_and_a_new_one_is_not() -> None:
    text = (
        "В 2020 году в Кордайском районе после драки толпа жителей соседних сёл "
        "забросала камнями и подожгла дома, семьи бежали."
    )
    now = datetime(2026, 11, 22, tzinfo=UTC)
    then = datetime(2020, 2, 9, tzinfo=UTC)
    assert read(text, published_at=now).dropped == "history"
    assert read(text, published_at=then).flag


def test_a_drop_says_why() -> None:
    why = {
        "В Бишкеке произошла массовая драка жителей двух сёл.": "abroad",
        "Матч в Таразе закончился массовой дракой футболистов.": "sport",
        "В селе Бирлик произошла массовая драка жителей двух сёл.": "unresolved",
        "Жители двух сёл устроили массовую драку.": "not_kazakhstan",
        "Суд в Таразе вынес приговор по делу о массовой драке.": "court",
    }
    assert {text: read(text).dropped for text in why} == why
