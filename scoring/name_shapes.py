"""How names are spelled: one key for a name in any alphabet, case or suffix.

A word folds into plain Latin letters, so that Юсуповтың, Юсупову and Yusupov share a
beginning. What a word not in the table looks like, a name or a common word, is told by
the runs of letters in it: the weights were learned from names of every community.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from data.personal_names import load_names

_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіўҳҷӣӯєї"
_LATIN = (
    *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o"),
    *("p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sh", "", "i", "", "e"),
    *("iu", "ia", "a", "g", "k", "n", "o", "u", "u", "h", "i", "u"),
    *("h", "zh", "i", "u", "e", "i"),
)
_FOLD = str.maketrans(
    {
        **dict(zip(_CYRILLIC, _LATIN, strict=True)),
        **dict(zip("yqwxáäâçğıñóöşúüý’'ʼ`-", "ikvhaaacginoosuui     ", strict=True)),
    }
)
#: Endings of Russian cases and Kazakh suffixes, folded; "" is the name itself.
_ENDING_WORDS = (
    "a u e i o om em oi ei im iu ia oiu uiu ii ogo omu ago s "
    "nin din tin ni di ti ga ka ge ke na ne da de ta te dan tan nan den ten nen "
    "men ben pen nda nde ndagi dagi tagi degi tegi dar lar ler tar der ter lari leri "
    "ninki dikin diki tiki nini dini tini sha she ding ning ting dy ny ty dyn tyn nyn "
    "inin isi in va vna vu voi "
)
_ENDINGS = frozenset(("", *_ENDING_WORDS.split()))
_CASES = re.compile(
    r"(?:тың|дың|ның|тің|дің|нің|тан|дан|нан|тен|ден|нен|мен|бен|пен|ға|қа|ге|ке|ты|ды"
    r"|ны|ті|ді|ні|та|да|те|де|лар|лер|дар|дер|тар|тер|ом|ем|ой|ей|ым|ую|ю|а|у|е|ы|и|я)$"
)
_SHAPE = re.compile(
    r"(?:[оеё]в(?:а|у|ым|е|ой|ы|ых|ыми)?|[вднрлтмксшфзпж]ин(?:а|у|ым|ой|е|ы)?|ын(?:а|ым)"
    r"|енко|[кчнщршлцмт]ук(?:а|у|ом|е)?|юк(?:а|у|ом|е)?|[а-я]ян(?:а|у|ом|е|ц)?|дзе|швили"
    r"|[иа]ди(?:с|су|са)?|пуло(?:с|са)?|зод[аеыуой]{1,2}|заде|[оу]глы|ұлы|қызы|уул[уы]"
    r"|кызы|гызы|ахун(?:а|у|ом|ов)?|берген|кельд[иы]|гельд[иы])"
    r"(?:тың|дың|ның|тің|дің|нің|тан|дан|нан|тен|ден|нен|мен|бен|пен|ға|қа|ге|ке|ты|ды"
    r"|ны|ті|ді|ні|да|де|та|те)?$"
    r"|(?:[oe]va?|[vdnrltmks]ina?|enko|c?huk|yan|dze|shvili|idis?|iadis?|uly|kyzy|oglu"
    r"|ogly|qyzy|zada|zade)(?:’s|'s)?$"
)
_ADJECTIVE = re.compile(r"(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)$|sk(?:y|iy|aya|i)$")
_PATRONYMIC = re.compile(
    r"(?:[оеё]вич|ьич|[оеё]вна|инична|ична)(?:а|у|ем|ом|е|ой|ы)?$"
    r"|(?:ұлы|қызы|улы|кызы|гызы|оглы)(?:ның|ны|на|нан|мен|нің|ге|не)?$"
    r"|(?:ovich|evich|ovna|evna)$"
)


@dataclass(frozen=True, slots=True)
class Look:
    """What the spelling of a capitalised word says about it.

    ``kind`` is given, ambiguous, surname (all by the table), patronymic, shape (a
    surname by its ending), adjective (perhaps one) or ""; ``score`` is above 0 for a
    word that looks like a name.
    """

    kind: str
    score: int
    common: bool = False  # met in our texts as a common word

    @property
    def is_sure(self) -> bool:
        """Whether the table or the ending alone makes the word a name."""
        return self.kind in ("given", "patronymic", "surname") or (
            self.kind == "shape" and self.score > 0
        )


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """The word in plain Latin letters; kk, ru and Latin spellings meet here."""
    folded = word.lower().translate(_FOLD).replace(" ", "")
    return folded.replace("kh", "h").replace("dzh", "zh").replace("j", "zh")


def grams(folded: str) -> list[str]:
    """The runs of two to four letters of a folded word, its edges marked."""
    marked = f"^{folded}$"
    return [
        marked[i : i + n] for n in (2, 3, 4) for i in range(max(0, len(marked) - n + 1))
    ]


@lru_cache(maxsize=1 << 15)
def look(word: str) -> Look:
    """What a capitalised word looks like."""
    lowered = word.lower()
    score = _score(lowered)
    names = load_names()
    common = lowered in names.common
    kind = names.kinds.get(lowered, "") if common else _known(lowered)
    if not kind and len(lowered) > 5 and _PATRONYMIC.search(lowered):
        kind = "patronymic"
    if not (kind or common) and len(lowered) > 4 and _SHAPE.search(lowered):
        kind = "shape"
    if not kind and len(lowered) > 5 and _ADJECTIVE.search(lowered):
        kind = "adjective"
    return Look(kind, score, common)


def _score(lowered: str) -> int:
    weights = load_names().shapes
    found = grams(fold(lowered)[:24])
    return sum(weights.get(gram, 0) for gram in found) * 4 // (len(found) + 4)


def _known(lowered: str) -> str:
    """The kind of a name of the table, also of one in another case or alphabet."""
    kinds = load_names().kinds
    if lowered in kinds:
        return kinds[lowered]
    if lowered[0] < "Ѐ":
        return _folded_kinds().get(fold(lowered.removesuffix("'s")), "")
    first, hyphen, second = lowered.partition("-")
    if hyphen and (first in kinds or second in kinds):
        return kinds.get(first) or kinds[second]
    bare = _CASES.sub("", lowered)
    if len(bare) < 3 or bare == lowered:
        return ""
    for ending in ("", "а", "я", "ь", "й"):
        if bare + ending in kinds:
            kind = kinds[bare + ending]
            return kind if len(bare) > 3 else "ambiguous"
    return ""


@cache
def _folded_kinds() -> dict[str, str]:
    folded: dict[str, str] = {}
    for name, kind in load_names().kinds.items():
        folded.setdefault(fold(name), kind)
    return folded


def same_name(one: str, other: str) -> bool:
    """Tell whether two folded words are forms of one name: Юсупов, Юсуповтың."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared < min(2, len(one), len(other)) or shared < min(len(one), len(other)) - 3:
        return False
    return one[shared:] in _ENDINGS and other[shared:] in _ENDINGS
