"""Vague texts of officials: known by what they leave out."""

from __future__ import annotations

import pytest

from scoring.follow_ups import is_vague


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Обстановка в селе стабильная, сообщили в районном акимате."),
        ("ru", "После недавних событий усилено патрулирование."),
        ("kk", "Ауылдағы жағдай тұрақты, халықты сабырға шақырамыз."),
        ("kk", "Болған оқиғадан кейін күшейтілген кезекшілік алынды."),
        ("en", "The situation in the village is stable, officials said."),
        ("en", "Calm returns to the village, schools have reopened."),
    ],
)
def test_a_state_without_an_event_is_vague(lang: str, text: str) -> None:
    assert is_vague(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Ситуация после массовой драки стабильная."),
        ("ru", "Паводковая ситуация в селе под контролем."),
        ("ru", "В селе открыли новую школу на триста мест."),
        ("ru", "Ситуация на рынке: цены стабильны."),
        ("kk", "Төбелестен кейін ауылдағы жағдай тұрақты."),
        ("kk", "Су басқан ауылдағы жағдай тұрақты."),
        ("en", "The situation after the brawl is stable."),
        ("other", "Vaziyat barqaror."),
        ("ru", ""),
    ],
)
def test_what_names_its_event_or_tells_of_none_is_not(lang: str, text: str) -> None:
    assert not is_vague(text, lang)


def test_a_long_text_tells_what_it_is_about() -> None:
    assert not is_vague("Обстановка в селе стабильная. " * 60, "ru")
