"""What a meeting dealt with: a closed list of topics, each known by its words.

A passing mention is no topic: a word weighs by where it stands (headline, agenda,
decisions, running text), and a topic needs weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from collectors.meetings.bodies import Body
from collectors.meetings.text import Report, Sentence, without_bullet

_FLAGS = re.IGNORECASE

#: The closed list, with the words of each topic in three languages.
TOPICS: dict[str, re.Pattern[str]] = {
    code: re.compile(rf"\b(?:{words})", _FLAGS)
    for code, words in (
        (
            "situation",
            r"(?:этносаралық|ұлтаралық)\s+(?:ахуал|жағда|қатынас)\w*"
            r"|(?:межэтническ|межнациональн)\w+\s+(?:ситуаци|обстановк|отношени)\w*"
            r"|өзара қарым-қатынас\w*|(?:ахуал|жағдай) тұрақты|обстановк\w+"
            r"|inter-?ethnic (?:situation|relations)|қоғамдық-саяси ахуал\w*"
            r"|общественно-политическ\w+ (?:ситуаци|обстановк)\w*"
            r"|этносаралық келісім\w*|ашық қақтығыс\w*"
            r"|(?:межэтническ|межнациональн)\w+ почв\w*|өңірдегі тұрақтылы\w+"
            r"|сохранени\w+ общественн\w+ согласи\w*"
            r"|қарым-қатынас\w* орнықтыр\w*"
            r"|отношения между (?:\w+\s+)?(?:жител|народ|этнос)\w*"
            r"|(?:спокойстви|стабильност)\w* в (?:регион|район|област|город)\w*",
        ),
        (
            "prevention",
            r"алдын алу\w*|профилактик\w*|предупрежден\w+ конфликт\w*|түсіндірме\w*"
            r"|түсіндіру\w*|разъяснительн\w+|разъясн\w+|рейд\w*|алдын ала|предотвращ\w+"
            r"|тұрғындармен кездесу\w*|сход\w{0,3}\b|приём\w* граждан|кикілжің\w*"
            r"|раннего реагирования|ерте ден қою|жедел ден қою|conflict prevention"
            r"|қауіптің алдын|түсінік бер\w*|ұласпа\w*|ушық\w*|шиеленіс\w*"
            r"|напряж[её]нност\w*|теріс пиғыл\w*"
            r"|келіспеушілік\w*|конфликт\w*\s+[^.]{0,30}не допущ\w*|травл\w+"
            r"|травят|опроверж\w+|опроверг\w*|жанжал\w*|разнима\w+"
            r"|ранн\w+ выявлени\w*",
        ),
        (
            "mediation",
            r"медиаци\w*|медиатор\w*|этномедиа\w*|татуластыр\w*|татуласу\w*|бітім\w*"
            r"|примирен\w*|mediat\w+|дау\w{0,5}\s+шеш\w*|урегулирован\w*"
            r"|татулас\w+|помири\w+|миров\w+ соглаш\w*|бітісті\w*|араағай\w*"
            r"|посредник\w*",
        ),
        (
            "youth",
            r"жастар\w*|жасөспірім\w*|молод[её]ж(?!\w* крыл)\w*|подрост\w*|студент\w*"
            r"|young|youth"
            r"|балалар мен жас\w*",
        ),
        (
            "language",
            r"тіл (?:мәселе|курс|үйрен|маман)\w*|мемлекеттік тіл\w*|қазақ тіл\w*"
            r"|ана тіл\w*|тіл\w* үйрен\w*|қазақша\w*|тілдерді?\b|тілдік\w*"
            r"|(?<!двух )язык\w*|воскресн\w+ школ\w*|жексенбілік мектеп\w*"
            r"|казахск\w+ язык\w*|родн\w+ язык\w*|languages?\b"
            r"|разговорн\w+ клуб\w*|сөйлесу клуб\w*"
            r"|по-казахски|қазақша|ана тіл\w*"
            r"|тіл сынып\w*|переводчик\w*",
        ),
        (
            "culture",
            r"фестивал\w*|қолөнер\w*|көрме\w*|мәдени(?:ет)? (?:шара|мұра|күн)\w*"
            r"|салт-дәстүр\w*"
            r"|дәстүр\w*|ансамбл\w*|выставк\w*|традици\w*|ремесл\w*|обыча\w*"
            r"|культурн\w+ (?:наследи|мероприят|програм)\w*|национальн\w+ игр\w*"
            r"|ұлттық ойын\w*"
            r"|ұлттық тағам\w*|национальн\w+ кухн\w*|festival|heritage|наурыз мейрам\w*"
            r"|әдет-ғұрып\w*"
            r"|наурыз(?=\s+(?:мереке|в\b))|аула мереке\w*"
            r"|мереке(?:сі|нің|мен)\w*|кулинар\w*|рецепт\w*"
            r"|ұлттық киім\w*|площадк\w+ на наурыз|этноауыл\w*"
            r"|праздник\w*|мейрам\w*",
        ),
        (
            "charity",
            r"қайырымдылық\w*|мұқтаж\w*|қол ұш\w*|әлеуметтік көмек\w*"
            r"|киім-кешек\w*|благотворительн\w*|нуждающ\w+|малообеспеченн\w*"
            r"|милосерди\w*"
            r"|тұрмысы төмен\w*|жағдайы қиын\w*|адресн\w+ помощ\w*|т[её]пл\w+ одежд\w*"
            r"|школьн\w+ принадлежност\w*|аз қамтыл\w*|charit\w+|мейірім\w*|зекет\w*"
            r"|азық-түлік\w*|жетім\w*|опек\w+|помощь (?:\w+\s+){0,2}сем\w+"
            r"|продуктов\w+|малоимущ\w*|пожертвов\w+|садақа\w*",
        ),
        (
            "planning",
            r"жұмыс жоспар\w*|іс-шаралар жоспар\w*|жылдық есеп\w*|жылдың есеб\w*"
            r"|есеп берді"
            r"|жыл қорытынды\w*|қорытынды\w* (?:шығар|бойынша отырыс)\w*"
            r"|тоқсан қорытынды\w*"
            r"|план\w* (?:работ|мероприят)\w*|отч[её]т\w* (?:за|о работе"
            r"|секретариат)\w*"
            r"|с отч[её]том|итог\w+ (?:работ|год|квартал|полугод|перв|прошл)\w*"
            r"|за (?:отч[её]тный|прошедш\w+|прошл\w+) (?:период|год|квартал)"
            r"|work plan|annual report|жоспар\w* бекіт\w*|утвержд\w+ план\w*"
            r"|есепті кезең\w*"
            r"|тоқсандағы жұмыс\w*|атқарылған жұмыс\w*|показател\w+|есеппен|есебі\b"
            r"|жұмысын\w* қорытынды\w*|қорытындылады"
            r"|комплексн\w+ план\w*"
            r"|план\w* на (?:20\d\d|следующ|новый|второ|перво)\w*"
            r"|жоспар\w*\s+(?:түз|құр|талқы|жаса)\w*|жаңа жоспар\w*|отчитал\w*"
            r"|отч[её]тн\w+|есебін|есеп беру\w*|келер жыл\w*|іс-шара есеб\w*"
            r"|реализац\w+ (?:\w+\s+)?план\w*|распределени\w+ средств|смет\w+",
        ),
        (
            "reform",
            r"реформ\w*|өтпелі кезең\w*|переходн\w+ период\w*|законопроект\w*"
            r"|заң жоба\w*"
            r"|жаңа (?:талап|құрылым|заң)\w*|нов\w+ (?:требовани|закон|структур)\w*"
            r"|передач\w+ функци\w*|создани\w+ (?:халық|народн)\w*|смен\w+ модел\w*"
            r"|преобразован\w+"
            r"|(?:халық кеңесі|халық кеңесіне|народн\w+ совет)\w*\s+(?:келеді|құрыл"
            r"|көш|өту|вместо)\w*"
            r"|орнына халық кеңесі|жарғы\w*|при переходе|реорганизац\w+|transition"
            r"|ережесін|"
            r"задачами халық"
            r"|местн\w+ структур\w*|халық кеңесіне көш\w*|типов\w+ положени\w*"
            r"|переход\w* (?:на|к|в)\b|график\w* перехода"
            r"|положени\w+ о (?:совет|местн)\w*",
        ),
        (
            "relief",
            r"су тасқын\w*|тасқын\w*|су басқан\w*|паводк\w*|наводнени\w*|өрт(?:тен|ке"
            r"|ен)?\b"
            r"|пожар\w*|пострадавш\w+|зардап шек\w*|жер сілкін\w*|землетрясени\w*"
            r"|flood\w*"
            r"|эвакуац\w*|көшірілген\w*",
        ),
        (
            "media",
            r"әлеуметтік желі\w*|желідегі\w*|қауесет\w*|блогер\w*|жалған ақпарат\w*"
            r"|жел сөз\w*|арандату\w*|интернет\w*|соцсет\w*|социальн\w+ сет\w*|слух\w*"
            r"|фейк\w*"
            r"|паблик\w*|информационн\w+ (?:сред|гигиен|пространств|безопасност)\w*"
            r"|провокаци\w*"
            r"|ложн\w+ информаци\w*|подстрекательств\w*|комментари\w+|блогинг\w*"
            r"|social media"
            r"|rumou?rs?|ақпараттық (?:орта|кеңістік|қауіпсіздік|гигиена)\w*"
            r"|журналист\w*"
            r"|мессенджер\w*|репост\w*|опроверж\w+|родительск\w+ чат\w*"
            r"|телеграм\w*|желіде\w*",
        ),
        (
            "education",
            r"(?<!жексенбілік )мектеп\w*|оқушы\w*|білім беру\w*"
            r"|оқу (?:жыл|құрал)\w*|ата-ана\w*"
            r"|мұғалім\w*|педагог\w*"
            r"|(?<!воскресных )(?<!воскресными )(?<!воскресная )школ(?!\w* принадл)\w*"
            r"|образовани\w*|учебн\w+|ученик\w*|учител\w*"
            r"|родител\w*|просвещени\w*|schools?\b|education|балабақша\w*"
            r"|детск\w+ сад\w*"
            r"|колледж\w*"
            r"|дошкольн\w+|сынып\w*",
        ),
        (
            "land_water",
            r"жайылым\w*|шабынды[қғ]\w*|суар(?:у|ма)\w*|су (?:кезег|дау|бөлу|өлшег"
            r"|тапшы)\w*"
            r"|суға кезек|арық\w*|мал жаю\w*|малды? (?:жай|бағ)\w*|пастбищ\w*|выпас\w*"
            r"|сенокос\w*"
            r"|полив\w*|орошен\w*|земельн\w+|земл[еёию]\w{0,2}\b|межев\w+|потрав\w*"
            r"|арык\w*|канал\w*"
            r"|жер (?:дау|мәселе|телім|қатынас)\w*|скот\w{0,2}\b|pastures?|irrigation"
            r"|grazing|водопо\w+"
            r"|су бөл\w*|запруд\w*|прогон\w*",
        ),
        (
            "personnel",
            r"құрам\w*\s+(?:өзгеріс|жаңар|қабылда|бекіт|енгіз|сайла)\w*|құрамына\b"
            r"|сайланды|сайлан\w+|сайлау\w*|тағайында\w+|кадр\w*|избран\w*|избрал\w*"
            r"|избрани\w+"
            r"|назначен\w*\s+(?:на|руководител|председател|нов)\w*|состав\w*\s+совет\w*"
            r"|меняется состав\w*|обнов\w+\s+(?:треть\s+)?состав\w*|ротаци\w*|кадров\w+"
            r"|нов\w+ (?:член|председател|руководител)\w*|жаңа (?:төраға|мүше"
            r"|басшы)\w*|elected"
            r"|сайла[дп]\w*|переизб\w*|штатн\w+"
            r"|ставк\w+ (?:методист|координатор|медиатор)\w*"
            r"|мүше\w*\s+(?:шығар|енгіз)\w*|құрамынан|кадр тапшы\w*",
        ),
        (
            "awards",
            r"марапатта\w*|марапат\w*|алғыс хат\w*|медал\w*|төсбелгі\w*|награжд\w*"
            r"|наград\w*"
            r"|благодарственн\w+|грамот\w*|почётн\w+|құрмет грамота\w*|awarded|medals?",
        ),
        (
            "volunteering",
            r"ерікті\w*|волонт[её]р\w*|сенбілік\w*|субботник\w*|volunteer\w*|асар\b",
        ),
    )
}
_AGENDA = re.compile(
    r"күн тәртіб|қаралған мәселе|талқылан\w+ мәселе|мәселе\w*\s+(?:қара|талқыла)"
    r"|(?:бірінші|екінші|үшінші|алғашқы|басты) мәселе|әңгіме арқауы|тақырып"
    r"|повестк|рассмотре|обсудил|обсужд|вопрос|тема\b|речь шла|поводом|agenda"
    r"|о ч[её]м говор|не айтылды|сөз болды|сөз қозға|қозғал(?:ды|ып)|тоқтал|говорили"
    r"|спорили"
    r"|затронул|делил|пысықта|хотят|отчитал|доклад|баянда"
    r"|арналған|посвящ|мәселе(?:лер)?і?\s+(?:бойынша|көтер)",
    _FLAGS,
)
#: Weights: of a headline, of an agenda, of a decision, of any other sentence.
_TITLE, _ON_AGENDA, _DECISION, _PLAIN = 3.0, 2.0, 2.0, 1.0
#: How much weight makes a topic: common words need more of it than rare acts.
_ENOUGH = {
    **{"awards": 1.0, "relief": 1.0, "personnel": 2.0, "volunteering": 1.0},
    **{"charity": 1.0, "planning": 1.0, "reform": 1.5, "culture": 1.5, "media": 2.0},
    **{"language": 1.5, "mediation": 1.5, "prevention": 1.0, "situation": 1.0},
    **{"land_water": 2.0, "youth": 2.0, "education": 3.0},
}
#: A site's own name stands in nearly every report; its words are no topic.
_FURNITURE = re.compile(
    r"пресс-служб|баспасөз қызмет|редакция|тілшіміз|©|подел|бөлісу", _FLAGS
)
#: Who is given a task tells no topic: "Білім бөлімі кесте жасасын".
_TASKED = re.compile(
    r"(?:управлени|отдел|департамент|министерств)\w*\s+(?:образовани|просвещени|земельн"
    r"|молод|язык|культур)\w*|білім\s+(?:бөлім|басқарма)\w*"
    r"|жастар\s+\w+\s+(?:мәселелері\s+)?"
    r"басқарма\w*|(?:тілдер\w*\s+дамыту|мәдениет\s+\w*\s*|жер\s+қатынас\w*)\s*"
    r"(?:бөлім|басқарма|министр)\w*",
    _FLAGS,
)
#: A council of mediation deals with mediation; no other name tells a topic.
_TELLING = frozenset({"mediation_council", "ethnomediation_room", "eldesu_project"})


def topics(
    report: Report,
    bodies: Sequence[Body],
    decisions: Iterable[tuple[int, int]],
    event: int,
    kind: str,
) -> tuple[str, ...]:
    """The topics of a report, in the order of the list.

    ``decisions`` are the places of what was resolved, ``event`` the number of the
    sentence that tells of the meeting.
    """
    resolved = list(decisions)
    named = [body for body in bodies if body.id not in _TELLING]
    weights = dict.fromkeys(TOPICS, 0.0)
    agenda_line = -9
    for number, sentence in enumerate(report.sentences):
        if _FURNITURE.search(sentence.text):
            continue
        if _AGENDA.search(sentence.text):
            agenda_line = sentence.line
        is_on_agenda = sentence.line == agenda_line or (
            sentence.line - agenda_line <= 4
            and without_bullet(sentence.text) is not None
        )
        weight = _weight(sentence, number, event, resolved, is_on_agenda)
        words = _without_names(sentence, named)
        for code, pattern in TOPICS.items():
            weights[code] += weight * _said(pattern, words)
    # A meeting of an akim is one of ours because of its subject.
    if kind == "akim_meeting":
        weights["situation"] += _ENOUGH["situation"]
    return tuple(code for code in TOPICS if weights[code] >= _ENOUGH[code])


def _said(pattern: re.Pattern[str], words: str) -> float:
    """How much a sentence says of a topic: each further word counts half."""
    found = len(pattern.findall(words))
    return (1 + min(found, 3)) / 2 if found else 0.0


def _without_names(sentence: Sentence, bodies: Sequence[Body]) -> str:
    """A sentence without the names of bodies: "Этносаралық қатынастар комитеті"."""
    words = sentence.text
    for body in bodies:
        if sentence.start <= body.start and body.end <= sentence.end:
            start, end = body.start - sentence.start, body.end - sentence.start
            words = words[:start] + " " * (end - start) + words[end:]
    return _TASKED.sub(" ", words)


def _weight(
    sentence: Sentence,
    number: int,
    event: int,
    resolved: list[tuple[int, int]],
    is_on_agenda: bool,
) -> float:
    if number == 0:
        return _TITLE
    if any(start < sentence.end and sentence.start < end for start, end in resolved):
        return _DECISION
    return _ON_AGENDA if number == event or is_on_agenda else _PLAIN
