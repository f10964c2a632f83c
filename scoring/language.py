"""Which language a text is in: Kazakh, Russian, English or none of ours.

A statistical guess among six languages (ours and the neighbours most often taken for
them), corrected by letters no other language of the set has. What the outlet declares
only breaks a tie: sites mix languages on one feed.
"""

from __future__ import annotations

import re
import threading
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from data.model import LANGUAGES

OTHER = "other"
#: Kyrgyz, Uzbek and Turkish are told apart so that they are not read as Kazakh.
_CANDIDATES = ("kk", "ru", "en", "ky", "uz", "tr")
#: Title and lead are enough; the rest of a long text only costs time.
_WINDOW = 600
#: Cyrillic without any Turkic letter is Russian unless the letters speak loudly.
_RUSSIAN_PRIOR = 6.0
_DECLARED_PRIOR = 4.0

_KAZAKH_ONLY = re.compile("[әұі]", re.IGNORECASE)
_KAZAKH_OR_KYRGYZ = re.compile("[ғқңөүһ]", re.IGNORECASE)
_UZBEK_ONLY = re.compile("[ўҳ]", re.IGNORECASE)
_UKRAINIAN_ONLY = re.compile("[їєґ]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_RUSSIAN_ONLY_WORDS = re.compile(
    r"\b(?:и|в|на|не|что|по|из|от|для|это|как|его|были?|была|после|между)\b",
    re.IGNORECASE,
)


#: Kazakh and Kyrgyz words as typed without the letters that Russian lacks.
_PLAIN_KAZAKH = re.compile(
    r"\b(?:мен|пен|бен|еки|осы|бул|олар|биздин|болды|болып|дейди|деди|екен|екенин|жатыр"
    r"|отыр|казир|кеше|бугин|жок|емес|ушин|кейин|аудан\w*|ауыл\w*|каласы\w*|облыс[ыт]\w*"
    r"|халык|халкы|тургын\w*|туралы|карсы|гой|тагы|енди|келген|кошип|бирак|барлык|гана"
    r"|жергиликти|жигит\w*|балалар|арасында\w*|жылы|куни|кунге|айтты|айтып|ол|сол|деп)\b",
    re.IGNORECASE,
)
_PLAIN_KYRGYZ = re.compile(
    r"\b(?:менен|учун|эмес|эле|эки|болуп|болгон|жана|айыл\w*|шаар\w*|азыр|бугун|деген"
    r"|кыл\w+|ооба|жатат|туура|эмне|ошол|алар|бизди)\b",
    re.IGNORECASE,
)
_ENGLISH_WORDS = re.compile(r"\b(?:the|of|and|was|were|that|with|from|has)\b", re.I)
#: So many small words of a language leave no doubt.
_SURELY = 4
#: One of them in so many letters is what a text of the language holds.
_DENSE = 80
#: So many common words (of all) make a text without Kazakh letters Kazakh.
_LEAST_PLAIN, _SHARE_PLAIN = 3, 0.08


@cache
def _model() -> tuple[LanguageIdentifier, threading.Lock]:
    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(list(_CANDIDATES))
    return model, threading.Lock()


def identify(text: str, declared: str | None = None) -> str:
    """Return kk, ru, en or "other"; a text without letters takes what is declared.

    Feeds declare languages as they like ("ru-RU", "KK", nothing): only the first two
    letters count.
    """
    declared = declared.strip().lower()[:2] if isinstance(declared, str) else None
    sample = text[:_WINDOW]
    if not _LETTER.search(sample):
        return declared if declared in LANGUAGES else OTHER
    by_letters = _by_letters(sample)
    if by_letters is not None:
        return by_letters
    return _by_model(sample, declared)


def _by_letters(sample: str) -> str | None:
    """Decide where letters decide: one quoted word must not turn a Russian text."""
    letters = sum(map(str.isalpha, sample))
    kazakh = len(_KAZAKH_ONLY.findall(sample))
    if _UZBEK_ONLY.search(sample) and not kazakh:
        return OTHER
    if len(_UKRAINIAN_ONLY.findall(sample)) > 1:
        return OTHER
    russian = len(_RUSSIAN_ONLY_WORDS.findall(sample))
    if kazakh and kazakh / letters >= 0.015 and russian * 40 < letters:
        return "kk"
    turkic = kazakh + len(_KAZAKH_OR_KYRGYZ.findall(sample))
    dense = russian >= _SURELY and russian * _DENSE > letters
    if dense and turkic * 150 < letters:  # a name or two as its bearer writes it
        return None if _is_plain_kazakh(sample, russian) else "ru"
    if turkic:
        return None
    if _is_plain_kazakh(sample, russian):
        return "kk"
    english = len(_ENGLISH_WORDS.findall(sample))
    return "en" if english >= _SURELY and english * _DENSE > letters else None


def _is_plain_kazakh(sample: str, russian: int) -> bool:
    """Tell whether a text is Kazakh typed on a keyboard without its letters."""
    kazakh = len(_PLAIN_KAZAKH.findall(sample))
    words = sample.count(" ") + 1
    return (
        kazakh >= max(_LEAST_PLAIN, _SHARE_PLAIN * words)
        and kazakh > russian
        and kazakh > 2 * len(_PLAIN_KYRGYZ.findall(sample))
    )


def _by_model(sample: str, declared: str | None) -> str:
    model, lock = _model()
    with lock:
        scores = dict(model.rank(sample))
    turkic = _KAZAKH_ONLY.search(sample) or _KAZAKH_OR_KYRGYZ.search(sample)
    if _CYRILLIC.search(sample) and not turkic:
        scores["ru"] += _RUSSIAN_PRIOR
    if declared in scores:
        scores[declared] += _DECLARED_PRIOR
    best = max(scores, key=lambda code: scores[code])
    return best if best in LANGUAGES else OTHER
