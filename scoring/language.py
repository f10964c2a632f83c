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
    letters = len(_LETTER.findall(sample))
    kazakh = len(_KAZAKH_ONLY.findall(sample))
    if _UZBEK_ONLY.search(sample) and not kazakh:
        return OTHER
    if len(_UKRAINIAN_ONLY.findall(sample)) > 1:
        return OTHER
    russian = len(_RUSSIAN_ONLY_WORDS.findall(sample))
    if kazakh and kazakh / letters >= 0.015 and russian * 40 < letters:
        return "kk"
    return None


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
