"""A region against its own past, as numbers and as words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import builders
from dashboard import i18n, norm_days
from data.model import LANGUAGES, Level, LevelCode, Norm, Reason

UNTIL = date(2026, 11, 22)
QUIET = Norm(7, 0.5, 1.2, 0.0, 4.0, 0.3)
LOUD = Norm(7, 6.3, 1.2, 0.0, 4.0, 2.9)
BLIND = Norm(7, 0.5, 1.2, 0.0, 4.0, None)
SLOW = Norm(28, 9.0, 4.6, 1.0, 9.8, 0.8)


def level(back: int, *norms: Norm, code: LevelCode = LevelCode.CALM,
          reasons: tuple[Reason, ...] = ()) -> Level:  # fmt: skip
    on = UNTIL - timedelta(days=back)
    return builders.level(on=on, code=code, norms=norms, reasons=reasons)


def moved(what: str, on: date, *sources: str) -> Reason:
    params = {"sources": list(sources), "on": on.isoformat()}
    return Reason(f"level.source_{what}", params=params)


def days(*levels: Level, n: int = 5, window: int = 7) -> list[norm_days.NormDay]:
    return norm_days.history(levels, UNTIL, n, window)


def test_every_day_has_its_place_also_without_a_level() -> None:
    found = days(level(0, QUIET, SLOW), level(3, LOUD))
    assert [day.on for day in found] == [
        UNTIL - timedelta(days=back) for back in (4, 3, 2, 1, 0)
    ]
    assert [day.norm for day in found] == [None, LOUD, None, None, QUIET]
    assert [day.judged for day in found] == [False, True, False, False, True]
    assert [day.above for day in found] == [False, True, False, False, False]
    assert days(level(0, QUIET, SLOW), window=28)[-1].norm == SLOW


@pytest.mark.parametrize(
    "unreliable",
    [
        level(0),
        level(0, BLIND),
        level(0, LOUD, code=LevelCode.NO_DATA),
        level(0, LOUD, reasons=(Reason("level.thin", params={"share": 0.2}),)),
    ],
)
def test_what_cannot_be_judged_is_never_above_the_usual(unreliable: Level) -> None:
    last = days(unreliable)[-1]
    assert not last.judged
    assert not last.above


def test_a_change_of_sources_stands_once_on_its_day() -> None:
    on = UNTIL - timedelta(days=3)
    told = [
        level(back, QUIET, reasons=(moved("joined", on, "b"), moved("joined", on, "a")))
        for back in range(3)
    ]
    found = days(*told, level(3, QUIET, reasons=(moved("lost", UNTIL, "c"),)))
    assert [day.joined for day in found] == [(), ("a", "b"), (), (), ()]
    assert [day.lost for day in found] == [(), (), (), (), ("c",)]


def test_old_levels_have_nothing_to_draw() -> None:
    assert not norm_days.has_norm(days(level(0), level(1)))
    assert norm_days.has_norm(days(level(0, QUIET)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("n", [1, 2, 5, 21])
def test_the_picture_in_words(lang: str, n: int) -> None:
    levels = [level(back, LOUD if back < n else BLIND) for back in range(2 * n)]
    with i18n.using(lang):
        words = norm_days.words(norm_days.history(levels, UNTIL, 2 * n, 7))
    assert "22.11.2026" in words
    assert "%(" not in words
    assert words.count(str(n)) >= 2


def test_words_in_english() -> None:
    levels = [
        level(0, LOUD, reasons=(moved("joined", UNTIL, "a"),)),
        level(1, BLIND, reasons=(moved("lost", UNTIL - timedelta(days=1), "b"),)),
    ]
    with i18n.using("en"):
        words = norm_days.words(days(*levels, n=2))
    assert words == (
        "Own norm, day by day from 21.11.2026 to 22.11.2026. On the last day seen: "
        "6.3, usual: 1.2 (0–4). Above what is usual on 1 day. 1 day cannot be judged. "
        "Sources joined on: 22.11.2026. Sources fell silent on: 21.11.2026. The same "
        "numbers are in the table below."
    )


def test_the_table_holds_the_numbers_of_both_windows() -> None:
    levels = [
        level(0, LOUD, SLOW, code=LevelCode.RAISED),
        level(1, reasons=(moved("lost", UNTIL - timedelta(days=1), "b"),)),
    ]
    both = [days(*levels, n=2, window=window) for window in (7, 28)]
    with i18n.using("en"):
        head = norm_days.head((7, 28))
        rows = norm_days.rows(both, {"b": "Үн"}.__getitem__)
    assert {len(row) for row in rows} == {len(head)} == {7}
    assert rows == [
        (
            "22.11.2026", "▲ Raised", "6.3", "1.2 (0–4)", "9", "4.6 (1–9.8)",
            "above what is usual",
        ),
        (
            "21.11.2026", "○ Calm", "—", "—", "—", "—",
            "cannot be judged; source fell silent: Үн",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "written"), [(0.0, "0"), (0.042, "0,04"), (0.1, "0,1"), (12.93, "12,9")]
)
def test_amounts_are_short_and_small_ones_not_nought(
    value: float, written: str
) -> None:
    with i18n.using("ru"):
        assert norm_days.amount(value) == written
