"""Words of circumstance: what a matched rule is weighed against.

Small closed lists in three languages, tried on the masked sentence in lower case; and
which exclusion takes which signals away.
"""

from __future__ import annotations

import re

#: Words for communities and villages as sides, strong enough to outweigh an exclusion.
SIDES = re.compile(
    r"межэтнич|межнацион|этнос|диаспор|\bобщин|двух с[её]л|обоих с[её]л|сельчан"
    r"|соседн\w+ (?:с[её]л|аул|пос)|жител\w+ (?:двух|соседн|сел|сёл)|односельчан"
    r"|ұлтаралық|этносаралық|екі ауыл|көрші ауыл|көршілес ауыл|іргелес"
    r"|ауыл тұрғын|ауыл жаст|диаспора|қауым"
    r"|inter-?ethnic|communit|villages|villagers|diaspora|ЭТНОС"
)
NOW = re.compile(
    r"\b(?:вчера|накануне|сегодня|минувш\w+"
    r"|на прошлой неделе|на этой неделе"
    r"|в (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"
    r"|кеше|бүгін"
    r"|(?:дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі"
    r"|жексенбі) күні|осы аптада|өткен аптада|yesterday|today"
    r"|last (?:night|week)|this week|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
YEAR = re.compile(r"\b(?:19|20)\d\d(?=[\s,.-]*(?:год|г\.|жыл|ж\.|\b))")
#: A village: fights and gatherings there are between neighbours who will meet again.
VILLAGE = re.compile(
    r"\b(?:сел[оаеу]м?|сёл\w*|сельск\w+|сельчан\w*|односельчан\w*|аул\w*|пос[её]л\w+"
    r"|ауыл\w*|ауылда\w*|кент(?:і|ін|тің|те)\w*|село\b|villages?|villagers|aul)\b"
)
NIGHTLIFE = re.compile(
    r"\b(?:ночн\w+ клуб|бар[аеу]?|караоке|кафе|ресторан\w*|свадьб\w*|тойхан\w*|саун\w*"
    r"|дискотек\w*|кальян\w*|түнгі клуб|мейрамхана\w*|үйлену той\w*|nightclub|bars?"
    r"|pubs?|wedding|restaurant)\b"
)
HEAD_OF_STATE = re.compile(
    r"\b(?:президент(?:а|ом)?|глав\w+ государства|мемлекет басшы\w*|премьер\w*"
    r"|послани\w+|жолдау\w*|токаев\w*|тоқаев\w*|tokayev\w*|president\w*|head of state"
    r"|address to)\b"
)
DEMAND = re.compile(
    r"выда[тч]|высел|изгна|наказа|самосуд|отдать|разобраться|уехал|съехал|уезжа"
    r"|треб|гроз"
    r"|ұстап бер|беріңдер|өз қолымыз|жазала|көшір|көшсін|кетсін|кетуін|қуып"
    r"|талап|барамыз|hand(?:ed)? over|given the|deal with|leave|evict|expel"
    r"|punish|lynch"
    r"|demand|threaten"
)
#: Handing over or driving out: what is demanded of people, never of an office.
FEUD = re.compile(
    r"выдать|выдачи|выселить|выселени|изгна|самосуд|отдать им|разобраться сами"
    r"|(?:семь|родн|приезж)\w*.{0,40}(?:уехал|съехал|уезжа|покинул|вывез)"
    r"|в соседн\w+ сел\w+ «?за|көшсін|жауап ал|moved out of town"
    r"|ұстап бер|беріңдер|өз қолымыз|көшір|қуып шы|кетсін|кетуін"
    r"|hand(?:ed)? over|given the suspect|deal with him|evict|expel|lynch"
)
#: Those who gather for a wrong done to one of their own.
KIN = re.compile(
    r"родственник|родные|односельчан|земляк|погибш|убит|убий|избит|туыс|ауылдас"
    r"|марқұм|қаза"
    r"|өлтір|қайтыс|шабуылда|таяқ жеген|соққыға"
    r"|relatives|killed|beaten|dead man|death|murder"
    r"|fellow villagers"
)
UNREST = re.compile(r"беспорядк|погром|тәртіпсіздік|riot|disturbances|unrest")
BRAWL = re.compile(r"драк|подрал|потасов|төбелес|brawl|fight|fought")
CONFLICT = re.compile(
    r"драк|подрал|избит|избил|убит|убий|потасов|камн|толп|беспоряд|ножев|покида|бегут"
    r"|конфликт|стычк|расправ|напад|шабуыл|attack|төбелес|жанжал|қақтығыс"
    r"|тас лақ|өлтір|соққы|қашып|пышақ"
    r"|brawl|fight|clash|stones|killed|beaten|crowd|flee"
)
#: More than one house is no quarrel of one family.
SEVERAL = re.compile(r"несколько домов|домов|дома\b|бірнеше үй|үйлер|houses|homes")
GROUP = re.compile(
    r"групп|толп|молод[её]ж|молодых|молодые|неизвестн|сотн|десятк|топ\b|топ адам|жастар"
    r"|топ жас|в масках|бетперде|crowd|group|mob|young men|youths|masked"
)
ACUTE: frozenset[str] = frozenset(
    {"trigger_incident", "mobilisation", "violence_or_flight"}
)
STRUCTURAL = frozenset(
    {
        "resource_dispute",
        "unequal_treatment",
        "identity_symbol_dispute",
        "imported_conflict",
    }
)
DISCURSIVE = frozenset({"collective_blame", "dangerous_speech", "rumour_viral"})
ALL = ACUTE | STRUCTURAL | DISCURSIVE
#: What each exclusion takes away in its own sentence.
TAKES = {
    "sport": ALL,
    "figurative": ALL,
    "culture": ALL,
    "history": ALL,
    "counter_speech": ALL,
    "negated": ALL - {"rumour_viral"},
    "court": ALL - {"mobilisation"},
    "speech": STRUCTURAL | DISCURSIVE,
    "research": ALL,
    "settled": STRUCTURAL | {"trigger_incident", "violence_or_flight"},
    "peaceful_gathering": frozenset({"mobilisation"}),
    "traffic": frozenset({"trigger_incident", "violence_or_flight", "rumour_viral"}),
    "crime_domestic": ALL - {"collective_blame", "identity_symbol_dispute"},
    "disaster": frozenset({"violence_or_flight", "mobilisation", "rumour_viral"}),
    "authority_criticism": STRUCTURAL | {"mobilisation", "rumour_viral"},
    "labour_dispute": STRUCTURAL | {"mobilisation", "rumour_viral"},
    "social_demand": STRUCTURAL | {"mobilisation", "rumour_viral"},
}
#: Exclusions that two sides in the same sentence outweigh when the matter is acute.
OUTWEIGHED = frozenset(
    {
        "sport",
        "labour_dispute",
        "social_demand",
        "disaster",
        "crime_domestic",
        "authority_criticism",
        "peaceful_gathering",
        "traffic",
    }
)
#: Exclusions that, said of the whole text, take acute signals of other sentences too.
WHOLE_TEXT = frozenset(
    {
        "labour_dispute",
        "social_demand",
        "authority_criticism",
        "research",
        "sport",
    }
)
