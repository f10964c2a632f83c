"""What the evaluation calls kinds of texts and ways of reading them."""

from __future__ import annotations

from dashboard.i18n import N_

#: Texts that want no flag, by ``GoldItem.kind``.
KINDS = {
    "authority_criticism": N_("criticism of authorities"),
    "labour": N_("strikes and wages"),
    "election": N_("elections"),
    "disaster": N_("disasters and compensation"),
    "crime": N_("crime without a community side"),
    "sport": N_("sport"),
    "traffic": N_("traffic"),
    "history": N_("history and memorial days"),
    "culture": N_("culture"),
    "foreign": N_("events abroad"),
    "unity_speech": N_("speeches about unity"),
    "routine_meeting": N_("routine meetings"),
    "counter_speech": N_("words against hatred"),
    "research": N_("research"),
    "language_policy": N_("language policy"),
    "court": N_("court follow-ups"),
    "opinion": N_("opinion"),
    "namesake": N_("namesakes"),
    "figurative": N_("figurative words"),
    "resources": N_("resources without a dispute"),
    "discrimination_other": N_("other discrimination"),
    "ordinary": N_("ordinary news"),
    "protective": N_("signs of accord"),
    "risk_without_place": N_("risk without a place of ours"),
}

#: By ``scoring.evaluation.WAYS``.
WAYS = {
    "product": N_("the product"),
    "no_vectors": N_("without sentence vectors"),
    "word_head": N_("words and concepts alone (TF-IDF)"),
    "vector_head": N_("sentence vectors alone"),
    "nearest": N_("nearest labelled examples"),
    "rules": N_("rules alone"),
    "words_people": N_("a people and a conflict word"),
    "words": N_("any conflict word"),
}
