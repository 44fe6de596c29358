"""Blank forms: every form that a house prints to be filled in by hand, and where what is written on
it is typed in later (forms.md).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sobrhouse.words import N_


class Screen(StrEnum):
    """The screen on which a form is typed in; NONE where there is none yet: the paper is filed."""

    SIGN_LOG = "sign_log"
    HOUSE_MEETING = "house_meeting"
    RECOVERY_MEETINGS = "recovery_meetings"
    PASSES = "passes"
    CHORES = "chores"
    SPONSORS = "sponsors"
    CAPITAL = "capital"
    ROUND = "round"
    CONSENTS = "consents"
    NONE = ""


class Days(StrEnum):
    """Which days a form is about."""

    NONE = ""
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its key in records and on the command line, its title, where it is typed in, the
    days it is about, whether names of residents are printed on it, and whether it is `theirs`: a
    resident's own sheet, which nobody waits for.
    """

    key: str
    title: str
    screen: Screen = Screen.NONE
    days: Days = Days.NONE
    named: bool = False
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """One form as it is about to be printed: which, for which days, and about whom."""

    form: str
    first_day: date | None = None
    last_day: date | None = None
    resident_id: int | None = None


BLANK: tuple[Form, ...] = (
    Form("sign-out", N_("Sign-out sheet"), Screen.SIGN_LOG),
    Form("pass", N_("Pass request"), Screen.PASSES),
    Form("court-card", N_("Meeting attendance card"), Screen.RECOVERY_MEETINGS),
    Form("meeting-sheet", N_("House meeting sheet"), Screen.HOUSE_MEETING),
    Form("chore-chart", N_("Chore chart"), Screen.CHORES),
    Form("room-inspection", N_("Room and house inspection")),
    Form("test-log", N_("Drug and breath test log")),
    Form("medication-count", N_("Medication count")),
    Form("incident", N_("Incident report")),
    Form("grievance", N_("Grievance form")),
    Form("safety-check", N_("Monthly safety check")),
    Form("drill", N_("Evacuation drill record")),
    Form("application", N_("Application to move in")),
    Form("admission", N_("Resident record at move-in")),
    Form("agreement", N_("Residency agreement")),
    Form("consent", N_("Consent to release information"), Screen.CONSENTS),
    Form("my-calls", N_("My sponsor call sheet"), theirs=True),
    Form("service-log", N_("Community service log")),
    Form("barc-10", N_("My recovery today (BARC-10)"), Screen.CAPITAL),
)
"""The kit: the forms of forms.md in their use through the day, and the BARC-10."""

NAMED: tuple[Form, ...] = (
    Form("sign-in", N_("Sign-in sheet for a power cut"), Screen.SIGN_LOG, Days.DAY, named=True),
    Form("roll-call", N_("Roll call"), Screen.HOUSE_MEETING, Days.DAY, named=True),
    Form("round", N_("Evening round"), Screen.ROUND, Days.DAY, named=True),
    Form("chores", N_("Chores of the week"), Screen.CHORES, Days.WEEK, named=True),
    Form("inspection", N_("Chore inspection"), Screen.CHORES, Days.DAY, named=True),
    Form("calls", N_("Calls to sponsors"), Screen.SPONSORS, Days.WEEK, named=True),
)
"""Sheets of certain days with the names of who lives here, to be filled in by hand."""

POWER_CUT = ("roll-call", "sign-in", "round")
"""The forms of the power-cut kit that are typed in afterwards."""

FORMS: dict[str, Form] = {form.key: form for form in (*BLANK, *NAMED)}


def printed(key: str, day: date | None = None) -> Printed:
    """The form for its days: a day or the week that begins on it; none where it has none, or where
    no day is said.
    """
    if day is None or FORMS[key].days is Days.NONE:
        return Printed(key)
    last = day + timedelta(days=6) if FORMS[key].days is Days.WEEK else day
    return Printed(key, day, last)
