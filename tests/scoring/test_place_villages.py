"""Villages nobody listed, and the names of a classifier in all their cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.gazetteer import CLASSIFIER, PlaceName
from scoring.places import Gazetteer

ROWS = [
    PlaceName("district", "d", "KZ-31", "d", "ru", "Кордайский район", "full"),
    PlaceName("district", "d", "KZ-31", "d", "kk", "Қордай ауданы", "full"),
    *(
        PlaceName("settlement", str(n), "KZ-31", "d", "ru", name, CLASSIFIER)
        for n, name in enumerate(("Каракемер", "Покровка", "Каменное", "Толе би"))
    ),
]
GAZETTEER = Gazetteer(ROWS)


def villages(text: str) -> list[tuple[str, bool]]:
    found = GAZETTEER.find(text)
    return [(m.words, bool(m.names)) for m in found if m.kind == "settlement"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("В селе Каракемер был сход.", [("Каракемер", True)]),
        ("Жители села Покровки вышли.", [("Покровки", True)]),
        ("В селе Каменном пожар.", [("Каменном", True)]),
        ("Қаракемер ауылында жиын өтті.", [("Қаракемер", True)]),
        ("В ауле Толе би строят мост.", [("Толе би", True)]),
        ("В селе Неведомом тихо.", [("Неведомом", False)]),
        ("Беймәлім ауылында тыныш.", [("Беймәлім", False)]),
        ("The village of Nowhere slept.", [("Nowhere", False)]),
        ("Nowhere village slept.", [("Nowhere", False)]),
        ("В Каракемере Кордайского района сход.", [("Каракемере", True)]),
        ("Жители Каракемера были рады.", []),
        ("Осы ауылда, бұл ауылдарда су жоқ.", []),
        ("Атасының ауылында той болды.", []),
        ("The village slept; a Mountain village woke.", []),
        ("Kazakh villagers shared flour.", []),
        ("Житель села Ахмет Юсупов уехал.", []),
    ],
)
def test_a_village(text: str, found: list[tuple[str, bool]]) -> None:
    assert villages(text) == found


@given(st.text(max_size=300))
def test_no_text_breaks_the_search_and_every_mention_stands_where_it_says(
    text: str,
) -> None:
    for mention in GAZETTEER.find(text):
        assert text[mention.start : mention.end] == mention.words
