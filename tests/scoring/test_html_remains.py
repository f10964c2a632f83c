"""Markup that was left in a text goes; what only looks like it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.html_remains import without_html
from scoring.repair import normalise


def words(raw: str) -> str:
    return " ".join(normalise(raw).text.split())


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("<p>Драка в&nbsp;Таразе</p><p>Сход</p>", "Драка в Таразе Сход"),
        ("в <b>Шым</b>кенте", "в Шымкенте"),
        ("&laquo;Всё&raquo; &mdash; &#1179;ала &#x49b;", "«Всё» — қала қ"),
        ("&amp;quot;Иә&amp;quot; &amp;amp;nbsp;деді", '"Иә" деді'),
        ("&lt;p&gt;Сход&lt;br/&gt;у канала&lt;/p&gt;", "Сход у канала"),
        ("Сход<script>var a='драка';</script> тихий", "Сход тихий"),
        ("Сход<!-- драка --> тихий<style>p{}</style>", "Сход тихий"),
        ("(adsbygoogle = window.adsbygoogle || []).push({}); Сход", "Сход"),
        ('Сход <a href="http://x.kz/драка" target=_blank>тут</a>', "Сход тут"),
        ("Сход <script>не закрыт", "Сход не закрыт"),
    ],
)
def test_markup_goes(raw: str, meant: str) -> None:
    assert words(raw) == meant


@pytest.mark.parametrize(
    "text",
    ["a < b и c > d", "<Абай> и <жол>", "R&D, AT&T, Рога & Копыта", "(мен) айттым", ""],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert without_html(text) is None


@given(st.text(alphabet="<>/!-pb&;amp# ascript", max_size=60))
def test_any_text_has_its_way_back(raw: str) -> None:
    clean = without_html(raw)
    if clean is not None:
        assert clean.old == raw
        assert all(0 <= clean.back(at) <= len(raw) for at in range(len(clean.text)))
