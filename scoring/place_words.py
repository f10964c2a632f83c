"""The words beside a name: what kind of place it is, or that it is none.

"Абай ауданы" is a district, "Абай көшесі" a street: the word of type decides, before
the name in Russian, after it in Kazakh and English.
"""

from __future__ import annotations

import re

_UP = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_WORD = rf"[{_UP}][\w’'-]*"
#: "Қордай, Меркі аудандары", "Кордайского и Меркенского районов"
_LIST_AFTER = rf"(?:(?:,| и| мен| пен| бен| және| and)+ {_WORD}){{0,5}}"
_LIST_BEFORE = rf"(?:{_WORD}(?:,| и| and)+ ){{0,5}}"
#: How far around a name its word of type is looked for.
REACH = 90


def _beside(groups: dict[str, str]) -> str:
    return "|".join(f"(?P<{kind}>{words})" for kind, words in groups.items())


AFTER = {
    "kk": re.compile(
        rf"{_LIST_AFTER} (?i:"
        + _beside(
            {
                "region": r"(?:облыс|обл\.|өңір)",
                "district": r"(?:аудан(?!аралық)|ауд\.)",
                "city": r"(?:қала|шаһар|қ\.)",
                "settlement": r"(?:ауыл(?! шаруашылы)|кенті?\w*\b|ст(?:анса|анция)сы"
                r"|селосы|кен орн"
                r"|елді мекен|бекет|ықшам ?аудан|шағын ?аудан)",
                "nature": r"(?:өзен|көл|тау(?!ар)|жота|су қойма|арна|каналы|теңіз|асу"
                r"|шатқал|дала|құдығы)",
                "named": r"(?:көше|даңғыл|алаң|атындағы|университет|стадион|клуб"
                r"|командасы|орденді|театр|жырау|қаған)",
            }
        )
        + ")"
    ),
    "adjective": re.compile(
        rf"{_LIST_AFTER} (?i:"
        + _beside(
            {
                "region": r"(?:област(?!н)|обл\.|регион)",
                "district": r"(?:район(?!н)|р-н)",
                "settlement": r"(?:(?:сельск|аульн|поселков)\w+ округ|с/о)",
                "nature": r"(?:заповедник|водохранилищ|канал\b|хреб|залив|мор[яею]\b)",
                "named": r"(?:тракт|шоссе|улиц|переул|театр|язык)",
            }
        )
        + ")"
    ),
    "en": re.compile(
        rf"{_LIST_AFTER} (?i:"
        + _beside(
            {
                "region": r"(?:regions?|oblasts?|provinces?)\b",
                "district": r"(?:districts?)\b",
                "city": r"(?:city|town)\b",
                "settlement": r"(?:villages?|settlement|aul|field)\b",
                "nature": r"(?:rivers?|lakes?|mountains?|sea|basin|canal|reservoir"
                r"|gorge|hearing|history|health|tradition|exam\w*|vaccin\w*)\b",
                "named": r"(?:street|avenue|university|stadium|theat(?:er|re)|square"
                r"|declaration|process|motors|airlines)\b",
            }
        )
        + ")"
    ),
}
BEFORE = {
    "ru": re.compile(
        r"(?<!\w)(?i:"
        + _beside(
            {
                "region": r"област[ьиюяейхма]+|обл\.",
                "district": r"(?:район(?:а|е|у|ом|ы|ов|ах|ам)?|р-н[аеуо]?м?)"
                r"(?: имени| им\.)?",
                "city": r"город(?:а|е|у|ом|ов|ах)?|г\.|гг\.|гор\.",
                "settlement": r"сел[оаеу]м?|сёл|с\.|пос[её]л(?:ок|к\w+)|пос\.|п\.|пгт"
                r"|аул(?:а|е|у|ом)?|деревн\w+|станци\w+|разъезд\w*"
                r"|населенн\w+ пункт\w*|месторождени\w+",
                "nature": r"рек[аиеуой]+|р\.|озер\w+|хреб\w+|гор[аыеу]|канал\w*"
                r"|водохранилищ\w*",
                "named": r"улиц\w*|ул\.|проспект\w*|пр\.|пр-т\w*|мкр\.?|микрорайон\w*"
                r"|площад\w*|бульвар\w*|имени|им\.|акына?|поэт\w*|театр\w*|клуб\w*",
            }
        )
        + rf") ?{_LIST_BEFORE}\Z"
    ),
    "en": re.compile(
        r"(?<!\w)(?i:"
        + _beside(
            {
                "region": r"(?:region|oblast|province) of",
                "district": r"district of",
                "city": r"(?:city|town) of",
                "settlement": r"(?:villages?|settlement) of|village",
                "nature": r"(?:river|lake|mount)",
                "named": r"(?:named after|poet)",
            }
        )
        + rf") {_LIST_BEFORE}\Z"
    ),
}
OPENING = frozenset("«“\"'‘„")
#: The capital that speaks stands for the government of the country.
CAPITAL = re.compile(
    r" (?:заявил|выступ|поддерж|осуди|призвал|намерен|предлож|ответил|не признал"
    r"|выразил|мәлімде|қолдай|ұсынды|said|says|supports?|condemn|called|urged|backs?"
    r"|seeks|wants|calls|hosts? talks)"
)
#: A village nobody listed: known to be one only by the word beside it.
UNKNOWN_VILLAGE = re.compile(
    rf"(?P<kk>(?<!\w){_WORD}(?: (?:{_WORD}|би|батыр|ата|ана|хан))?)"
    r"(?= (?:ауыл(?! шаруашылы)|кент(?:і|ін|інің|інде|інен)\b|селосы))"
    r"|(?<!\w)(?i:сел[оаеу]м?|пос[её]лк[аеуо]\w*|пос[её]лок|аул(?:а|е|у|ом)?"
    r"|деревн[яеию]\w*|станци[яиюей]+|разъезд[аеу]?|с\.|пос\.) "
    rf"(?P<ru>{_WORD}(?: (?:{_WORD}|би|батыр|ата))?)"
    rf"|(?<!\w)[Vv]illage(?:s)? of (?P<en>{_WORD})|(?P<eng>(?<!\w){_WORD}) village\b"
)
#: The second word of what looks like a village of two words, but is a person's name.
SURNAME = re.compile(
    r" \w+(?:[оеё]в|[ыи]н|ск(?:ий|ая)|ұлы|қызы|улы|кызы|вич|вна|енко)"
    r"(?:а|у|е|ым|ом|ой)?\Z"
)
#: "Житель села …": one resident, so a name may follow at once.
RESIDENT = re.compile(
    r"(?:жител[ьяюе]м?|жительниц\w*|уроженец|уроженц\w+) \w+ \Z", re.IGNORECASE
)
NATIONAL = re.compile(
    r"(?<!\w)(?:Казахстан(?!ск)\w{0,3}|РК|Қазақстан\w{0,8}|ҚР|Kazakhstan(?:’s|'s)?"
    r"|Qazaqstan|(?i:казахстанск\w+|казахстан[цеч]\w+|қазақстандық\w*|по всей стране"
    r"|во всех регионах|в \d+ регионах|ел(?:іміз)\w*|бүкіл ел\w*|барлық өңір\w*"
    r"|across the country|nationwide|in \d+ regions))(?!\w)"
)
#: Words before a town, and the Kazakh endings of being in or coming from one.
INTO = re.compile(
    r"(?<!\w)(?:в|во|из|под|близ|около|жител\w+|аким\w*|полици\w+|in|from|near"
    r"|residents of|police in) \Z",
    re.IGNORECASE,
)
RESIDENTS = re.compile(r" (?:тұрғын|халқ|жұрты|жастар|әкімі|әкімдіг|полиция)")
LOCATIVE = re.compile(r"(?:[дт][ае]|[дтн][ае]н|[дт]ағы|[дт]егі)\Z")
#: Guarded towns that are mountains or waters first, even after "in".
NATURE_FIRST = frozenset({"KZ-19", "KZ-63", "KZ-71"})
