"""How reports of meetings speak in Kazakh, Russian and English.

Words of events, offices and decisions; the names of bodies are rows of a table.
"""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE

SESSION = re.compile(r"\b(?:sessions?|сесси[яюий]\w{0,2}|сессия\w{0,8})\b", _FLAGS)
#: Sessions of other houses.
OTHER_HOUSE = re.compile(
    r"parliament|senate|mazhilis|maslikhat|парламент|сенат|мажилис|маслихат|мәжіліс"
    r"|мәслихат|general assembly|генассамбле|ООН\b|\bUN\b|БҰҰ",
    _FLAGS,
)
MEETING = re.compile(
    r"\b(?:meetings?|sittings?|заседани\w+|совещани\w+|собрани[еяию]\w{0,2}"
    r"|отырыс\w*|жиналыс\w*|жиын\w*|басқосу\w*|кеңес(?:те|ті|тің|ке|і)?"
    r"|кеңесін(?:де|ің)?|мәжілісі\w*)\b",
    _FLAGS,
)
COUNCIL = re.compile(
    r"\b(?:council|совет[ауе]?|(?<!жұмыс )кеңесі(?:нің|нде|н)?)\b", _FLAGS
)
#: It has been held. The last row are verbs that mean a meeting by themselves.
HELD = re.compile(
    r"\b(?:took place|(?:was|were|has been) held|held (?:a|an|its|the|his|her)|chaired"
    r"|under the chairmanship|hosted"
    r"|прош[её]?л\w{0,2}|состоял[аио]сь|состоялся|пров[её]л\w{0,2}|проведен\w{0,2}"
    r"|под председательством|председательствовал\w?|в[её]ла?|рассмотрел\w?"
    r"|өтті|өтк[еі]н|өткізді|өткізілді|болды|болып өтті|төрағалы\w+|жүргізді|жүргізіп"
    r"|ашты|ашып|қарады|талқылады)\b",
    _FLAGS,
)
GATHERED = re.compile(
    r"\b(?:convened|gathered|met (?:at|in|on|for|to)|собрал(?:ся|ась|ись|ось)"
    r"|жиналды|бас қосты|жиын өткізді)\b",
    _FLAGS,
)
AHEAD = re.compile(
    r"\b(?:will (?:be held|take place|hold|convene|meet)|to be held|is scheduled"
    r"|is expected|состоится|состоятся|пройд[её]т|пройдут|планируется|запланирован\w*"
    r"|өтеді|өткізіледі|өткізбек|өтпек|өтетін|жоспарлан\w+)\b",
    _FLAGS,
)
TOPIC = re.compile(
    r"\b(?:inter-?ethnic|public accord|межэтнич\w+|межнациональн\w+"
    r"|общественн\w+ согласи\w+|этносаралық|ұлтаралық|қоғамдық келісім\w*)\b",
    _FLAGS,
)
AKIM = re.compile(r"\b(?:akims?|аким(?!ат)\w{0,3}|әкім(?!дік|діг)\w{0,6})\b", _FLAGS)
CHAIRED = re.compile(
    r"\b(?:under the chairmanship of|chaired(?: by)?|led by|presided"
    r"|под председательством|под руководством|председательствовал\w?|пров[её]л\w?"
    r"|в[её]л[аи]?|открыл\w?"
    r"|төрағалы\w+(?: ет\w+)?|басшылығымен|жүргізді|жүргізіп|жүргізген|ашты|ашып"
    r"|өткізді)\b",
    _FLAGS,
)

#: Words that only a meeting is led by.
PRESIDED = re.compile(
    r"\b(?:under the chairmanship|под председательством|төрағалығымен)\b", _FLAGS
)

#: Offices that chair meetings or answer for decisions: the pattern, and the office as
#: it is named. No person's name can come out of this table.
_KK_OF = {"облы": "облыс", "аудан": "аудан", "қала": "қала", "ауыл": "ауыл"}
OFFICES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", _FLAGS), office)
    for pattern, office in (
        *(
            (
                rf"{stem}\w*\s+әкім[іi]?н[іi]ң\s+орынбасар\w*",
                f"{unit} әкімінің орынбасары",
            )
            for stem, unit in _KK_OF.items()
        ),
        *(
            (rf"{stem}\w*\s+әкім(?!ді[кг])\w*", f"{unit} әкімі")
            for stem, unit in _KK_OF.items()
        ),
        *(
            (rf"{stem}\w*\s+әкімді[кг]\w*", f"{unit} әкімдігі")
            for stem, unit in _KK_OF.items()
        ),
        (
            r"ассамблея\w*\s+төраға\w*\s+орынбасар\w*",
            "Ассамблея төрағасының орынбасары",
        ),
        (r"ассамблея\w*\s+төраға\w*", "Ассамблея төрағасы"),
        (r"хатшылы[қғ]\w*\s+(?:меңгеруші|басшы)\w*", "хатшылық меңгерушісі"),
        (r"басқарма\w*\s+басшы\w*", "басқарма басшысы"),
        (r"кеңес\w*\s+төра(?:ға|йым)\w*", "кеңес төрағасы"),
        (r"топ?б?\w*\s+жетекші\w*", "топ жетекшісі"),
        (r"мемлекет\s+басшы\w*", "Мемлекет басшысы"),
        (r"мемлекеттік\s+кеңесші\w*", "мемлекеттік кеңесші"),
        (r"заместител\w+\s+акима\s+(?:\w+\s+)?област\w+", "заместитель акима области"),
        (r"заместител\w+\s+акима\s+(?:\w+\s+)?район\w+", "заместитель акима района"),
        (r"заместител\w+\s+акима\s+(?:\w+\s+)?город\w+", "заместитель акима города"),
        (r"аким(?!ат)\w{0,3}\s+(?:\w+\s+)?област\w+", "аким области"),
        (r"аким(?!ат)\w{0,3}\s+(?:\w+\s+)?район\w+", "аким района"),
        (r"аким(?!ат)\w{0,3}\s+(?:\w+\s+)?город\w+", "аким города"),
        (r"аким(?!ат)\w{0,3}\s+(?:\w+\s+)?округ\w+", "аким сельского округа"),
        (r"акимат\w{0,3}\s+(?:\w+\s+)?област\w+", "акимат области"),
        (r"акимат\w{0,3}\s+(?:\w+\s+)?район\w+", "акимат района"),
        (r"акимат\w{0,3}\s+(?:\w+\s+)?город\w+", "акимат города"),
        (
            r"заместител\w+\s+председател\w+\s+(?:\w+\s+)?ассамбле\w+",
            "заместитель председателя Ассамблеи",
        ),
        (r"председател\w+\s+(?:\w+\s+)?ассамбле\w+", "председатель Ассамблеи"),
        (r"председател\w+\s+совета", "председатель совета"),
        (r"(?:заведующ|руководител)\w+\s+секретариат\w*", "заведующий секретариатом"),
        (r"руководител\w+\s+управлени\w+", "руководитель управления"),
        (r"государственн\w+\s+советник\w*|госсоветник\w*", "государственный советник"),
        (r"глав\w+\s+государства", "Глава государства"),
        (
            r"deputy\s+akims?\s+of\s+the\s+(?:\w+\s+)?region",
            "deputy akim of the region",
        ),
        (r"(?:deputy\s+akims?)", "deputy akim"),
        (
            r"(?:regional\s+akims?|akims?\s+of\s+(?:the\s+)?(?:\w+\s+)?region)",
            "regional akim",
        ),
        (r"akims?", "akim"),
        (r"deputy\s+chair\w*\s+of\s+the\s+assembly", "deputy chair of the Assembly"),
        (r"chair(?:man|person|woman)?\s+of\s+the\s+assembly", "chair of the Assembly"),
        (r"head\s+of\s+the\s+secretariat", "head of the secretariat"),
        (r"regional\s+(?:leaders|offices|secretariats)", "regional leaders"),
        (r"аким(?!ат)\w{0,3}", "аким"),
        (r"әкім(?!ді[кг])\w*", "әкім"),
        (r"премьер-министр\w*", "премьер-министр"),
        (r"prime\s+minister", "prime minister"),
        (r"президент\w*", "Президент"),
        (r"president", "President"),
        (r"(?<!премьер-)министр\w*", "министр"),
        (r"minister", "minister"),
        (r"секретариат\w*", "секретариат"),
        (r"secretariat", "secretariat"),
        (r"хатшылы[қғ]\w*", "хатшылық"),
        (r"government", "government"),
    )
)
#: Departments are kept as written: their names differ from region to region.
DEPARTMENT = re.compile(
    r"(?:управлени|департамент|отдел)\w*\s+[а-яё-]+(?:\s+(?:и\s+)?[а-яё-]+){0,2}?"
    r"(?=\s+(?:до|к|в|с|провести|представить|совместно|завершить|подготовить|\w+ть)\b"
    r"|[,.;:]|$)"
    r"|(?:[А-ЯӘҒҚҢӨҰҮҺІа-яәғқңөұүһі-]+\s+){1,4}(?:басқарма|бөлім)\w*"
    r"|(?:department|directorate|office)\s+of\s+[a-z]+(?:\s+[a-z]+)?",
    _FLAGS,
)

#: A sentence that says what was resolved.
RESOLVED = re.compile(
    r"\b(?:решено|решил[аи]?|постановил[аи]?|постановлено|поручено|поручил[аи]?"
    r"|дано поручение|даны поручения|принят\w* решени\w+|рекомендовано|обязал[аи]?"
    r"|шешім\w* қабылда\w+|қабылданған шешім\w*|шешілді|шешті|қаулы ет\w+|тапсырылды"
    r"|тапсырма\w* бер\w+|тапсырды|тапсырылсын|жаңа тапсырмалар|жаңа шешімдер"
    r"|міндеттелді|міндеттеді|жүктелді"
    r"|(?:was|were|it was) (?:decided|resolved|instructed|tasked)"
    r"|(?:has|have|had) instructed|instructed|(?:is|are) required to|resolved"
    r"|will prepare)\b",
    _FLAGS,
)
#: The line above a list of decisions.
LIST_HEAD = re.compile(
    r"(?:реш(?:ено|ила?|или|ения|ение)|постанов\w+|поруч\w+|по итогам"
    r"|шеш(?:ім|ілді|ті)\w*|тапсыр\w+|қаулы\w*|қорытынды\w*|нәтижесінде"
    r"|decided|resolved|decisions?|instructions?|agreed)[^.:\n]{0,60}:\s*$",
    _FLAGS,
)
LIST_ITEM = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–—•*])\s*(.+)$")
#: Words that make a date a deadline: before it in Russian and English, after in Kazakh.
DUE_BEFORE = re.compile(
    r"(?:\bдо|\bк|не позднее|в срок до|\bby|\bbefore|\buntil|no later than)\s*$", _FLAGS
)
DUE_AFTER = re.compile(r"^\s*(?:күн\w*\s+)?(?:дейін|қарай|кешіктірмей)", _FLAGS)

#: "И. И. Иванов", "Иванов И.И.": initials show that a person is meant.
PERSON = re.compile(
    r"\b(?:[А-ЯӘҒҚҢӨҰҮҺІA-Z]\.\s?){1,2}[А-ЯӘҒҚҢӨҰҮҺІA-Z][а-яәғқңөұүһіёa-z-]+"
    r"|\b[А-ЯӘҒҚҢӨҰҮҺІA-Z][а-яәғқңөұүһіёa-z-]+\s(?:[А-ЯӘҒҚҢӨҰҮҺІA-Z]\.\s?){1,2}"
)

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:г|гг|ж|жж|им|ул|обл|т\.д|т\.б|т\.е|тыс|млн|млрд|Mr|Ms|Dr|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[А-ЯӘҒҚҢӨҰҮҺІA-Z])\.$"
)
_BREAK = re.compile(r"(?<=[.!?…])[\"”»]?\s+(?=[\"“«(]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d])")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break always ends one."""
    found: list[str] = []
    for line in text.split("\n"):
        start = 0
        for gap in _BREAK.finditer(line):
            is_quoted = line.count("«", start, gap.end()) > line.count(
                "»", start, gap.end()
            )
            if not is_quoted and not _ABBREVIATION.search(line, start, gap.start()):
                found.append(line[start : gap.end()].strip())
                start = gap.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]
