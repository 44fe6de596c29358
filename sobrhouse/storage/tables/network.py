"""The circle around each person: who supports whom, since when, how often they meet, who helps."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import (
    Base,
    Edited,
    Evidence,
    Row,
    index_while,
    one_of,
    unique_while,
)

KINDS = ("sponsor", "temporary_sponsor", "mentor", "alumni_mentor", "coach", "house_buddy")
GENDERS = ("", "woman", "man", "other")
STATES = ("active", "paused", "stopped")
SHARES = ("name", "existence")
MET = ("", "meeting", "house", "introduced", "family", "treatment", "online", "other")
ENDS = ("went_well", "moved_on", "moved_away", "no_contact", "no_fit", "new_sponsor", "other")
OUTCOMES = ("together", "no_fit", "no_answer", "withdrawn")
TOUCHES = ("call", "meet", "text", "no_answer", "meeting_together", "step_work")
HELP_KINDS = ("ride", "listening", "job", "meal", "step", "childcare", "moving", "other")
STEP_STATES = ("working", "done", "shared")
CATEGORIES = ("family", "partner", "friend", "recovery", "work", "faith", "other")
STANCES = ("supports", "unsure", "avoid")
WAYS = ("kiosk", "staff", "paper")


class Supporter(Row, Edited, Base):
    """Somebody who is willing to support residents: as a sponsor, mentor or recovery coach.

    `name` is anonymity-safe ("Bill W.") and empty where `resident_id` names a person who lives, or
    lived, in a house. `kinds`, `fellowships`, `pathways` and `hours` are codes with commas between
    them, `languages` words. The phone is kept only where they agreed that residents get it.
    """

    __tablename__ = "supporter"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    resident_id: Mapped[int | None] = mapped_column(ForeignKey("resident.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    sort_name: Mapped[str] = mapped_column(default="")
    kinds: Mapped[str] = mapped_column(default="sponsor")
    fellowships: Mapped[str] = mapped_column(default="")
    pathways: Mapped[str] = mapped_column(default="")
    sober_on: Mapped[date | None]
    gender: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int] = mapped_column(default=1)  # how many they will take at a time
    phone: Mapped[str] = mapped_column(default="")
    phone_agreed: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="active")
    paused_until: Mapped[date | None]  # its last day; None: until somebody says otherwise
    note: Mapped[str] = mapped_column(default="")  # for staff; on no paper
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    __table_args__ = (
        CheckConstraint("resident_id IS NOT NULL OR name <> ''", "somebody"),
        CheckConstraint(one_of("gender", *GENDERS), "gender"),
        CheckConstraint(one_of("state", *STATES), "state"),
        CheckConstraint("capacity BETWEEN 0 AND 20", "capacity"),
        CheckConstraint("phone = '' OR phone_agreed", "phone_agreed"),
        CheckConstraint("paused_until IS NULL OR state = 'paused'", "paused_until"),
        unique_while(
            "uq_supporter_resident",
            ("house_id", "resident_id"),
            "resident_id IS NOT NULL AND voided_at IS NULL",
        ),
    )


class MentorCheck(Row, Evidence, Base):
    """That somebody on the staff held a supporter against the house's written criteria (NARR
    3.G.21.c). `criteria` and `unmet` hold one a line, as they stood that day.
    """

    __tablename__ = "mentor_check"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    supporter_id: Mapped[int] = mapped_column(ForeignKey("supporter.id"), index=True)
    on_date: Mapped[date]
    criteria: Mapped[str]
    unmet: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Sponsorship(Row, Edited, Base):
    """One resident and one who supports them, from a day to a day; history stays.

    Who it is: a supporter of the house's list, a housemate (`peer_resident_id`), or somebody else
    by an anonymity-safe `name`. Where `share` is "existence", staff see only that there is one.
    """

    __tablename__ = "sponsorship"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    kind: Mapped[str] = mapped_column(default="sponsor")
    supporter_id: Mapped[int | None] = mapped_column(ForeignKey("supporter.id"), index=True)
    peer_resident_id: Mapped[int | None] = mapped_column(ForeignKey("resident.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")  # of somebody who is not in the list
    fellowship: Mapped[str] = mapped_column(default="")
    share: Mapped[str] = mapped_column(default="name")
    how_met: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_kind: Mapped[str | None]
    end_note: Mapped[str] = mapped_column(default="")
    resident_verified_on: Mapped[date | None]
    staff_verified_on: Mapped[date | None]
    staff_verified_by: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")  # for staff; on no paper

    __table_args__ = (
        CheckConstraint(one_of("kind", *KINDS), "kind"),
        CheckConstraint(one_of("share", *SHARES), "share"),
        CheckConstraint(one_of("how_met", *MET), "how_met"),
        CheckConstraint(one_of("end_kind", *ENDS), "end_kind"),
        CheckConstraint("ended_on >= started_on", "ends_after_start"),
        CheckConstraint("(ended_on IS NULL) = (end_kind IS NULL)", "ended_why"),
        CheckConstraint("supporter_id IS NULL OR peer_resident_id IS NULL", "one_person"),
        CheckConstraint(
            "name = '' OR (supporter_id IS NULL AND peer_resident_id IS NULL)", "one_name"
        ),
        CheckConstraint(
            "share = 'existence' OR name <> '' OR supporter_id IS NOT NULL"
            " OR peer_resident_id IS NOT NULL",
            "somebody",
        ),
        CheckConstraint("kind <> 'house_buddy' OR peer_resident_id IS NOT NULL", "buddy"),
        CheckConstraint("peer_resident_id <> resident_id", "two_people"),
        Index("ix_sponsorship_resident", "resident_id", "voided_at", "ended_on"),
        unique_while(
            "uq_sponsorship_supporter",
            ("resident_id", "kind", "supporter_id"),
            "supporter_id IS NOT NULL AND ended_on IS NULL AND voided_at IS NULL",
        ),
        unique_while(
            "uq_sponsorship_peer",
            ("resident_id", "kind", "peer_resident_id"),
            "peer_resident_id IS NOT NULL AND ended_on IS NULL AND voided_at IS NULL",
        ),
    )


class Introduction(Row, Edited, Base):
    """That two people were brought together, why they fit, and what came of it at the check.

    A house buddy starts at once, so `sponsorship_id` is filled from the first day; a sponsor or
    mentor once both say that they go on together.
    """

    __tablename__ = "introduction"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"), index=True)
    kind: Mapped[str]
    supporter_id: Mapped[int | None] = mapped_column(ForeignKey("supporter.id"), index=True)
    peer_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"), index=True)
    introduced_on: Mapped[date]
    check_on: Mapped[date]
    reasons: Mapped[str] = mapped_column(default="")  # codes of why, as they were weighed
    outcome: Mapped[str | None]
    outcome_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    sponsorship_id: Mapped[int | None] = mapped_column(ForeignKey("sponsorship.id"))

    __table_args__ = (
        CheckConstraint(one_of("kind", *KINDS), "kind"),
        CheckConstraint(one_of("outcome", *OUTCOMES), "outcome"),
        CheckConstraint("(outcome IS NULL) = (outcome_on IS NULL)", "came_of_it_when"),
        CheckConstraint("check_on >= introduced_on", "check_after"),
        CheckConstraint("(supporter_id IS NULL) <> (peer_stay_id IS NULL)", "one_person"),
        CheckConstraint("(kind = 'house_buddy') = (peer_stay_id IS NOT NULL)", "buddy"),
        CheckConstraint("peer_stay_id <> stay_id", "two_people"),
        index_while(
            "ix_introduction_open",
            ("house_id", "check_on"),
            "outcome IS NULL AND voided_at IS NULL",
        ),
    )


class SponsorContact(Row, Edited, Base):
    """One touch between a resident and who supports them: that it was, and how; never what was
    said.
    """

    __tablename__ = "sponsor_contact"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    sponsorship_id: Mapped[int] = mapped_column(ForeignKey("sponsorship.id"))
    kind: Mapped[str]
    on_date: Mapped[date]  # in the house's zone
    at: Mapped[datetime]
    minutes: Mapped[int | None]
    way: Mapped[str] = mapped_column(default="kiosk")

    __table_args__ = (
        CheckConstraint(one_of("kind", *TOUCHES), "kind"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", "minutes"),
        CheckConstraint(one_of("way", *WAYS), "way"),
        Index("ix_sponsor_contact_one", "sponsorship_id", "on_date", "voided_at", "kind"),
        Index("ix_sponsor_contact_house", "house_id", "on_date", "voided_at"),
    )


class SupportChoice(Row, Edited, Base):
    """What a resident chose about support: what staff may see, whom they wish for, when they have
    time, and for how many newcomers they would be a buddy (None: as the house says; 0: not now).
    """

    __tablename__ = "support_choice"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    gender: Mapped[str] = mapped_column(default="")
    wants_gender: Mapped[str] = mapped_column(default="")  # "": no wish; else woman, man, same
    hours: Mapped[str] = mapped_column(default="")
    buddies: Mapped[int | None]
    looking: Mapped[bool] = mapped_column(default=True)  # False: walks without a sponsor
    looking_why: Mapped[str] = mapped_column(default="")
    shares_steps: Mapped[bool] = mapped_column(default=False)
    shares_answers: Mapped[bool] = mapped_column(default=False)  # of BARC-10, with staff

    __table_args__ = (
        CheckConstraint(one_of("gender", *GENDERS), "gender"),
        CheckConstraint(one_of("wants_gender", "", "woman", "man", "same"), "wants_gender"),
        CheckConstraint("buddies BETWEEN 0 AND 20", "buddies"),
        unique_while("uq_support_choice_resident", "resident_id", "voided_at IS NULL"),
    )


class StepProgress(Row, Edited, Base):
    """Where a resident is with one of the twelve steps; theirs, seen by staff only if shared."""

    __tablename__ = "step_progress"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    step: Mapped[int]
    state: Mapped[str]
    on_date: Mapped[date]

    __table_args__ = (
        CheckConstraint("step BETWEEN 1 AND 12", "step"),
        CheckConstraint(one_of("state", *STEP_STATES), "state"),
        unique_while("uq_step_progress_step", ("resident_id", "step"), "voided_at IS NULL"),
    )


class HelpingEvent(Row, Edited, Base):
    """That one helped another, and with what; counted, never ranked. Either may stay unnamed."""

    __tablename__ = "helping_event"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    giver_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"), index=True)
    receiver_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"), index=True)
    kind: Mapped[str]
    on_date: Mapped[date]
    way: Mapped[str] = mapped_column(default="kiosk")

    __table_args__ = (
        CheckConstraint(one_of("kind", *HELP_KINDS), "kind"),
        CheckConstraint(one_of("way", *WAYS), "way"),
        CheckConstraint("giver_stay_id IS NOT NULL OR receiver_stay_id IS NOT NULL", "somebody"),
        CheckConstraint("giver_stay_id <> receiver_stay_id", "two_people"),
        Index("ix_helping_event_house", "house_id", "on_date", "voided_at"),
    )


class NetworkPerson(Row, Edited, Base):
    """Somebody in a resident's own life: who is part of recovery, and whom they stay away from.

    A private one is the resident's alone, at the kiosk; whom they stay away from always is. What
    somebody may be told stands with the contact, where they are one.
    """

    __tablename__ = "network_person"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    label: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="other")
    stance: Mapped[str] = mapped_column(default="supports")
    last_contact_on: Mapped[date | None]
    private: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        CheckConstraint("contact_id IS NOT NULL OR label <> ''", "somebody"),
        CheckConstraint(one_of("category", *CATEGORIES), "category"),
        CheckConstraint(one_of("stance", *STANCES), "stance"),
        CheckConstraint("stance <> 'avoid' OR private", "avoid_private"),
        CheckConstraint("contact_id IS NULL OR NOT private", "contact_known"),
        unique_while(
            "uq_network_person_contact",
            "contact_id",
            "contact_id IS NOT NULL AND voided_at IS NULL",
        ),
    )
