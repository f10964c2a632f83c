"""The picture of a region's own norm: band, line, signs, hatching, levels."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from dashboard import charts_norm, i18n
from dashboard.norm_days import NormDay
from data.model import LANGUAGES, LevelCode, Norm

UNTIL = date(2026, 11, 22)


def day(back: int, **changes: object) -> NormDay:
    norm = Norm(7, float(back % 3), 1.2, 0.1, 2.5 + back / 100, 0.4)
    made = NormDay(UNTIL - timedelta(days=back), LevelCode.CALM, norm, False)
    return replace(made, **changes)


def quarter() -> list[NormDay]:
    """Twelve weeks: blind in the middle, raised at the end, sources that move."""
    made = [day(back) for back in range(83, -1, -1)]
    for n in range(30, 40):
        made[n] = replace(made[n], norm=replace(made[n].norm, score=None))
    made[50] = replace(made[50], thin=True, joined=("a",))
    made[60] = replace(made[60], norm=None, code=LevelCode.NO_DATA, lost=("b", "c"))
    for n in range(80, 84):
        loud = replace(made[n].norm, seen=9.0)
        made[n] = replace(made[n], norm=loud, code=LevelCode.RAISED)
    return made


def traces(figure: go.Figure, name: str) -> list:
    return [each for each in figure.data if each.name == name]


def drawn(days: list[NormDay], **options: object) -> go.Figure:
    with i18n.using("en"):
        return charts_norm.figure(days, {"a": "A", "b": "B", "c": "C"}.get, **options)


def test_line_and_signs_hold_the_numbers() -> None:
    days = quarter()
    figure = drawn(days)
    (seen,) = traces(figure, "seen")
    assert list(seen.y) == [each.norm.seen if each.norm else None for each in days]
    (above,) = traces(figure, "above what is usual")
    assert list(above.x) == [80, 81, 82, 83]
    assert set(above.y) == {9.0}


def test_the_band_stops_where_nothing_can_be_said() -> None:
    days = quarter()
    figure = drawn(days)
    lower = traces(figure, "usual here (9 of 10 windows)")
    stretches = [(band.x[0], band.x[-1]) for band in lower]
    assert stretches == [(0, 29), (40, 59), (61, 83)]
    assert [band.showlegend for band in lower] == [True, False, False]
    assert {band.fill for band in lower} == {"tonexty"}
    expected = traces(figure, "expected")
    for band, line in zip(lower, expected, strict=True):
        span = days[band.x[0] : band.x[-1] + 1]
        assert list(band.y) == [each.norm.low for each in span]
        assert list(line.y) == [each.norm.expected for each in span]
        assert band.line.dash is None
        assert line.line.dash == "dash"
    place = figure.data.index(lower[0])
    assert list(figure.data[place - 1].y) == [each.norm.high for each in days[:30]]


def test_unreliable_days_are_hatched() -> None:
    (hatched,) = traces(drawn(quarter()), "cannot be judged")
    assert hatched.marker.pattern.shape == "/"
    spans = [(x, w) for x, w in zip(hatched.x, hatched.width, strict=True)]
    assert spans == [(34.5, 10), (50, 1), (60, 1)]
    assert not traces(drawn([day(n) for n in (2, 1, 0)]), "cannot be judged")


def test_sources_have_a_sign_and_their_names() -> None:
    figure = drawn(quarter())
    (joined,), (lost,) = (
        traces(figure, name) for name in ("source joined", "source fell silent")
    )
    assert (list(joined.x), list(lost.x)) == ([50], [60])
    assert joined.marker.symbol != lost.marker.symbol
    assert lost.customdata[0].endswith("(B, C)")
    assert sorted(shape.x0 for shape in figure.layout.shapes) == [50, 60]


def test_the_strip_tells_the_level_by_height_and_sign() -> None:
    days = quarter()
    strip = drawn(days).data[-1]
    heights = dict(zip(strip.text, strip.y, strict=True))
    assert heights["○ Calm"] < heights["▲"]
    assert sum(round(width + 0.1) for width in strip.width) == len(days)
    assert len(set(charts_norm.LEVEL_COLOURS.values())) == len(LevelCode)
    assert set(charts_norm.LEVEL_COLOURS) == set(LevelCode)
    flat = drawn(days, with_levels=False)
    assert len(flat.data) == len(drawn(days).data) - 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_of_the_picture_are_in_its_language(lang: str) -> None:
    with i18n.using(lang):
        figure = charts_norm.figure(quarter())
    assert figure.layout.separators[0] == ("." if lang == "en" else ",")
    names = {each.name for each in figure.data if each.name}
    assert len(names) == 7
    if lang != "en":
        assert not any(
            letter.isascii() and letter.isalpha() for letter in "".join(names)
        )
    assert figure.layout.xaxis2.ticktext[-1] == {
        "kk": "16 қар.", "ru": "16 нояб.", "en": "16 Nov"
    }[lang]  # fmt: skip


def test_a_region_without_a_norm_is_all_hatched() -> None:
    empty = [day(n, norm=None, code=LevelCode.NO_DATA) for n in (2, 1, 0)]
    (hatched,) = traces(drawn(empty), "cannot be judged")
    assert list(hatched.width) == [3]
    assert figure_top(drawn(empty)) > 0


def figure_top(figure: go.Figure) -> float:
    return figure.layout.yaxis.range[1]


def test_nothing_is_drawn_above_the_edge() -> None:
    days = quarter()
    highest = max(
        itertools.chain.from_iterable(
            (each.norm.seen, each.norm.high) for each in days if each.norm
        )
    )
    assert figure_top(drawn(days)) > highest


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", ["#FFFFFF", "#14191D"])
@pytest.mark.parametrize(
    "colour", [charts_norm.SEEN, charts_norm.GREY, charts_norm.ABOVE]
)
def test_lines_are_readable_on_light_and_dark(colour: str, ground: str) -> None:
    bright, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 3
