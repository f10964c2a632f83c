"""Letters of one alphabet that were typed for those of another they look like.

"Aлматы" with a Latin A, "Qаzаqstаn" with Cyrillic а's, "ccopa" wholly in Latin letters:
a reader sees no difference, a search does. Every letter gives way to one letter, so no
offset moves.
"""

from __future__ import annotations

import re

from data.personal_names import load_names

_CYRILLIC = "\u0400-\u052f"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏəƟɵ"
_GREEK = "Ͱ-Ͽ"
#: Latin and Greek letters that stand in Cyrillic words, one for one.
_TO_CYRILLIC = str.maketrans(
    "aceiopxyhkmtəɵABCEHIKMOPTXYƏƟαεικορτυχΑΒΕΗΙΚΜΝΟΡΤΥΧ",
    "асеіорхуһкмтәөАВСЕНІКМОРТХУӘӨаеікортухАВЕНІКМНОРТУХ",
)
_TO_LATIN = str.maketrans(
    "асеіорхуһәАВСЕНІКМОРТХУҺӘαοΑΒΕΗΙΚΜΝΟΡΤΥΧ",
    "aceiopxyhəABCEHIKMOPTXYHƏaoABEHIKMNOPTYX",
)
#: These look alike only to a hasty eye; they count inside Latin words alone.
_ROUGHLY_LATIN = str.maketrans("кмт", "kmt")
_BRAND = re.compile(f"[A-Z][a-z]+[A-Z][a-z]*[{_CYRILLIC}]+")
_INFLECTED = re.compile(f"[{_LATIN}]+[{_CYRILLIC}]+")
_CYRILLIC_LETTER = re.compile(f"[{_CYRILLIC}]")
_OTHER_LETTER = re.compile(f"[{_LATIN}{_GREEK}]")
#: Where a word changes its alphabet.
_SEAM = re.compile(f"[{_CYRILLIC}][{_LATIN}{_GREEK}]|[{_LATIN}{_GREEK}][{_CYRILLIC}]")
_MIXED = re.compile(
    rf"(?<![^\W\d_])(?=[^\W\d_]*[{_CYRILLIC}])(?=[^\W\d_]*[{_LATIN}{_GREEK}])[^\W\d_]++"
)
#: Words that could stand in either alphabet; addresses and names of files are none.
_LATIN_ALIKE = re.compile(
    r"(?<![\w@/.:’'-])[aceopxyhiABCEHIKMOPTXY]++(?![\w@/:’'-]|\.\w)"
)
_CYRILLIC_ALIKE = re.compile(r"(?<![\w-])[асеорхуһіАВСЕНІКМОРТХУҺ]++(?![\w-])")
_ROMAN = re.compile(r"[IXC]+|[ABCEHIKMOPTXY]")
_LATIN_WORDS = frozenset({"BMX", "BTC", "CEO", "EXPO", "MMA", "TOP"})
#: Prepositions and conjunctions of one letter, as they stand inside a sentence.
_SMALL = frozenset("acoy")
_WORD_AFTER = re.compile(r"[^\w\n]{1,4}([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[^\w\n]{1,4}\Z")
#: So far neighbours are looked for.
_REACH = 24


def of_one_script(text: str) -> str:
    """Return the text, letter for letter, with every word in one alphabet."""
    if not _OTHER_LETTER.search(text) or not _CYRILLIC_LETTER.search(text):
        return text
    seen = _SEAM.search(text) is not None
    if seen:
        text = _MIXED.sub(_one_script, text)
    cyrillic = len(_CYRILLIC_LETTER.findall(text))
    if cyrillic > len(_OTHER_LETTER.findall(text)):
        return _LATIN_ALIKE.sub(lambda m: _disguised(m, text, seen), text)
    return _CYRILLIC_ALIKE.sub(lambda m: _strayed(m, text), text)


def _one_script(found: re.Match[str]) -> str:
    """Return a word of two alphabets in the one that all its letters can stand in.

    "WhatsAppтан", "Facebookте" are Latin names with Kazakh endings and stay.
    """
    word = found.group()
    if _BRAND.fullmatch(word):
        return word
    cyrillic = word.translate(_TO_CYRILLIC)
    if _OTHER_LETTER.search(cyrillic):
        return word if _INFLECTED.fullmatch(word) else _in_latin(word)
    if _CYRILLIC_LETTER.search(word.translate(_TO_LATIN)):
        return cyrillic
    own = len(_CYRILLIC_LETTER.findall(word))
    return cyrillic if own * 2 >= len(word) else word.translate(_TO_LATIN)


def _in_latin(word: str) -> str:
    latin = word.translate(_TO_LATIN).translate(_ROUGHLY_LATIN)
    return word if _CYRILLIC_LETTER.search(latin) else latin


def _disguised(found: re.Match[str], text: str, seen: bool) -> str:
    """Return a Latin word of a Cyrillic text in Cyrillic, if it is no Latin word.

    In a text that mixes alphabets inside words (``seen``) it is taken for one of those;
    elsewhere it must be a common word.
    """
    word = found.group()
    before, after = _neighbours(found, text)
    if before not in ("", "cyrillic") or after not in ("", "cyrillic"):
        return word
    if word in _SMALL:
        return word.translate(_TO_CYRILLIC) if after else word
    if word in _LATIN_WORDS or _ROMAN.fullmatch(word):
        return word
    cyrillic = word.translate(_TO_CYRILLIC)
    return cyrillic if seen or cyrillic.lower() in load_names().common else word


def _strayed(found: re.Match[str], text: str) -> str:
    """Return a Cyrillic word of a Latin text in Latin, if Latin words stand beside."""
    word = found.group()
    if _neighbours(found, text) == ("other", "other"):
        return word.translate(_TO_LATIN)
    return word


def _neighbours(found: re.Match[str], text: str) -> tuple[str, str]:
    """Return the alphabets of the words beside: "cyrillic", "other" or "" (none)."""
    start, end = found.span()
    before = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    after = _WORD_AFTER.match(text, end, end + _REACH)
    return _alphabet(before), _alphabet(after)


def _alphabet(word: re.Match[str] | None) -> str:
    if word is None or _LATIN_ALIKE.fullmatch(word[1]):
        return ""  # no word, or one that may itself be disguised
    return "cyrillic" if _CYRILLIC_LETTER.search(word[1]) else "other"
