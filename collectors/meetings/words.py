"""How reports of meetings speak in Kazakh, Russian and English.

Words of events; the names of bodies are rows of a table, those of offices stand in
:mod:`collectors.meetings.offices`.
"""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE

SESSION = re.compile(r"\b(?:sessions?|сесси[яюий]\w{0,2}|сессия\w{0,8})\b", _FLAGS)
#: Sessions of other houses.
OTHER_HOUSE = re.compile(
    r"parliament|senate|mazhilis|maslikhat|парламент|сенат|мажилис|маслихат"
    r"|мәслихат|general assembly|генассамбле|генеральн\w+ ассамбле|бас ассамблея"
    r"|ООН\b|\bUN\b|БҰҰ",
    _FLAGS,
)
#: A sitting: people of one body, or with one chair, at a table.
SITTING = re.compile(
    r"\b(?:meetings?|sittings?|заседани\w+|совещани\w+|собрани[еяию]\w{0,2}"
    r"|отырыс\w*|жиналыс\w*|жиын\w*|басқосу\w*|бас қосу\w*"
    r"|кеңес(?:те|ті|тің|ке|тен)?(?!\w)|кеңесін(?:де|ен)?(?!\w)|кеңесінің(?!\w)"
    r"|(?:жұмыс|кезекті|кеңейтілген|әкім)\s+кеңесі"
    r"|кеңесі(?=\s+(?:өтті|өткізілді|болды|болып|ұйымдаст))"
    r"|мәжіліс(?!\s+депутат)\w*|алқалы жиын\w*|протокол\w*|хаттама\w*)\b",
    _FLAGS,
)
#: A gathering in another form: no body sits, many are invited.
FORUM = re.compile(
    r"\b(?:форум\w*|кругл\w+ стол\w*|дөңгелек үстел\w*|сл[её]т(?:а|е|у|ы|ом)?"
    r"|семинар\w*|конференци\w+|съезд\w*|тренинг\w*|диалог\w* (?:алаң|площадк)\w*"
    r"|диалоговая площадка|пікірталас алаңы\w*|жастар құрылтайы\w*"
    r"|дискуссионн\w+ площадк\w+"
    r"|воркшоп\w*|хакатон\w*|forums?|round ?tables?|conferences?|workshops?)\b",
    _FLAGS,
)
#: A meeting only where a body of ours or its subject stands beside it.
ENCOUNTER = re.compile(
    r"\b(?:кездесу\w*|встреч[аеиу]\w{0,2}|сход\w{0,2}|диалог\w*)\b", _FLAGS
)
COUNCIL = re.compile(
    r"\b(?:council|совет\w{0,3}|кеңес\w*|алқа\w*|клуб\w*|топ\w*|тоб\w*|групп\w*"
    r"|group|club)\b",
    _FLAGS,
)
#: It has been held. The last row are verbs that mean a meeting by themselves.
HELD = re.compile(
    r"\b(?:took place|(?:was|were|has been) held|held (?:a|an|its|the|his|her)|chaired"
    r"|under the chairmanship|hosted|attended"
    r"|прош[её]?л\w{0,2}|состоял[аио]сь|состоялся|пров[её]л\w{0,2}|проведен\w{0,2}"
    r"|проходил\w?|завершил\w{1,3}|участвовал\w?|принял[аи]? участие|пришл[аио]"
    r"|под председательством|председательствовал\w?|в[её]ла?|вели|рассмотрел\w?"
    r"|рассмотрен\w?|обсудил\w?|обсуждал\w{1,3}|открыл\w{0,3}|собрал\w{0,3}|подвел\w?"
    r"|подв[её]л|говорил[аи]?|созвал[аи]?|организовал[аи]?"
    r"|өтті|өтк[еі]н|өтіп|өткізді|өткізіп|өткізілді|болды|болып өтті|төрағалы\w+"
    r"|жүргізді|жүргізіп|жүргізген|басқарды|ашты|ашып|қарады|қаралды|талқылады"
    r"|талқыланды|қатысты|жиналды|жинады|ұйымдастырды|шақырған|келді)\b",
    _FLAGS,
)
GATHERED = re.compile(
    r"\b(?:convened|gathered|met (?:at|in|on|for|to)|собрал(?:ся|ась|ись|ось)"
    r"|заседал[аи]?|созвал[аи]?|жиналды|жиналып|бас қосты|бас қосып|жиын өткізді)\b",
    _FLAGS,
)
#: A council that has done this has met, if a meeting is spoken of around it.
DISCUSSED = re.compile(
    r"\b(?:обсудил[аи]?|рассмотрел[аи]?|подв[её]л[аи]? итоги|подвели итоги"
    r"|заслушал[аи]?|выслушал[аи]?|говорил[аи]?|қарады|талқылады|қорытындылады"
    r"|тыңдады|шығарды|ақылдасты|кеңесті|discussed|reviews?|reviewed|considered)\b",
    _FLAGS,
)
AHEAD = re.compile(
    r"\b(?:will (?:be held|take place|hold|convene|meet)|to be held|is scheduled"
    r"|is expected|состоится|состоятся|пройд[её]т|пройдут|планируется|запланирован\w*"
    r"|приглаша(?:ем|ет|ют)\w*|намечен\w*|назначен\w? на"
    r"|өтеді|өткізіледі|өткізбек|өтпек|өтетін|жоспарлан(?:ған|ып|уда)|шақырады"
    r"|шақырамыз|белгіленді|болады деп|күтілуде)\b",
    _FLAGS,
)
#: The headline of a text that announces or asks, and reports nothing held.
NO_REPORT = re.compile(
    r"\b(?:хабарландыру\w*|анонс\w*|объявлени[ея]|приглашени[ея]|шақыру\b|announcement"
    r"|интервью|сұхбат\w*|interview)",
    _FLAGS,
)
TOPIC = re.compile(
    r"\b(?:inter-?ethnic|public accord|межэтнич\w+|межнациональн\w+"
    r"|(?:общественн|межэтническ)\w+ согласи\w+|этносаралық|ұлтаралық"
    r"|қоғамдық келісім\w*|мир\w* и согласи\w+|бейбітшілік пен келісім\w*"
    r"|дружб\w+ народ\w+|халықтар достығы\w*|этнос\w{0,4}"
    r"|(?:халықтар|ұлттар|этностар)\w*\s+(?:арасындағы|өзара)(?:\s+\w+)?"
    r"|между (?:народ|этнос)\w+|обстановк\w+ между|межконфессиональн\w+|дінаралық)\b",
    _FLAGS,
)
#: The subject in a wider sense: counts only beside other evidence.
SUBJECT = re.compile(
    TOPIC.pattern
    + r"|\b(?:татулы[қғ]\w*|(?:ұлт|халық)\w* бірлі\w+|достық пен|ынтымақ пен"
    r"|береке-бірлік\w*|дружб\w+ и (?:согласи|единств)\w+|единств\w+ народ\w+"
    r"|добрососедств\w+|толерантн\w+|мирн\w+ (?:жизн|сосуществовани)\w+"
    r"|этно(?:культур|мәдени|орталы|бірлест|медиа|центр)\w*|медиатор\w*|медиаци\w*"
    r"|аксакал\w*|ақсақал\w*|(?:ұлт|этнос) өкілдері\w*|представител\w+ этнос\w+"
    r"|диаспор\w+)",
    _FLAGS,
)
AKIM = re.compile(
    r"\b(?:akims?|аким(?!ат)\w{0,3}|әкім(?!дік|діг)\w{0,6}|глав[аеуы] "
    r"(?:региона|области|района|города)|өңір басшысы\w*|облыс басшысы\w*"
    r"|градоначальник\w*|(?:аудан|қала) басшысы\w*)\b",
    _FLAGS,
)
#: Somebody called the others together.
CALLED = re.compile(
    r"\b(?:собрал[аи]?|созвал[аи]?|пригласил[аи]?|жинады|жинап|шақырды|шақырып"
    r"|бас қостырды"
    r"|за (?:одним|круглым) столом|бас қосты|жүздесті|встретил(?:ся|ась)|met with)\b",
    _FLAGS,
)
#: Words that only a meeting is led by.
PRESIDED = re.compile(
    r"\b(?:under the chairmanship|под председательством|төрағалығымен"
    r"|председательствовал\w?|төрағалық етті)\b",
    _FLAGS,
)

#: A gathering under a name that says less than "sitting": it needs more evidence.
GATHERING = re.compile(
    r"\b(?:жүздес\w+|бас қос\w*|басқос\w*|алқа (?:отырыс|мәжіліс)\w*|алқа\w{0,3}"
    r"|алқалы|алқа-қотан|келелі|пленум\w*|штаб\w{0,6}|коллеги[яию]\w{0,2}|активі\w*"
    r"|конференция\w*|видеоконференц\w*|бейнеконференц\w*|бейнебайланыс\w*|ВКС"
    r"|zoom|онлайн|есеп беру|тыңдау\w{0,4}|слушани\w+|сбор(?:е|а|ы)?|посидел\w+"
    r"|планёрк\w+|планерк\w+|летучк\w+|актив(?:а|е)|выписк\w+|үзінді\w*|собор"
    r"|микрофон\w*|дебат\w*|пікірсайыс\w*|брифинг\w*|модератор\w*"
    r"|диалогов\w+|панельн\w+|сессия\w*|чаепити\w+|шай үстінде|дастарқан басында"
    r"|мәслихаттас\w+|кеңесу\w*|құрылтай\w*|бюро|президиум\w*|комисси\w+|чат-встреч\w+"
    r"|plenary|plenum|panel|assembl(?:ed|y meeting)|video ?conference|hearing)\b",
    _FLAGS,
)
#: People talked something over: a meeting, if a body of ours did it.
TALKED = re.compile(
    r"\b(?:өрбі\w+|бас қос\w+|пысықта\w+|ақылдас\w+|ой бөліс\w+|пікір алмас\w+"
    r"|пікірлес\w+|сөз бол\w+"
    r"|сөз (?:қозға|етті|етіл)\w*|сарала\w+|сараптал\w+|ортаға сал\w+|әңгімелес\w+"
    r"|талқы(?:ға|ла)\w*|қозғалды|көтерілді|тыңдалды|баяндалды|мақұлданды|келісілді"
    r"|обсу(?:дили|ждали|ждены|ждён|дила)|заслуша\w+|съехал\w+|встретил(?:ись|ся|ась)"
    r"|сошлись|услови\w+|договори\w+|за (?:одним|общим|круглым) столом|посовещал\w+"
    r"|спорили|говорили|слушали|постановили|заполнил\w*|устроил\w*|позвал\w*"
    r"|подводили|прибыли|выслушали|поговорили|делились|разобрали"
    r"|talked over|agreed|debated)\b",
    _FLAGS,
)
#: An agenda, as minutes and press services write it.
AGENDA = re.compile(
    r"күн тәртіб\w*|повестк\w+|\bтыңдалды\b|\bслушали\b|постановили|қаулы етті"
    r"|шешім қабылда\w+|\bagenda\b|о ч[её]м говорили|не айтылды|қаралған мәселе"
    r"|по первому вопросу|бірінші мәселе|әңгіме арқауы",
    _FLAGS,
)
MINUTES = re.compile(r"\b(?:хаттама\w*|протокол\w*)", _FLAGS)
#: Calls for what is yet to come: an invitation, a call for applications.
INVITING = re.compile(
    r"\b(?:приглаша(?:ем|ет|ют)\w*|при[её]м заявок|заявк[иу]\w* (?:\w+ ){0,4}"
    r"(?:до|нужно|можно|принима)|начнутся|начн[её]тся|стартует|ждём|ждем вас"
    r"|шақырамыз|шақырады|өтінім\w* қабылда\w+|тіркеу\w* басталды|басталады"
    r"|келіңіз(?:дер)?|қош келдіңіз|join us|register|apply by)\b",
    _FLAGS,
)
#: What people come to watch, or to play: no meeting of a body.
FESTIVE = re.compile(
    r"\b(?:концерт\w*|жәрмеңке\w*|ярмарк\w+|турнир\w*|чемпионат\w*|біріншілі[кг]\w*"
    r"|матч\w*|спектакл\w*|ашық есік|открытых дверей|мерекелік кеш\w*|жарыс\w*"
    r"|соревновани\w+|гала-\w+|concert|fair|tournament|championship)\b",
    _FLAGS,
)
#: People who learn, and are given a paper at the end.
COURSE = re.compile(
    r"\b(?:сертификат\w*|тыңдаушылар\w*|слушател\w+|выпускник\w+|түлек\w*"
    r"|graduates?)\b",
    _FLAGS,
)
#: Sittings of others, who may meet in a Friendship House or invite its people.
OTHER_SITTING = re.compile(
    r"\b(?:мәслихат\w*|маслихат\w*|федераци\w+|исполком\w*|парламент\w*|сенат\w*"
    r"|мажилис\w*|сот залы\w*|в зале суда|судебн\w+ заседани\w+|сот отырыс\w*"
    r"|сот процес\w*|акционер\w*"
    r"|общественн\w+ совет\w*(?! согласи)|қоғамдық кеңес\w*"
    r"|палат[аеы] предпринимател\w*"
    r"|maslikhat|parliament|federation|trial)\b",
    _FLAGS,
)
#: A meeting only recalled: "had earlier been presented at a meeting of …".
EARLIER = re.compile(
    r"\b(?:had (?:earlier|been|previously)|earlier|recalled|ранее|напомнил\w*"
    r"|бұған дейін|бұдан бұрын|осыған дейін|еске салды)\b",
    _FLAGS,
)
#: A day, as news write it.
WHEN = re.compile(
    r"\b\d{1,2}(?:\.\d{2}(?:\.\d{2,4})?|\s+(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым"
    r"|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан|январ|феврал|март|апрел|ма[яй]\b|июн"
    r"|июл|август|сентябр|октябр|ноябр|декабр))|\b(?:кеше|бүгін|вчера|сегодня|накануне"
    r"|вчерашн\w+)\b|(?:сен|жұма|дүй|сей|сәр|бей)\w*бі(?:де| күн)|\b(?:понедельник"
    r"|вторник|среду?|четверг|пятниц|суббот|воскресень)\w*",
    _FLAGS,
)

#: "И. И. Иванов", "Иванов И.И.": initials show that a person is meant.
PERSON = re.compile(
    r"\b(?:[А-ЯӘҒҚҢӨҰҮҺІA-Z]\.\s?){1,2}[А-ЯӘҒҚҢӨҰҮҺІA-Z][а-яәғқңөұүһіёa-z-]+"
    r"|\b[А-ЯӘҒҚҢӨҰҮҺІA-Z][а-яәғқңөұүһіёa-z-]+\s(?:[А-ЯӘҒҚҢӨҰҮҺІA-Z]\.\s?){1,2}"
)
