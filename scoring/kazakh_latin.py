"""Kazakh in Latin letters, read as if it were in Cyrillic ones.

Posts and some sites write Kazakh in Latin letters, in the alphabets of 2018 and 2021 or
by no alphabet at all ("ushin", "üşin", "úshin"). Everything after this step knows
Kazakh in Cyrillic, as nearly all of it is published, so such a text is kept in
Cyrillic. Letters that a spelling does not tell apart (u: у, ұ, ү) come out as the
commonest.
"""

from __future__ import annotations

import re

from scoring.text import Replacement, Rewriting

#: Common words in every Latin spelling; marks are taken off before they are compared.
_KAZAKH = re.compile(
    r"men|ben|pen|bir|eki|bul|sol|osy|ol|olar|biz|siz|sen|bar|joq|zhoq|emes|ushin|usin"
    r"|ke[iy]+n|bold[iy]|bol[iy]p|bolgan|degen|dep|de[iy]?di|eken|[jz]h?at[iy]r|ot[iy]r"
    r"|kerek|[qk]azir|kes(?:h)?e|bugin|ert[ae]ng?i|audan\w*|auyl\w*|[qk]ala(?:s[iy]\w*)?"
    r"|oblys\w*|[xh]al[yi]q\w*|adam(?:dar)?|balalar|bala|jastar|mektep\w*|tur[gh]+[yi]n\w*"
    r"|kelgen|kelip|ketti|a[iy]tt[iy]|endi|tag[iy]|gana|tural[iy]|[qk]arsy|jerde|jyl\w*"
    r"|kun[i]?|tunde|ozi\w*|[qg]oi|nege|[qk]ala[iy]|bizdin|onyn|olardyn|bari|barl[iy]q"
    r"|kosh?e\w*|uy\w*|to[iy]\w*|[qk]aza[qk]\w*"
)
#: Words that Turkish, Uzbek and Azerbaijani use and Kazakh does not; and English ones.
_OTHERS = re.compile(
    r"ve|icin|ile|cok|daha|olarak|gibi|kadar|sonra|degil|ama|va|uchun|bilan|ham|edi|emas"
    r"|bo'lgan|yil|esa|uzere|etdi|olan|edib|olub|the|and|of|in|to|was|for"
)
_BARE = str.maketrans("áäǵğíıńñóöúüūýşç", "aaggiinnoouuuysc")
#: Endings of Kazakh words that the other languages do not have in such numbers.
_ENDING = re.compile(
    r"\w{2}(?:[dlt][ae]r(?:y|i|dyn|din|ga|ge|dy|di)?|[ntd][yi]n|[dt][ae]g[yi]|[yi]nd[ae]"
    r"|[yi]nd[ae]g[yi]|[gqk][ae]n|[yi]p|[dt][yi]|[yi]men|l[yi]q|nan|nen|dan|den|tan|ten)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
#: A text that opens in Cyrillic letters is not in Latin ones.
_CYRILLIC = re.compile("[а-яә-ӯ]", re.IGNORECASE)
_OPENING = 60
#: How many of the words must be common Kazakh ones, and at least how many.
_SHARE, _LEAST = 0.12, 2

_PAIRS = {
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "ғ",
    "ts": "ц",
    "ya": "я",
    "yu": "ю",
    "yo": "ё",
}
_SINGLE = dict(
    zip(
        "aäáâbcçdeéfgğǵhiíıjklmnñńoöópqrsştuüúūvwxyýz",
        "аәәабкчдеефгғғхііижклмнңңоөөпқрсштуүүұвухыуз",
        strict=True,
    )
)
#: After a vowel these are й; after u only i, and not where u itself is a glide (ауыл).
_GLIDES = re.compile(
    r"(?:(?<=[aäáeéiíıoöóyAÄÁEÉIOÖÓY])[iıyIY]"
    r"|(?<![aäáeéiíıoöóyAÄÁEÉIOÖÓY])(?<=[uúūüUÚŪÜ])[iıI])(?![aeouyı])"
)
_PAIR = re.compile("|".join(_PAIRS), re.IGNORECASE)
#: Names of services and addresses stay as they are.
_FOREIGN = re.compile(
    r"(?<!\S)[^\s@/]*+[@/]\S*|\b[A-Z][a-z]++[A-Z]\w*|\b(?i:youtube|instagram|tiktok|facebook|telegram"
    r"|whatsapp|viber|google|online|live|sms|www)\b"
)


def is_kazakh_latin(text: str) -> bool:
    """Tell whether a text in Latin letters is Kazakh."""
    if _CYRILLIC.search(text, 0, _OPENING):
        return False
    words = [w.lower().translate(_BARE) for w in _WORD.findall(text)]
    if not words:
        return False
    kazakh = sum(_KAZAKH.fullmatch(word) is not None for word in words)
    ending = sum(_ENDING.fullmatch(word) is not None for word in words)
    others = sum(_OTHERS.fullmatch(word) is not None for word in words)
    enough = kazakh + ending / 2 >= max(_LEAST, _SHARE * len(words))
    return kazakh > 0 and enough and kazakh + ending > 3 * others


def in_cyrillic(text: str) -> Rewriting:
    """Return the text with its Latin words in Cyrillic letters."""
    kept = [m.span() for m in _FOREIGN.finditer(text)]
    latin = {at for start, end in kept for at in range(start, end)}
    found = [
        Replacement(m.start(), m.end(), _cased(_PAIRS[m.group().lower()], m.group()))
        for m in _PAIR.finditer(text)
        if m.start() not in latin
    ]
    glides = {m.start() for m in _GLIDES.finditer(text)}
    rewriting = Rewriting(text, found)
    letters = list(rewriting.text)
    foreign = {
        at
        for start, end in kept
        for at in range(rewriting.forward(start), rewriting.forward(end))
    }
    replaced = {rewriting.forward(at) for at in glides}
    for at, letter in enumerate(letters):
        if at in foreign:
            continue
        if at in replaced and letter.lower() in "iıy":
            letters[at] = _cased("й", letter)
        else:
            letters[at] = _cased(_SINGLE.get(letter.lower(), letter), letter)
    rewriting.text = "".join(letters)
    return rewriting


def _cased(new: str, old: str) -> str:
    return new.upper() if old[0].isupper() else new
