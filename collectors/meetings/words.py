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

#: "И. И. Иванов", "Иванов И.И.": initials show that a person is meant.
PERSON = re.compile(
    r"\b(?:[А-ЯӘҒҚҢӨҰҮҺІA-Z]\.\s?){1,2}[А-ЯӘҒҚҢӨҰҮҺІA-Z][а-яәғқңөұүһіёa-z-]+"
    r"|\b[А-ЯӘҒҚҢӨҰҮҺІA-Z][а-яәғқңөұүһіёa-z-]+\s(?:[А-ЯӘҒҚҢӨҰҮҺІA-Z]\.\s?){1,2}"
)
