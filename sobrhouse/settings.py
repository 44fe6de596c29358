"""Settings: every setting of a house, declared once: key, type, default, label. Stored in
`house_setting`, audited.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sobrhouse.problems import Problem
from sobrhouse.words import N_, _


class Kind(StrEnum):
    """What a setting may hold."""

    YES_NO = "yes_no"
    NUMBER = "number"
    TEXT = "text"
    TIME = "time"  # "22:30", wall clock in the house's zone
    CHOICE = "choice"


class Group(StrEnum):
    """The section of Settings in which it is shown."""

    RULES = "rules"
    PASSES = "passes"
    MEETINGS = "meetings"
    CHORES = "chores"
    KIOSK = "kiosk"
    REPORTS = "reports"
    SAFETY = "safety"
    PLACE = "place"  # where the house is, for distances


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `choices` pairs stored values with words; `low` and `high` bound a number."""

    key: str
    kind: Kind
    default: Any
    group: Group
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    low: int = 0
    high: int = 0


# What the kiosk offers as an answer to "Where are you going?"; each word is translated when shown.
DESTINATIONS = (
    N_("Work"),
    N_("Meeting"),
    N_("Store"),
    N_("Doctor"),
    N_("School"),
    N_("Family"),
    N_("Walk"),
    N_("Other"),
)

# Defaults: glossary-and-defaults.md, "Defaults worth shipping".
DECLARED: tuple[Setting, ...] = (
    Setting("curfew_weekdays", Kind.TIME, "22:30", Group.RULES, N_("Curfew, Sunday to Thursday")),
    Setting("curfew_weekend", Kind.TIME, "00:00", Group.RULES, N_("Curfew, Friday and Saturday")),
    Setting(
        "milestones",
        Kind.CHOICE,
        "aa",
        Group.RULES,
        N_("Milestones we celebrate"),
        choices=(
            ("aa", N_("AA chips: 24 hours, 30, 60, 90 days, months, years")),
            ("na", N_("NA key tags: 30, 60, 90 days, 6, 9 months, 1 year, 18 months, years")),
        ),
    ),
    Setting(
        "leap_day",
        Kind.CHOICE,
        "feb28",
        Group.RULES,
        N_("A year counted from February 29 falls on"),
        choices=(("feb28", N_("February 28")), ("mar1", N_("March 1"))),
    ),
    Setting(
        "pass_notice_hours",
        Kind.NUMBER,
        72,
        Group.PASSES,
        N_("Asked for so many hours ahead"),
        hint=N_("0 asks for nothing"),
        high=720,
    ),
    Setting(
        "pass_days_in_house",
        Kind.NUMBER,
        30,
        Group.PASSES,
        N_("Days in the house before the first pass"),
        hint=N_("0 asks for nothing"),
        high=365,
    ),
    Setting(
        "pass_nights_per_month",
        Kind.NUMBER,
        4,
        Group.PASSES,
        N_("Nights away in a month"),
        hint=N_("0 sets no limit"),
        high=31,
    ),
    Setting(
        "pass_phase",
        Kind.NUMBER,
        0,
        Group.PASSES,
        N_("Passes begin with phase number"),
        hint=N_("0: in every phase"),
        high=20,
    ),
    Setting(
        "meeting_style",
        Kind.CHOICE,
        "manager",
        Group.MEETINGS,
        N_("How house meetings run"),
        hint=N_("The order of business that a new meeting begins with."),
        choices=(
            ("manager", N_("With a house manager")),
            ("peer", N_("Peer-run, in the order of an Oxford House")),
        ),
    ),
    Setting(
        "vote_admission_percent",
        Kind.NUMBER,
        80,
        Group.MEETINGS,
        N_("Percent of all who live here, to let somebody new in"),
        hint=N_("50 means more than half."),
        low=50,
        high=100,
    ),
    Setting(
        "meeting_readings",
        Kind.TEXT,
        "",
        Group.MEETINGS,
        N_("What is read at meetings, in turn"),
        hint=N_("With commas between them. Empty: a peer-run house reads the Traditions."),
    ),
    Setting(
        "chore_weeks_ahead",
        Kind.NUMBER,
        12,
        Group.CHORES,
        N_("Weeks planned ahead"),
        hint=N_("1 to 26"),
        low=1,
        high=26,
    ),
    Setting(
        "chore_first_days",
        Kind.NUMBER,
        3,
        Group.CHORES,
        N_("Days without chores after moving in"),
        hint=N_("0: chores from the first day"),
        high=30,
    ),
    Setting(
        "chore_ladder",
        Kind.TEXT,
        N_("A talk, A written reminder, An extra chore, The house meeting"),
        Group.CHORES,
        N_("What is proposed after missed chores, step by step"),
        hint=N_("With commas between them. A person decides each time."),
    ),
    Setting(
        "chore_ladder_days",
        Kind.NUMBER,
        28,
        Group.CHORES,
        N_("Days that a missed chore counts"),
        hint=N_("7 to 365"),
        low=7,
        high=365,
    ),
    Setting("kiosk_names", Kind.YES_NO, True, Group.KIOSK, N_("Names to tap")),
    Setting("kiosk_photos", Kind.YES_NO, False, Group.KIOSK, N_("Photos beside the names")),
    Setting(
        "kiosk_pin_length",
        Kind.NUMBER,
        6,
        Group.KIOSK,
        N_("Numbers in a PIN"),
        hint=N_(
            "4 to 8. Each number fewer is ten times as easy to guess: with 4 about one guesser in "
            "a thousand gets in before the lock, with 6 one in a hundred thousand. After a "
            "change everybody comes in once more with the old PIN, then chooses a new one."
        ),
        low=4,
        high=8,
    ),
    Setting(
        "kiosk_language",
        Kind.CHOICE,
        "en",
        Group.KIOSK,
        N_("Language before anybody is known"),
        choices=(("en", "English"), ("es", "Español")),
    ),
    Setting(
        "kiosk_places",
        Kind.TEXT,
        ", ".join(DESTINATIONS),
        Group.KIOSK,
        N_("Where people go"),
        hint=N_("Up to eight, with commas between them."),
    ),
    Setting(
        "kiosk_in_charge",
        Kind.TEXT,
        "",
        Group.KIOSK,
        N_("Who is in charge"),
        hint=N_("Whom the kiosk names: talk with Dana tonight. Empty: the house manager."),
    ),
    Setting(
        "visitor_rules",
        Kind.TEXT,
        N_("No alcohol or drugs. Stay in the common rooms. Leave before curfew."),
        Group.KIOSK,
        N_("Rules for visitors"),
        hint=N_("What a visitor agrees to, in a sentence or two."),
    ),
    Setting(
        "report_birthdays", Kind.YES_NO, False, Group.REPORTS, N_("Birthdays on the weekly report")
    ),
    Setting(
        "report_names",
        Kind.CHOICE,
        "short",
        Group.REPORTS,
        N_("Names on paper"),
        choices=(("short", N_("Short names")), ("full", N_("Full names")), ("bed", N_("Bed only"))),
    ),
    Setting(
        "paper_size",
        Kind.CHOICE,
        "letter",
        Group.REPORTS,
        N_("Paper"),
        choices=(("letter", N_("Letter")), ("a4", N_("A4"))),
    ),
    Setting(
        "idle_minutes",
        Kind.NUMBER,
        5,
        Group.SAFETY,
        N_("Lock after this many idle minutes"),
        hint=N_("1 to 30"),
        low=1,
        high=30,
    ),
    Setting(
        "house_place",
        Kind.TEXT,
        "",
        Group.PLACE,
        N_("Latitude and longitude"),
        hint=N_("As in 40.71278, -74.00594, or the link of a map. Empty: no distances."),
    ),
)

BY_KEY: Mapping[str, Setting] = {s.key: s for s in DECLARED}


@dataclass(frozen=True, slots=True)
class HouseSettings:
    """The settings of one house: what was changed, else the default."""

    changed: Mapping[str, Any] = field(default_factory=dict)

    def get(self, key: str) -> Any:
        """The value of a declared setting. KeyError for an undeclared key, which is a bug."""
        setting = BY_KEY[key]
        return self.changed.get(key, setting.default)


def read(rows: Mapping[str, str]) -> HouseSettings:
    """Settings from stored rows (key to JSON); rows that no longer fit their declaration fall back
    to the default.
    """
    known: dict[str, Any] = {}
    for key, text in rows.items():
        setting = BY_KEY.get(key)
        if setting is not None:
            try:
                known[key] = checked(setting, json.loads(text))
            except (ValueError, Problem):
                continue
    return HouseSettings(known)


def checked(setting: Setting, value: Any) -> Any:
    """The value as it may be stored; a Problem beside the field when it does not fit."""
    checks: dict[Kind, Callable[[], bool]] = {
        Kind.YES_NO: lambda: isinstance(value, bool),
        Kind.NUMBER: lambda: isinstance(value, int) and setting.low <= value <= setting.high,
        Kind.TEXT: lambda: isinstance(value, str) and len(value) <= 200,
        Kind.TIME: lambda: isinstance(value, str) and _is_time(value),
        Kind.CHOICE: lambda: value in {v for v, _words in setting.choices},
    }
    if not checks[setting.kind]():
        raise Problem(_unfit(setting), field=setting.key)
    return value


def _is_time(text: str) -> bool:
    hours, colon, minutes = text.partition(":")
    return (
        bool(colon)
        and hours.isdigit()
        and minutes.isdigit()
        and int(hours) < 24
        and int(minutes) < 60
    )


def _unfit(setting: Setting) -> str:
    if setting.kind is Kind.NUMBER:
        return _("{label}: a number from {low} to {high}. The old value stands.").format(
            label=_(setting.label), low=setting.low, high=setting.high
        )
    return _("{label}: that does not fit here. The old value stands.").format(
        label=_(setting.label)
    )
