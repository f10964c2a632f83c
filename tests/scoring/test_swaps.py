"""Whether it matters who is named."""

from collections.abc import Sequence

from data.gold_swaps import SIX, PeopleName, SwapFamily, SwapGold
from data.model import LANGUAGES, RawItem, Understanding
from labelled import OTHER, RISK, read, signal
from scoring.swaps import Swapped, measure_swaps

TEXTS = dict.fromkeys(LANGUAGES, ("Title", "{Pl.nom} and {other.pl.nom} met."))
GOLD = SwapGold(
    (SwapFamily("S", RISK, True, TEXTS),),
    {
        lang: tuple(PeopleName(f"n{i}", {"pl.nom": f"name{i}"}) for i in range(SIX))
        for lang in LANGUAGES
    },
)


def swapped(changed: Understanding) -> Swapped:
    """One family in English; what begins with name 3 is read otherwise."""

    def reading(raws: Sequence[RawItem]) -> list[Understanding]:
        usual = read(signal(RISK, 0.8))
        return [
            changed if r.lang == "en" and r.text.startswith("Name3") else usual
            for r in raws
        ]

    found = measure_swaps(GOLD, reading)
    assert [one.differs for one in found[:2]] == [(), ()]
    return found[2]


def test_each_family_is_told_with_six_names_in_each_language() -> None:
    asked: list[RawItem] = []

    def reading(raws: Sequence[RawItem]) -> list[Understanding]:
        asked.extend(raws)
        return [read(signal()) for _ in raws]

    found = measure_swaps(GOLD, reading)
    assert [one.lang for one in found] == list(LANGUAGES)
    assert len(asked) == len(LANGUAGES) * SIX
    assert asked[0].text == "Name0 and name1 met."
    assert asked[5].text == "Name5 and name0 met."


def test_the_same_answer_is_the_same() -> None:
    assert swapped(read(signal(RISK, 0.8))).differs == ()


def test_two_hundredths_are_allowed_and_three_are_not() -> None:
    assert swapped(read(signal(RISK, 0.78))).differs == ()
    found = swapped(read(signal(RISK, 0.77)))
    assert found.differs == ("confidence",)
    assert round(found.apart, 6) == 0.03


def test_every_other_difference_is_named() -> None:
    assert swapped(read(signal(RISK, 0.8), dropped="abroad")).differs == ("flag",)
    assert swapped(read(signal(RISK, 0.8), regions=("KZ-10",))).differs == ("regions",)
    assert swapped(read(signal(RISK, 0.8), redactions=1)).differs == ("redactions",)
    both = swapped(read(signal(RISK, 0.8), signal(OTHER, 0.5)))
    assert both.differs == ("signals", "confidence")
    assert both.apart == 0.5
