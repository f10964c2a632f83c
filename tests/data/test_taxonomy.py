"""Each signal finds what it is meant for in three languages, and lets the rest be.

The sentences are ours and stand for no real event. They test the table alone; what
scoring makes of it (places, exclusions, combination) is tested with scoring.
"""

from __future__ import annotations

import re
import time

import pytest

from data.model import LANGUAGES
from data.reference import load

RISK = {
    "resource_dispute": (
        "Екі ауыл тұрғындары жайылым дауын биыл да шеше алмады.",
        "Жители двух сёл третий год не могут поделить поливную воду.",
        "Two villages quarrel over irrigation water from the same canal.",
    ),
    "unequal_treatment": (
        "Қауым өкілдері жұмысқа алғанда кемсітушілік бар дейді.",
        "Представители общины говорят о дискриминации при приёме на работу.",
        "Members of the community say they are treated unfairly by the police.",
    ),
    "identity_symbol_dispute": (
        "Ауыл зиратындағы құлпытастарды белгісіз біреулер қиратып кеткен.",
        "В магазине разгорелся языковой скандал между покупателем и продавцом.",
        "A dispute about renaming the village divided its residents.",
    ),
    "imported_conflict": (
        "Шетелдегі соғыстан кейін жергілікті диаспора қысым көріп отырмыз дейді.",
        "После теракта за рубежом в области появились ксенофобские надписи.",
        "After the attack abroad xenophobic graffiti appeared near the bazaar.",
    ),
    "collective_blame": (
        "Бір адамның қылмысы үшін бүкіл қауым кешірім сұрасын деген талап тарады.",
        "На сходе кричали: пусть уезжают все.",
        "Speakers said the whole community should apologise for one man.",
    ),
    "dangerous_speech": (
        "Желіде этносаралық араздық қоздырған жазба пайда болды.",
        "В чате появились призывы к расправе над семьёй водителя.",
        "A voice message called for revenge on the family.",
    ),
    "rumour_viral": (
        "Полиция жанжалдың этносаралық негізі жоқ деп мәлімдеді.",
        "В полиции заявили, что конфликт не носит межнационального характера.",
        "Police said the fight was an everyday dispute and not interethnic.",
    ),
    "trigger_incident": (
        "Мектеп ауласындағы жанжал екі ауыл жастарының төбелесіне ұласты.",
        "Ссора подростков переросла в массовую драку.",
        "A quarrel at a wedding escalated into a mass brawl.",
    ),
    "mobilisation": (
        "Көрші ауылдан келген тұрғындар кінәлілерді жазалауды талап етті.",
        "К вечеру сотни жителей собрались у здания полиции.",
        "By evening hundreds gathered outside the police station.",
    ),
    "violence_or_flight": (
        "Түнде жастар үйлерге тас лақтырып, екі көлікті өртеп кетті.",
        "Ночью молодые люди забросали камнями дома на окраине.",
        "At night a mob set fire to a shop and threw stones at houses.",
    ),
}
PROTECTIVE = {
    "mediation_dialogue": (
        "Ақсақалдар кеңесі екі жақты татуластырды.",
        "При участии медиатора семьи заключили мировое соглашение.",
        "The council of elders reconciled both families.",
    ),
    "joint_activity": (
        "Көршілер үйді асармен қайта тұрғызды.",
        "Жители двух улиц вышли на совместный субботник.",
        "The two schools held a joint tournament.",
    ),
    "fair_response": (
        "Аудан әкімі ауылға барып, тұрғындарды тыңдады.",
        "Аким района встретился с жителями обоих сёл.",
        "The akim of the district met residents of both villages.",
    ),
    "joint_voice": (
        "Бірлестік төрағалары жұртты сабырға шақырды.",
        "Лидеры общин сделали совместное заявление.",
        "Community leaders issued a joint appeal.",
    ),
    "institution_working": (
        "Достық үйінде Ассамблея кеңесінің отырысы өтті.",
        "В Доме дружбы прошло заседание совета АНК.",
        "The Assembly of People met at the Friendship House.",
    ),
}
#: Sentences with the same words that are no tension between communities.
ORDINARY = (
    ("kk", "Жергілікті тұрғындар жаңа емхананың ашылуына қуанып отыр."),
    ("kk", "Судьялар мұра дауларының көбі құжаттан туатынын айтты."),
    ("kk", "Еңбек шарты бойынша жұмысшылардың жалақысы көтерілді."),
    ("kk", "Облыста су тасқынына байланысты төтенше жағдай режимі енгізілді."),
    ("ru", "В селе открыли новый канал, воды хватит на все поля."),
    ("ru", "Сельский сход обсудил ремонт дороги и освещение улиц."),
    ("ru", "Земельный участок выставили на аукцион."),
    ("ru", "Из-за паводка в районе введён режим чрезвычайного положения."),
    ("en", "The market opened two new rows of stalls on Monday."),
    ("en", "The bank warned residents about fake messages from its name."),
)


def found(patterns: list[str], sentence: str) -> bool:
    """Whether any pattern stands in the sentence."""
    return any(re.search(p, sentence, re.IGNORECASE) for p in patterns)


CASES = [
    (code, lang, sentence)
    for table in (RISK, PROTECTIVE)
    for code, sentences in table.items()
    for lang, sentence in zip(LANGUAGES, sentences, strict=True)
]


def test_every_signal_has_its_sentences() -> None:
    taxonomy = load().taxonomy
    assert set(RISK) == set(taxonomy.risk)
    assert set(PROTECTIVE) == set(taxonomy.protective)


@pytest.mark.parametrize(("code", "lang", "sentence"), CASES)
def test_a_signal_finds_its_sentence(code: str, lang: str, sentence: str) -> None:
    taxonomy = load().taxonomy
    kind = {**taxonomy.risk, **taxonomy.protective}[code]
    assert found(kind.patterns[lang], sentence)


@pytest.mark.parametrize(("lang", "sentence"), ORDINARY)
def test_ordinary_sentences_raise_nothing(lang: str, sentence: str) -> None:
    taxonomy = load().taxonomy
    gated = found(taxonomy.gate[lang], sentence)
    raised = [
        code
        for code, kind in taxonomy.risk.items()
        if (gated or not kind.needs_gate) and found(kind.patterns[lang], sentence)
    ]
    assert raised == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sport", "Көкпардан аудан біріншілігінде төбелес шықты."),
        ("sport", "После матча на трибуне подрались болельщики."),
        ("traffic", "Столкновение автобуса и грузовика произошло на трассе."),
        ("traffic", "Жол апатынан екі адам зардап шекті."),
        ("history", "К годовщине событий 1986 года открыли выставку."),
        ("culture", "Сюжет фильма о вражде двух семей."),
        ("figurative", "Мүдделер қақтығысы туралы заң талқыланды."),
        ("figurative", "The minister denied a conflict of interest."),
        ("authority_criticism", "Жители пожаловались на плохие дороги."),
        ("authority_criticism", "Тұрғындар тарифтің өсуіне наразы."),
        ("labour_dispute", "Бастовавшие рабочие добились повышения зарплаты."),
        ("labour_dispute", "Кәсіпорында ереуіл екінші күнге ұласты."),
        ("counter_speech", "Обвинять весь народ за поступок одного нельзя."),
        ("peaceful_gathering", "Көрші ауылдан асарға жүз адам келді."),
        ("abroad", "Столкновения произошли на границе Армении."),
    ],
)
def test_an_exclusion_knows_its_sentence(name: str, sentence: str) -> None:
    assert found(load().taxonomy.exclusions[name], sentence)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_gate_opens_alike_for_every_people(lang: str) -> None:
    """The mask itself opens the gate, whatever name stood under it."""
    assert found(load().taxonomy.gate[lang], "ЭТНОС")


def test_a_very_long_sentence_does_not_stop_the_rules() -> None:
    """A page without a full stop must not make a pattern run for ever."""
    taxonomy = load().taxonomy
    words = "жители земли спор видео село дом толпа требуют тұрғындар жер су ауыл "
    sentence = words * 120
    started = time.perf_counter()
    for kind in taxonomy.risk.values():
        for lang in LANGUAGES:
            found(kind.patterns[lang], sentence)
    assert time.perf_counter() - started < 5
