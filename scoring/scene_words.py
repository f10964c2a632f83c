"""The words around a place that say what part it plays in the story.

Where somebody comes from, where a court sits, where a road leads, what is remembered:
such places are named, yet the event is not there.
"""

from __future__ import annotations

import re

#: How many characters before and after a name are looked at.
BEFORE = 60
AFTER = 48

_TYPES = (
    r"(?:(?:г\.|гор\.|город\w*|с\.|сел\w+|район\w*|област\w+|аул\w*|пос[её]лк\w*"
    r"|village of|city of|the)\s*)?"
)
#: Beginnings of the words one of which ASIDE_BEFORE needs: a quick look comes first.
ASIDE_STEMS = (
    *("уроже", "выход", "жител", "студент", "предпринимател", "блогер", "делегаци"),
    *("гост", "resident", "native", "delegation", "родом", "родил", "вырос", "born"),
    *("raised", "из", "from", "трасс", "авто", "шоссе", "поезд", "рейс", "маршрут"),
    *("самол", "направлени", "highway", "flight", "train", "road", "суд", "прокур"),
    *("court", "событи", "трагеди", "как", "похож", "подобн", "events", "like"),
    *(
        "опыт",
        "прим",
        "уех",
        "уезж",
        "перее",
        "отправ",
        "вывез",
        "увез",
        "достав",
        "госпитал",
        "съех",
        "fled",
        "left",
    ),
    *("moved", "родн", "родств", "relatives", "departed", "до"),
)
ASIDE_BEFORE = re.compile(
    r"(?:"
    # a person's home or origin
    r"(?<!\w)(?:уроже\w+|выход(?:ец|цы|цев|цам)|жител(?:ь|ем|ю|ьниц\w*)|студент\w*"
    r"|предпринимател\w+|блогер\w*|делегаци\w+|гост(?:ь|и|ей|ями)|(?<!\w)a resident"
    r"|native|student|delegation)(?: (?:из|of|from))? "
    + _TYPES
    + r"|(?<!\w)(?:родом|родил(?:ся|ась)|вырос(?:ла)?|born|raised) (?:из|в|in) "
    + _TYPES
    # where someone or something came from
    + r"|(?<!\w)(?:из|from)(?: соседн\w+)? "
    + _TYPES
    # where somebody went away to
    + r"|(?<!\w)(?:у?ех\w+|уезжа\w+|перее\w+|отправ\w+|вывез\w+|увез\w+|достав\w+"
    r"|госпитализ\w+|съех\w+|fled|left|moved)"
    r"(?: \w+){0,3} (?:в|to|for) "
    + _TYPES
    + r"|(?<!\w)до "
    + _TYPES
    + r"|(?<!\w)(?:left|departed) "
    + r"|(?<!\w)(?:родн(?:ым|е|и)|родственник\w+|relatives) (?:в|in) "
    + _TYPES
    # roads, trains, flights
    + r"|(?<!\w)(?:трасс\w+|автодорог\w+|автотрасс\w+|шоссе|поезд\w*|автобус\w*"
    r"|рейс\w*|маршрут\w*"
    r"|самол[её]т\w*|направлени\w+|highway|flight|train|road)"
    r"(?: [\w«]+){0,2} «?(?:[\w-]+ ?[–—-] ?)?"
    # courts and prosecutors
    r"|(?<!\w)(?:суд\w{0,3}|прокуратур\w*|court)(?: №? ?\d+)?(?: в| in| of)? "
    + _TYPES
    # what is remembered, not what happened
    + r"|(?<!\w)(?:событи\w+|трагеди\w+|как(?: и| это было)?|похож\w+ (?:на|случа\w+)"
    r"|подобн\w+|events|like) (?:\d{4} года )?(?:в|in)? ?"
    + _TYPES
    # somewhere else's example
    + r"|(?<!\w)(?:опыт\w*|прим[её]р\w*) "
    + _TYPES
    + r")\Z",
    re.IGNORECASE,
)
ASIDE_AFTER = re.compile(
    r"(?:"
    r" (?:облысының |ауданының |қаласының |ауылының )?(?:тумасы|тұрғыны\b|азаматы\b)"
    r"|(?: (?:облысынан|ауданынан|қаласынан|ауылынан))? (?:\w+ )?(?:келген|ұшқан|шыққан"
    r"|аттанған|жеткізіл)"
    r"|(?: (?:облыс|аудан|қала|ауыл)\w+)? (?:туыс|жекжат|нағашы)\w+"
    r"|(?: (?:облыс|аудан|қала|ауыл)\w+)? (?:\w+ )?(?:кетіп|көшіп|кеткен|көшкен)\b"
    r"| (?:(?:облыс|аудан|қала|ауыл)\w+ )?дейін\b"
    r"| (?:\w+ ){0,2}(?:суд(?:а|е|ом|ья|ьи)?\b|сот(?:ы|ында|ының)?\b|court\b)"
    r"|(?: ?[–—-] ?|-)[A-ZА-ЯӘҒҚҢӨҰҮҺІ]\w+.{0,20}(?:жол|тасжол|пойыз|рейс|бағыт)"
    r"|(?:гі|ғы) оқиға|-based\b"
    r")"
)
#: Between two names of one list: what is said of the first is said of the second.
ALSO = re.compile(
    r"(?: \w{4,12})?(?:,| и| мен| пен| бен| және| and)+ (?:из |from )?\Z"
    r"|,? (?:района|р-на|ауданы\w*|district,)? ?\Z"
)
#: Kazakh ends only the last name of a list: "Жетісу мен Түркістаннан".
LISTED = re.compile(r"(?:,| мен| пен| бен| және| men| pen| ben)+ ")
#: Kazakh endings of going to a place and of coming from it; after a bare name.
MOVING = re.compile(r"\w{3}(?:[дтн][ае]н|[ғқ]а|[гк]е|[dtn][ae]n|[gǵğqk][ae])\Z")
#: "в Шымкент", "к сестре в Алматы": the accusative says where to, not where.
INTO = re.compile(r"(?<!\w)во? \Z")
#: One of these must stand in a sentence before REMEMBERED is tried.
REMEMBERED_STEMS = (
    *("напомним", "еске салсақ", "бұған дейін", "ранее", "earlier", "19", "20"),
)
REMEMBERED = re.compile(
    r"(?<!\w)(?:(?:напомним|еске салсақ|бұған дейін|ранее|earlier)(?!\w)"
    r"|(?:в (?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре"
    r"|ноябре|декабре)? ?(?:19|20)\d\d году?|(?:19|20)\d\d жыл\w*|in (?:19|20)\d\d)"
    r"[^,;:—–]*\Z)"
)
DATELINE = re.compile(
    r"(?:г\. ?)?[\w -]{3,24}?(?:[,.] ?\d{1,2} \w{3,8}\.?)?(?: ?[.,] ?\w{3,12})?"
    r" ?[—–-] (?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ«“\"])"
)
#: Words of a text that tells of its own neighbourhood (in lower case).
LOCAL = re.compile(
    r"(?<!\w)(?:акимат\w* (?:области|города|района)|аким\w* (?:области|города|района)"
    r"|в (?:нашем|нашей) (?:городе|селе|районе|области|регионе)"
    r"|в (?:области|регионе|районе|районах)|областн\w+|районн\w+"
    r"|облыс(?:та|тың|тағы|тық)\w*|облыс әкім\w+"
    r"|ауданда\w*|аудан әкім\w+|қаламыз\w*|ауданымыз\w*|өңір(?:де|дің|дегі|іміз)\w*"
    r"|қала әкім\w+|ауылд(?:а|ың|ағы)\w*|the akim|local residents|in the village"
    r"|in the region|in the district|сел[аео]|сельчан\w*|ауыл\w*|елді мекен\w*"
    r"|населенн\w+ пункт\w*|райцентр\w*|villag\w+|towns?)(?!\w)"
)
#: Words of the whole country's business (in lower case): what happens under them in
#: the capital is not the capital's own affair.
STATE = re.compile(
    r"(?<!\w)(?:президент\w*|глав\w{1,3} государства|парламент\w*|мажилис\w*|сенат\w*"
    r"|правительств\w+|министр\w*|министерств\w+|республиканск\w+|общенациональн\w+"
    r"|ассамбле\w+ народа|анк|(?:из|в) (?:\w+ )?(?:двух|тр[её]х|четыр[её]х|\w+и|\w+ти"
    r"|\d+) (?:регион|област)\w+|мемлекет басшысы\w*|мәжіліс\w*|үкімет\w*"
    r"|республикалық|жалпыұлттық|ассамблея\w*|қха|барлық өңір\w*|ел (?:ішінде|бойынша)"
    r"\w*|министр\w*|центральн\w+ избирательн\w+|орталық сайлау\w*"
    r"|parliament\w*|mazhilis|senate|government|ministr?(?:y|er|ries|ers)|president"
    r"|assembly of (?:the )?people\w*|nation-?wide)(?!\w)"
)
#: Words for every part of the country (in lower case).
EVERYWHERE = re.compile(
    r"по всей стране|(?:во|из) всех (?:регион|област)|по всему казахстану"
    r"|барлық (?:өңір|облыс)|бүкіл ел|ел бойынша|все(?:х|ми) регион"
    r"|(?:in|from|across) (?:all|every) regions?|across the country|nation-?wide"
)
#: "под Алматы": around a city that is a region of its own lies another region.
AROUND_BEFORE = re.compile(
    r"(?<!\w)(?:под|близ|около|вблизи|недалеко от|пригород\w*|окрестност\w+|outside"
    r"|near) (?:города |the city of )?\Z",
    re.IGNORECASE,
)
AROUND_AFTER = re.compile(r"(?: қаласының)? (?:маңы|іргесі|түбі|төңірегі)")
SURROUNDINGS = {"KZ-71": "KZ-11", "KZ-75": "KZ-19", "KZ-79": "KZ-61"}
#: Between a place and the region it is named with.
TOGETHER = re.compile(
    r"[ ,(]*(?:(?:облыс|аудан|қала)\w+|район\w*|р-н\w*|город\w*|г\.|districts?|city)?"
    r"[ ,(]*(?:of |in )?",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
