"""Who supports one, in words and icons: for the card and for the pages of one's own people."""

from datetime import date

from sobrhouse.domain.phrases import near_date
from sobrhouse.domain.support import CATEGORY_WORDS, KIND_WORDS, STANCE_WORDS
from sobrhouse.queries.kiosk import MyPerson, MyTie
from sobrhouse.words import N_, _, n_

# One touch each: how one was in touch.
TOUCHES = (
    ("call", "phone", N_("Called")), ("meet", "users", N_("Met")),
    ("text", "message-circle", N_("Texted")), ("no_answer", "ellipsis", N_("No answer")),
    ("meeting_together", "handshake", N_("Meeting together")),
    ("step_work", "footprints", N_("Step work")),
)  # fmt: skip
MY_WORDS = {
    "sponsor": N_("My sponsor"), "temporary_sponsor": N_("My sponsor for now"),
    "mentor": N_("My mentor"), "alumni_mentor": N_("My mentor"),
    "coach": N_("My recovery coach"), "house_buddy": N_("My buddy"),
}  # fmt: skip
KIND_ICONS = {
    "sponsor": "heart-handshake", "temporary_sponsor": "heart-handshake",
    "mentor": "graduation-cap", "alumni_mentor": "graduation-cap", "coach": "star",
    "house_buddy": "users",
}  # fmt: skip
HELP_ICONS = {
    "ride": "car", "listening": "message-circle", "job": "briefcase", "meal": "utensils",
    "step": "footprints", "childcare": "heart", "moving": "house", "other": "hand-heart",
}  # fmt: skip
STEP_ICONS = {None: "circle", "working": "circle-dot", "done": "circle-check",
              "shared": "handshake"}  # fmt: skip
STANCE_ICONS = {"supports": "heart", "unsure": "circle-question-mark", "avoid": "ban"}


def called(tie: MyTie) -> str:
    """The name, or what they are to one where nobody was named."""
    return tie.name or _(MY_WORDS[tie.kind])


def tie_said(tie: MyTie, today: date) -> str:
    """What they are, where their name does not stand in its place, and when one was last in
    touch.
    """
    last = _("No contact yet")
    if tie.last_on is not None:
        last = _("Last: {when}").format(when=near_date(tie.last_on, today))
    return f"{_(KIND_WORDS[tie.kind])}. {last}" if tie.name else last


def sentence(text: str) -> str:
    """With one dot at its end, as names have one already ("Ron B.")."""
    return f"{text.rstrip('.')}."


def week_said(week: int) -> str:
    """How often one was in touch in these seven days."""
    return n_("{n} contact in 7 days", "{n} contacts in 7 days", week).format(n=week)


def person_said(person: MyPerson) -> str:
    """Who they are, and what they are for one's recovery."""
    return f"{_(CATEGORY_WORDS[person.category])}. {_(STANCE_WORDS[person.stance])}"
