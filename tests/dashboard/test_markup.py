"""HTML that a headline cannot break."""

from __future__ import annotations

import pytest

from dashboard import markup
from data.model import Evidence

HOSTILE = '<img src=x onerror="alert(1)">&"'


def test_text_is_escaped_everywhere() -> None:
    made = markup.table(
        [HOSTILE, "b"], [[HOSTILE, markup.tag("b", HOSTILE)]], caption=HOSTILE
    )
    assert "<img" not in made
    assert made.count("&lt;img") == 4


def test_attributes_are_escaped_and_none_is_left_out() -> None:
    made = markup.tag("a", "x", href='"><script>', title=None, data_x=1, class_="c")
    assert made == '<a href="&quot;&gt;&lt;script&gt;" data-x="1" class="c">x</a>'


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", ""])
def test_a_link_outside_needs_http(address: str) -> None:
    assert markup.link("<b>", address, outside=True) == "&lt;b&gt;"


def test_addresses_carry_codes() -> None:
    made = markup.url("region", region="KZ-31", lang="kk", flag=None)
    assert made == "./region?region=KZ-31&lang=kk"


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([(0, 3)], "<mark>a&lt;b</mark>cdef"),
        ([(0, 3), (2, 5)], "<mark>a&lt;bcd</mark>ef"),
        ([(4, 99)], "a&lt;bc<mark>def</mark>"),
        ([(5, 5), (-3, 0)], "a&lt;bcdef"),
    ],
)
def test_marked(spans: list[tuple[int, int]], said: str) -> None:
    evidence = [Evidence("", start, end) for start, end in spans]
    assert markup.marked("a<bcdef", evidence) == said


def test_marked_takes_only_its_part() -> None:
    assert markup.marked("abc", [Evidence("", 0, 2, "title")]) == "abc"
