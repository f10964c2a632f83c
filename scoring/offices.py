"""Who is named as the holder of a public office: the office right beside the name.

Between the office and the name may stand what the office is of ("аким Жамбылской
области Ержан …"), but no verb, no comma and nobody else: "аким встретился с жителем
Ахмедом" leaves Ahmed the private person he is. Relatives hold no office.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from scoring.name_words import LEAD

_REACH = 110
_TOKEN = re.compile(r"[\w-]+|[,()]|[.!?;:\n](?=\s|\Z)|\n")
_STOPS = frozenset(".!?;:\n()")
_KIN = re.compile(
    r"(?:сын|доч|брат|сестр|жен|супруг|муж|водител|помощник|племянни|родственник|зят"
    r"|сват|друг|сосед|son$|daughter|brother|sister|wife|husband|driver|relative|friend)"
)
#: Prepositions and conjunctions that lead from the holder to somebody else.
_OTHERS = (
    "с со к ко о об обо у для на что как чтобы а но или через против за перед with to "
    "for by against that who and his her about from on met told "
)
_TO_OTHERS = frozenset(_OTHERS.split())
_VERB = re.compile(
    r"(?:\w\w[аеиыуяо]л(?:а|о|и)?|[аеиыуяо]л(?:ся|ась|ись|ось)|[аеяиую][ею]?т(?:ся)?"
    r"|[ую]т|ть|ться|шёл|шла|нес|вез|ған|ген|қан|кен|ды|ді|ты|ті|ып|іп"
    r"|said|visited|opened|thanked|praised|accused|arrested|received|awarded)\Z"
)
_KAZAKH_CASE = re.compile(
    r"(?=.*[әғқңөұүһі]).*(?:ге|ға|ке|қа|не|на|нің|ның|дің|дың|тің|тың|ні|ны|нде|нда|нен"
    r"|нан|ден|дан|мен|бен|пен)\Z"
)
_KAZAKH = re.compile(r"[әғқңөұүһі]")
_FORMER = re.compile(r"(?:бывш|экс|бұрынғы|former|first|перв|бірінші)")


class Offices:
    """The words for public offices, ready to be looked for beside a name."""

    def __init__(self, roles: Sequence[str]) -> None:
        self._phrases: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for role in {" ".join(r.lower().split()) for r in roles if r.strip()}:
            stems = tuple(_stem(word) for word in role.split())
            self._phrases[stems[0][:4]].append(stems)
        for phrases in self._phrases.values():
            phrases.sort(key=len, reverse=True)

    def held(self, text: str, start: int, end: int, since: int) -> bool:
        """Tell whether the name at [start, end) stands beside an office.

        ``since`` is where the name before it ends: an office belongs to one name.
        """
        left = max(since, start - _REACH)
        tokens = _TOKEN.findall(text[left:start])
        for i in range(len(tokens) - 1, -1, -1):
            if tokens[i] in _STOPS:
                tokens = tokens[i + 1 :]
                break
        return self._before(tokens) or self._after(text[end : end + 60])

    def _before(self, tokens: Sequence[str]) -> bool:
        words = [token.lower() for token in tokens]
        for i in range(len(words) - 1, -1, -1):
            size = self._at(words, i)
            if size:
                rest = tokens[i + size :]
                if any(_KIN.match(w) for w in words[max(0, i - 2) : i]):
                    return False
                last = words[i + size - 1]
                return not _KAZAKH_CASE.match(last) and _leads_on(rest, last)
        return False

    def _after(self, following: str) -> bool:
        """Tell whether the office follows: "Ержан Жумабеков, аким области, …"."""
        if following[:1] != "," and following[:3] not in (" — ", " – ", " - "):
            return False
        words = [t.lower() for t in _TOKEN.findall(following)]
        start = 1 if words[:1] == [","] else 0
        for i in range(start, min(start + 2, len(words))):
            if self._at(words, i):
                return not _KAZAKH_CASE.match(words[i])
            if not (_FORMER.match(words[i]) or words[i].strip("ж") == ""):
                return False
        return False

    def _at(self, words: Sequence[str], at: int) -> int:
        """How many words of an office stand at ``at``: 0 for none."""
        for stems in self._phrases.get(words[at][:4], ()):
            found = words[at : at + len(stems)]
            if len(found) == len(stems) and all(map(str.startswith, found, stems)):
                return len(stems)
        return 0


@cache
def offices(roles: tuple[str, ...]) -> Offices:
    """The matcher of these roles, built once."""
    return Offices(roles)


def _stem(word: str) -> str:
    return re.sub(r"(?:ый|ий|ь|й|а|я|о)$", "", word) if len(word) > 4 else word


def _leads_on(rest: Sequence[str], role: str) -> bool:
    """Tell whether what stands between the office and the name is of the office."""
    if len(rest) > 10:
        return False
    kazakh = _KAZAKH.search(role) is not None
    for token in rest:
        word = token.lower()
        if not word.strip("ж") or token[0].isupper():
            continue
        if token == "," or word in _TO_OTHERS or kazakh:
            return False
        if LEAD.match(word) or _KIN.match(word) or _VERB.search(word):
            return False
    return True
