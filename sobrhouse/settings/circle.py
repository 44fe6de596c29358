"""The settings about sponsors, buddies, matching, the circle and BARC-10."""

from sobrhouse.settings.kinds import Group, Kind, Setting
from sobrhouse.words import N_

CIRCLE: tuple[Setting, ...] = (
    Setting(
        "sponsor_days",
        Kind.NUMBER,
        14,
        Group.SPONSORS,
        N_("Days in the house until a sponsor is found"),
        hint=N_("0 asks for nothing"),
        high=365,
    ),
    Setting(
        "sponsor_contact_days",
        Kind.NUMBER,
        7,
        Group.SPONSORS,
        N_("Days without a word to the sponsor until we ask"),
        hint=N_("1 where contact is daily; 0 asks for nothing"),
        high=90,
    ),
    Setting(
        "temporary_sponsor_days",
        Kind.NUMBER,
        90,
        Group.SPONSORS,
        N_("Days that a temporary sponsor helps out"),
        low=7,
        high=365,
    ),
    Setting(
        "introduction_days",
        Kind.NUMBER,
        7,
        Group.SPONSORS,
        N_("Days from an introduction until we ask how it went"),
        low=1,
        high=60,
    ),
    Setting(
        "buddy_days",
        Kind.NUMBER,
        30,
        Group.SPONSORS,
        N_("Days that somebody new has a buddy"),
        hint=N_("0: no buddies"),
        high=365,
    ),
    Setting(
        "buddy_most",
        Kind.NUMBER,
        2,
        Group.SPONSORS,
        N_("Newcomers for one buddy at most"),
        low=1,
        high=10,
    ),
    Setting(
        "mentor_months",
        Kind.NUMBER,
        12,
        Group.SPONSORS,
        N_("Months sober before somebody mentors"),
        high=120,
    ),
    Setting(
        "mentor_criteria",
        Kind.TEXT,
        N_("Has a sponsor, Works a program, Keeps a confidence, Knows when to call staff"),
        Group.SPONSORS,
        N_("What we ask of mentors"),
        hint=N_("With commas between them. Who checked it, and when, is written down."),
    ),
    *(
        Setting(
            f"match_{key}",
            Kind.NUMBER,
            weight,
            Group.SPONSORS,
            label,
            hint=N_("0 not at all, 10 most of all"),
            high=10,
        )
        for key, weight, label in (
            ("language", 6, N_("A match counts: a shared language")),
            ("fellowship", 6, N_("A match counts: the same fellowship")),
            ("gender", 5, N_("A match counts: the same gender, or as wished")),
            ("years", 3, N_("A match counts: years sober")),
            ("hours", 3, N_("A match counts: time at the same hours")),
            ("room", 2, N_("A match counts: room for more")),
        )
    ),
    Setting(
        "circle_days",
        Kind.NUMBER,
        28,
        Group.SPONSORS,
        N_("Days that a shared meeting, chore or help counts as a tie"),
        low=7,
        high=90,
    ),
    Setting(
        "barc_days",
        Kind.NUMBER,
        30,
        Group.SPONSORS,
        N_("Days between two BARC-10"),
        hint=N_("0: never asked for"),
        high=365,
    ),
)
