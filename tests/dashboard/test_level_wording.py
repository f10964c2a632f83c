"""Why a level: every reason of the contract as a sentence, in three languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import builders
from dashboard import i18n, level_notes, level_wording
from data.model import LANGUAGES, LevelCode, Norm, Reason
from data.reference import load

NUMBERS = (1, 2, 5, 21)
PLACE = next(iter(load().districts))
RAISED = {
    "stories": 5, "owners": 3, "reports": 7, "seen": 6.3, "expected": 1.2, "high": 4.0,
    "days": 7, "since": "2026-11-13", "weeks": 160, "places": [PLACE],
}  # fmt: skip
ACUTE = {"stories": 1, "owners": 2, "hours": 5, "places": [PLACE]}


def counted(n: int) -> list[Reason]:
    """Every reason of a level, with a number that decides the form of its words."""
    moved = {"sources": [f"s-{each}" for each in range(n)], "on": "2026-11-02"}
    judged = ("confirmed", "refuted", "overtaken")
    changes = ("first_story", "more_reports", "quiet_days", "hours", "reading")
    return [
        Reason("level.no_data", params={"days": n, "items": n, "last_item_on": None}),
        Reason(
            "level.no_data",
            params={"days": n, "items": n, "last_item_on": "2026-10-13"},
        ),
        Reason("level.calm", params={"days": n, "items": n, "stories": 0}),
        Reason("level.calm", params={"days": n, "items": n, "stories": n}),
        Reason("level.watch", params={"stories": n, "days": n, "owners": n}),
        Reason(
            "level.raised",
            params=RAISED
            | {"stories": n, "owners": n, "reports": n, "days": n, "weeks": n},
        ),
        *(
            Reason("level.acute", params={**ACUTE, "hours": n, "owners": n, "why": why})
            for why in level_wording._WHY
        ),
        Reason("level.unverified"),
        *(Reason(f"level.{code}", params={"n": n}) for code in judged),
        Reason("level.learning", params={"day": n, "of": 28}),
        Reason("level.thin", params={"share": n / 100}),
        Reason("level.country", params={"factor": n + 0.4}),
        Reason("level.below_bar", params={"weeks": n, "days": n}),
        Reason("level.too_few", params={"weeks": n, "days": n}),
        Reason("level.held", params={"until": "2026-11-25"}),
        Reason("level.threads", params={"n": n, "since": "2026-10-01"}),
        Reason("level.protective", params={"n": n, "days": n}),
        Reason("level.copies", params={"n": n}),
        Reason("level.source_joined", params=moved),
        Reason("level.source_lost", params=moved),
        *(
            Reason("level.change", params={"to": "watch", "rule": rule, "n": n})
            for rule in (*changes, "verdict")
        ),
        Reason("level.change", params={"to": "calm", "rule": "reading", "n": 0}),
        Reason("level.change", params={"to": "acute", "rule": "verdict", "n": n}),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("n", NUMBERS)
def test_every_reason_is_a_sentence(n: int, lang: str) -> None:
    for reason in counted(n):
        with i18n.using(lang):
            said = level_wording.reason(reason)
        assert said.endswith("."), reason
        assert "%(" not in said
        assert "level." not in said
        assert said[0] == said[0].upper(), said
        latin = set(re.findall(r"[A-Za-z]{2,}", said))
        assert lang == "en" or not latin, said


def test_every_code_of_the_contract_is_worded() -> None:
    worded = {reason.code for reason in counted(1)}
    assert worded == set(level_wording._TOLD)
    assert set(level_wording.NOTES) | {level_wording.ACCORD} <= worded


@pytest.mark.parametrize("n", NUMBERS)
def test_languages_differ(n: int) -> None:
    for reason in counted(n):
        heard = set()
        for lang in LANGUAGES:
            with i18n.using(lang):
                heard.add(level_wording.reason(reason))
        assert len(heard) == 3, reason.code


def said(code: str, lang: str, **params: object) -> str:
    with i18n.using(lang):
        return level_wording.reason(Reason(code, params=params))


def test_a_raised_level_says_everything_in_two_sentences() -> None:
    params = RAISED | {"places": []}
    assert said("level.raised", "en", **params) == (
        "5 stories flagged (7 independent reports, 3 independent publishers); the "
        "first on 13.11.2026. Reports of the last 7 days weigh 6.3, usual here: about "
        "1.2, at most 4; such a window comes by chance about once in 3 years."
    )
    assert said("level.raised", "ru", **params) == (
        "Отмечено: 5 сюжетов (7 независимых сообщений, 3 независимых издания); первый "
        "— 13.11.2026. Вес сообщений за последние 7 дней — 6,3, а обычно здесь около "
        "1,2, не больше 4; случайно такой период бывает примерно раз в 3 года."
    )
    assert said("level.raised", "kk", **params) == (
        "Белгіленгені: 5 оқиға (7 тәуелсіз хабар, 3 тәуелсіз басылым); алғашқысы — "
        "13.11.2026. Соңғы 7 күндегі хабарлардың салмағы — 6,3, ал мұнда әдетте "
        "шамамен 1,2, ең көбі 4; мұндай кезең кездейсоқ шамамен 3 жылда бір рет болады."
    )


def test_an_old_raised_level_says_what_it_knows() -> None:
    old = {
        "stories": 5, "expected": 1.2, "owners": 3, "days": 28, "since": "2026-11-01",
    }  # fmt: skip
    assert said("level.raised", "ru", **old) == (
        "Отмечено за последние 28 дней: 5 сюжетов (3 независимых издания); первый — "
        "01.11.2026. Обычно здесь около 1,2."
    )


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (0.2, "once in 1 week"),
        (8, "once in 8 weeks"),
        (9, "once in 2 months"),
        (99, "once in 23 months"),
        (105, "once in 2 years"),
        (480, "once in 9 years"),
        (520, "at most once in 10 years"),
        (10**6, "at most once in 10 years"),
    ],
)
def test_chance_is_said_in_a_unit_people_use(weeks: float, words: str) -> None:
    with i18n.using("en"):
        assert level_notes.chance(weeks).endswith(words)


@pytest.mark.parametrize(
    ("n", "copies", "reports"),
    [
        (1, "Не учтена 1 перепечатка.", "ещё хотя бы 1 независимое сообщение."),
        (2, "Не учтены 2 перепечатки.", "ещё хотя бы 2 независимых сообщения."),
        (5, "Не учтено 5 перепечаток.", "ещё хотя бы 5 независимых сообщений."),
        (21, "Не учтена 21 перепечатка.", "ещё хотя бы 21 независимое сообщение."),
    ],
)
def test_plural_forms_of_russian(n: int, copies: str, reports: str) -> None:
    assert said("level.copies", "ru", n=n) == copies
    change = said("level.change", "ru", to="raised", rule="more_reports", n=n)
    assert change.endswith(reports)
    assert "«Выше обычного»" in change


def test_hours_do_not_stand_still() -> None:
    reason = Reason("level.acute", params=ACUTE)
    with i18n.using("en"):
        assert "5 hours ago" in level_wording.reason(reason)
        assert "7 hours ago" in level_wording.reason(reason, elapsed=2.4)


def test_an_acute_level_says_why_at_once_and_where() -> None:
    text = said("level.acute", "kk", **ACUTE, why="together")
    assert "сол ауданда қауесет" in text
    assert load().districts[PLACE].names["kk"] in text
    assert text.endswith("Бүгін қараңыз.")


def test_sources_bear_their_names() -> None:
    params = {"sources": ["a", "b"], "on": "2026-11-02"}
    with i18n.using("en"):
        text = level_wording.reason(
            Reason("level.source_lost", params=params), named={"a": "Үн", "b": "Ел"}.get
        )
    assert text.startswith("2 sources fell silent on 02.11.2026 (Үн, Ел);")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(level_wording._TOLD))
def test_a_reason_without_its_parameters_does_not_crash(code: str, lang: str) -> None:
    with i18n.using(lang):
        assert level_wording.reason(Reason(code))


def test_what_nobody_worded_is_shown() -> None:
    assert level_wording.reason(Reason("level.new")) == "level.new"
    assert "brand_new" in said("level.change", "ru", to="watch", rule="brand_new", n=1)
    assert "far" in said("level.change", "ru", to="far", rule="first_story", n=1)
    assert "omen" in said("level.acute", "ru", **ACUTE, why="omen")
    assert "99" in said("level.acute", "ru", **ACUTE | {"places": ["99"]})


def test_notes_stand_in_their_order_and_accord_beside() -> None:
    main, *rest = (Reason("level.watch"), *map(Reason, reversed(level_wording.NOTES)))
    strange = Reason("level.new")
    accord = Reason("level.protective")
    arranged = level_wording.arranged([main, accord, strange, *rest])
    assert arranged.main is main
    assert arranged.accord == (accord,)
    codes = [each.code for each in arranged.notes]
    assert codes == [*level_wording.NOTES[:-1], "level.new", level_wording.NOTES[-1]]
    assert level_wording.arranged([]).main is None


def test_a_held_level_does_not_count_quiet_days_twice() -> None:
    main, held = Reason("level.watch"), Reason("level.held")
    quiet, hours = (
        Reason("level.change", params={"to": "watch", "rule": rule, "n": 5})
        for rule in ("quiet_days", "hours")
    )
    assert level_wording.arranged([main, quiet]).notes == (quiet,)
    assert level_wording.arranged([main, held, quiet]).notes == (held,)
    assert level_wording.arranged([main, held, hours]).notes == (held, hours)


def test_a_row_of_a_table_is_short() -> None:
    held = Reason("level.held", params={"until": "2026-11-25"})
    copies = Reason("level.copies", params={"n": 2})
    level = builders.level(
        code=LevelCode.RAISED,
        reasons=(Reason("level.raised", params=RAISED), copies, held),
    )
    with i18n.using("en"):
        row = level_wording.brief(level)
        calm = level_wording.brief(builders.level())
        empty = level_wording.brief(replace(level, reasons=()))
    assert "weigh 6.3" in row
    assert "kept until 25.11.2026" in row
    assert "chance" not in row
    assert "copies" not in row
    assert calm == "Read: 9 items"
    assert empty == "—"


def test_the_usual_range_of_a_quiet_region() -> None:
    norm = Norm(7, 0.6, 1.2, 0.0, 4.0, 0.3)
    with i18n.using("ru"):
        assert level_wording.usual(norm) == (
            "Вес сообщений за последние 7 дней — 0,6; обычно здесь около 1,2, от 0 "
            "до 4."
        )
        assert "нельзя сравнить" in level_wording.usual(replace(norm, score=None))
