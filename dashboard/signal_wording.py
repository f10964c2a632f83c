"""Why a signal was seen, in the language spoken now. Knows no Streamlit.

A rule names its words; what was learned from labelled texts names the words that
weighed most and the examples that are alike; a person names their reason. Where no
rule foresaw a wording, that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard import drop_wording
from dashboard.i18n import N_, _, format_date
from data.model import Flag, Reason, Signal

#: A person's word in the place of the machine's reasons.
RESTORED = "person.restored"
_RULE, _LEARNED = "signal.rule", "signal.heads"
#: A labelled example longer than this is cut at a word, and so is a person's reason
#: where there is little room.
_LONGEST = 160


def _rule(params: Mapping[str, Any]) -> str:
    return _("The words “%(words)s” (rule %(rule)s).") % {
        "words": params.get("words", ""),
        "rule": params.get("rule", ""),
    }


def _gate(params: Mapping[str, Any]) -> str:
    return _("It speaks of relations between communities: “%(words)s”.") % {
        "words": params.get("words", "")
    }


def _heads(params: Mapping[str, Any]) -> str:
    said = {"words": _quoted(params.get("words") or ()), "model": params.get("model")}
    if not said["words"]:
        return (
            _(
                "What the program learned from labelled texts points to it: the whole "
                "sentence, no single word (version %(model)s)."
            )
            % said
        )
    return (
        _(
            "What the program learned from labelled texts points to it, above all the "
            "words %(words)s (version %(model)s)."
        )
        % said
    )


def _examples(params: Mapping[str, Any]) -> str:
    texts = [str(each["text"]).rstrip(". ") for each in params.get("examples") or ()]
    said = _(
        "It resembles examples that we wrote and labelled ourselves; they are not "
        "events: %(examples)s."
    )
    return said % {"examples": _quoted(map(_short, texts), "; ")}


def _restored(params: Mapping[str, Any]) -> str:
    said = _("%(author)s put it on the desk on %(date)s: %(reason)s") % {
        "author": params.get("author", ""),
        "date": format_date(datetime.fromisoformat(params["at"])),
        "reason": _ended(str(params.get("reason", ""))),
    }
    if why := params.get("set_aside"):
        before = _("It had been set aside: %(why)s.")
        said += " " + before % {"why": drop_wording.reason(why)}
    return said


def _quoted(texts: Iterable[str], between: str = ", ") -> str:
    return between.join(_("“%(text)s”") % {"text": text} for text in texts)


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + " …"


def _ended(text: str) -> str:
    """A person's words as a sentence."""
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


#: How each code of a signal's reasons is told.
TOLD: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    _RULE: _rule,
    "signal.gate": _gate,
    _LEARNED: _heads,
    "signal.examples": _examples,
    RESTORED: _restored,
}

_UNFORESEEN = N_("No rule foresaw this wording: read the sentence and judge yourself.")


def reasons(signal: Signal) -> list[str]:
    """Every reason of a signal, and that no rule foresaw it where none did."""
    said = [
        TOLD[each.code](each.params) if each.code in TOLD else each.code
        for each in signal.reasons
    ]
    return [*said, _(_UNFORESEEN)] if _only_learned([signal]) else said


def words(signal: Signal) -> list[str]:
    """The words that rules found or that weighed most, as they stand in the text."""
    found: list[str] = []
    for each in signal.reasons:
        named = each.params.get("words") or ()
        found += [named] if isinstance(named, str) else map(str, named)
    return found


def restored(flag: Flag) -> Reason | None:
    """The word of the person who put a flag on the desk; None where a machine did."""
    told = (each for signal in flag.signals for each in signal.reasons)
    return next((each for each in told if each.code == RESTORED), None)


def in_short(flag: Flag) -> str:
    """What a reader with little room must know of how it was flagged, or nothing."""
    by_hand = restored(flag)
    if by_hand is not None:
        return _("put on the desk by %(author)s: %(reason)s") % {
            "author": by_hand.params.get("author", ""),
            "reason": _short(str(by_hand.params.get("reason", ""))),
        }
    return _("no rule foresaw its wording") if _only_learned(flag.signals) else ""


def _only_learned(signals: Sequence[Signal]) -> bool:
    codes = {each.code for signal in signals for each in signal.reasons}
    return _LEARNED in codes and _RULE not in codes
