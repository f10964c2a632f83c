"""A text is read in its own language, whatever the feed declares."""

import pytest

from scoring.language import identify

HEADLINES = [
    ("Қордай ауданында екі ауылдың тұрғындары татуласты", "kk"),
    ("Алматыда жаңа метро бекеті ашылды", "kk"),
    ("Тілге құрмет елге құрмет", "kk"),
    ("Бауыржан Момышұлы атындағы мектеп", "kk"),
    ("Рейд акимата выявил нарушения", "ru"),
    ("Драка в Шымкенте", "ru"),
    (
        "Әкімшілік не комментирует ситуацию в районе и просит сохранять спокойствие",
        "ru",
    ),
    ("В Түркістан прибыла комиссия, сообщили в акимате", "ru"),
    ("Villagers of Masanchi met the akim", "en"),
    ("Nauryz holiday schedule announced", "en"),
    ("Ош базары бүгүн жабык, дейт мэрия", "other"),
    ("Ўзбекистонда янги мактаб очилди", "other"),
    ("Україна та її сусіди домовились про зерно", "other"),
    ("Türkiye'de yeni okul açıldı", "other"),
]


@pytest.mark.parametrize(("text", "lang"), HEADLINES)
def test_the_language_of_a_headline(text: str, lang: str) -> None:
    assert identify(text) == lang


def test_a_declared_language_only_breaks_a_tie() -> None:
    assert identify("2026", "kk") == "kk"
    assert identify("2026", "ru-RU") == "ru"
    assert identify("2026") == "other"
    assert identify("Жители двух сёл помирились при участии аксакалов", "kk") == "ru"
    assert identify("Residents of two villages were reconciled by elders", "ru") == "en"
