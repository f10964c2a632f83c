"""What officials say of an event without naming it: «the situation in the village».

Such a text tells nothing by itself; with the open story of its place it does. The words
are those of press releases in three languages: a state (обстановка, ахуал, situation)
that is calm or watched, or «what happened» that needs no name because all know it.
"""

from __future__ import annotations

import re

_STATE = {
    "kk": r"(?:жағдай|ахуал|тыныштық)\w*",
    "ru": r"(?:ситуаци|обстановк|порядок|порядк|спокойстви)\w*",
    "en": r"(?:situation|calm|order)\b",
}
_CALM = {
    "kk": r"тұрақт|бақылау|тыныш|қалыпт|реттел|орнады|сабыр|күшейт",
    "ru": r"стабильн|под контрол|контролируем|спокойн|нормализ|усилен|повода для бес",
    "en": r"stable|under control|calm\b|calm returns|normal|restored|reinforce",
}
_WHAT_HAPPENED = {
    "kk": r"(?:болған|орын алған|соңғы)\s+(?:\w+\s+)?(?:оқиға|жайт|жағдай)",
    "ru": (
        r"случивш|произошедш|произошло|недавн\w+\s+(?:событи|происшестви)"
        r"|(?:известн|последн)\w+\s+событи|по\s+факту|инцидент"
    ),
    "en": r"what happened|the (?:recent )?(?:events?|incident)\b|last week's",
}
_NAMED = re.compile(  # words that tell what it was: then it is not vague
    r"драк|подрал|избил|убийств|убит|стрельб|поджог|ограблен|сож[жг]|столкнове"
    r"|төбеле|өлтір|атыс|өрте|соққы|қақтығ"
    r"|паводк|пожар|наводнен|авари|дтп|выбор|погод|грипп|эпидем|цен[аы]\b|экономи"
    r"|тасқын|су бас|апат|сайлау|ауа райы|тұмау|бағасы|экономика"
    r"|flood|fire\b|crash|election|weather|flu\b|epidemic|price|econom"
    r"|brawl|fight|fought|killed|murder|shot|arson|clash|beaten",
    re.IGNORECASE,
)
_PATTERNS = {
    lang: (
        re.compile(_STATE[lang], re.IGNORECASE),
        re.compile(_CALM[lang], re.IGNORECASE),
        re.compile(_WHAT_HAPPENED[lang], re.IGNORECASE),
    )
    for lang in _STATE
}
#: Longer texts tell what they are about.
LONGEST = 900


def is_vague(text: str, lang: str) -> bool:
    """Whether a text speaks of a state or an event without telling which."""
    patterns = _PATTERNS.get(lang)
    if patterns is None or len(text) > LONGEST:
        return False
    state, calm, happened = patterns
    speaks = bool(state.search(text) and calm.search(text)) or bool(
        happened.search(text)
    )
    return speaks and _NAMED.search(text) is None
