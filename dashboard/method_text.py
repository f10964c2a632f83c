"""What the Method page says, in plain words. Knows no Streamlit.

Paragraphs are message ids: the Kazakh and the Russian text stand in the catalogues.
"""

from __future__ import annotations

from dashboard.i18n import N_

#: The way of a text through the house, step by step.
FLOW = (
    N_("We read what news sites, official pages and the Assembly publish openly."),
    N_(
        "Names, telephone and document numbers of private persons are taken out before "
        "anything is kept."
    ),
    N_("We look for the place: a text without a place in Kazakhstan raises nothing."),
    N_(
        "Readable rules look for ten risk signals and five signs of accord. The "
        "names of peoples are hidden from the rules: swapping one for another "
        "changes nothing."
    ),
    N_(
        "Texts about the same event become one story. Reprints do not count as "
        "confirmation; only different publishers do."
    ),
    N_("A story with a risk signal becomes a flag: a request to look, not a finding."),
    N_(
        "A person at the Desk decides, with a reason and a name. Earlier verdicts stay "
        "visible."
    ),
    N_(
        "Each day every region gets a level, measured against its own past and against "
        "how much was read there. Regions are never ranked."
    ),
)

#: What is not tension, although such texts may hold strong words.
NOT_TENSION = (
    N_("Criticism of the authorities, strikes and rallies: a part of civic life."),
    N_("Sport, road accidents, words used figuratively."),
    N_("History, anniversaries, culture and festivals."),
    N_("News from abroad without an echo in a place of ours."),
    N_("A private quarrel or a crime in which communities play no part."),
)

PROMISES = (
    N_("Situations are assessed, never peoples. No count of any people exists here."),
    N_("Silence is not calm: where too little is read we say “no data”."),
    N_("Every flag shows its sentences, its rule and its source."),
    N_("Nothing is invented. Demonstration data carry the word DEMO everywhere."),
    N_("No social media accounts, no closed chats, no lists of persons are read."),
)

#: What a reader must know before trusting this version.
LIMITS = (
    N_(
        "Measured on 380 invented texts that the authors of the rules had not seen: of "
        "100 flags about 98 were right, and of 100 texts with tension about 92 were "
        "found. Real news is more varied: expect less, and read every flag."
    ),
    N_(
        "Unequal treatment, collective blame and violence are the hardest to tell "
        "apart; an event told in unforeseen words is missed. Mediators on the spot "
        "often know earlier."
    ),
    N_("The press writes late about quarrels over water, land or schools."),
    N_(
        "Villages of the same name exist in several regions. When in doubt the place "
        "stays open."
    ),
    N_("Where few local sources answer, a level rests on few voices."),
)

SHAPES = N_(
    "The outlines of the regions come from an open data set; origin and licence stand "
    "in data/tables/SOURCES.md. They show where a region lies and settle no border."
)
