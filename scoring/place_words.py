"""The words beside a name: what kind of place it is, or that it is none.

"Абай ауданы" is a district, "Абай көшесі" a street: the word of type decides, before
the name in Russian, after it in Kazakh and English.
"""

from __future__ import annotations

import re

_UP = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_WORD = rf"[{_UP}][\w’'-]*"
#: "Қордай, Меркі аудандары", "Кордайского и Меркенского районов"
_LIST_AFTER = (
    rf"(?:(?: ?,| и| мен| пен| бен| және| and| men| pen| ben)+ {_WORD}){{0,5}}"
)
_LIST_BEFORE = rf"(?:{_WORD}(?: ?,| и| and)+ ){{0,5}}"
#: How far around a name its word of type is looked for.
REACH = 90


def _beside(groups: dict[str, str]) -> str:
    return "|".join(f"(?P<{kind}>{words})" for kind, words in groups.items())


AFTER = {
    "kk": re.compile(
        rf"{_LIST_AFTER} (?i:"
        + _beside(
            {
                "region": r"(?:облыс|обл\.|өңір|онир|oblys|öñir|onir)",
                "district": r"(?:аудан(?!аралық)|ауд\.|audan)",
                "city": r"(?:қала|кала(?=сы|да|ны|лар)|шаһар|қ\.|[qk]ala(?=sy|da|lar))",
                "settlement": r"(?:ауыл(?! шаруашылы)|аулы|a[uw]yl|кенті?\w*\b"
                r"|ст(?:анса|анция)сы|селосы|кен орн"
                r"|елді мекен|бекет|ықшам ?аудан|шағын ?аудан)",
                "nature": r"(?:өзен|көл|тау(?!ар)|жота|су қойма|арна|каналы|теңіз|асу"
                r"|шатқал|дала|құдығы)",
                "named": r"(?:көше|тұқым|даңғыл|алаң|атындағы|университет|стадион|клуб"
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
BRAND_BEFORE = re.compile(rf"[«“\"„] ?{_WORD} \Z")
#: What follows облыс, аудан, қала where several are meant.
PLURALS = frozenset({"тар", "дар", "лар", "тер", "дер", "лер", "tar", "dar", "lar"})
#: The rest of a quoted name of several words: «Астана Хаб».
BRAND = re.compile(rf"(?:[ -](?:{_WORD}|\d+)){{1,2}} ?[»”\"’“]|-\d")
CLOSING = frozenset("»”\"'’“")
#: The capital that speaks stands for the government of the country.
CAPITAL = re.compile(
    r" (?:заявил|выступ|поддерж|осуди|призвал|намерен|предлож|ответил|не признал"
    r"|выразил|мәлімде|қолдай|ұсынды|said|says|supports?|condemn|called|urged|backs?"
    r"|seeks|wants|calls|hosts? talks)"
)
#: How words begin that may stand for the whole country.
NATIONAL_CUES = (
    *("казахстан", "рк", "қазақстан", "казакстан", "қр", "kazakhstan", "qazaqstan"),
    *("по всей стране", "во всех регионах", "еліміз", "бүкіл ел", "барлық өңір"),
    *("across the country", "nationwide"),
    *(f"{word} {digit}" for word in ("в", "in") for digit in range(1, 10)),
)
NATIONAL = re.compile(
    r"(?:Казахстан(?!ск)\w{0,3}|РК|Қазақстан\w{0,8}|ҚР|Kazakhstan(?:’s|'s)?"
    r"|Qazaqstan\w{0,8}|Казакстан\w{0,8}|(?i:казахстанск\w+"
    r"|казахстан[цеч]\w+|қазақстандық\w*|по всей стране|во всех регионах|в \d+ регионах"
    r"|ел(?:іміз)\w*|бүкіл ел\w*|барлық өңір\w*"
    r"|across the country|nationwide|in \d+ regions))(?!\w)"
)
#: Words before a town, and the Kazakh endings of being in or coming from one.
INTO = re.compile(
    r"(?<!\w)(?:в|во|из|под|близ|около|жител\w+|аким\w*|полици\w+|in|in the|to"
    r"|from|near|residents of|police in) \Z",
    re.IGNORECASE,
)
RESIDENTS = re.compile(
    r" (?:тұрғын|халқ|жұрты|жастар|әкімі|әкімдіг|полиция|villagers|residents|elders"
    r"|youths|farmers|police)",
    re.IGNORECASE,
)
LOCATIVE = re.compile(r"(?:[дт][ае]|[дтн][ае]н|[дт]ағы|[дт]егі)\Z")
#: Guarded towns and districts that are mountains or waters first, even after "in".
NATURE_FIRST = frozenset({"Алтай", "Altai", "Алатау", "Alatau", "Іле", "Ile", "Ili"})
