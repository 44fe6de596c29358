"""Notices: the words that go with a record that leaves the house, word for word as the rule has
them, each wording with the day from which it is used.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Notice:
    """The wording of 42 CFR § 2.32(a) that was in force from a day on.

    `full` stands once with each disclosure, `short` at the foot of each of its pages. Neither is
    ever translated: the rule gives the words.
    """

    version: str
    effective_on: date
    full: str
    short: str


# 89 FR 12472, in force from April 16, 2024; § 2.32(a)(1) and (2)
_RULE_OF_2024 = Notice(
    "2024-04-16",
    date(2024, 4, 16),
    "This record which has been disclosed to you is protected by Federal confidentiality rules "
    "(42 CFR part 2). These rules prohibit you from using or disclosing this record, or testimony "
    "that describes the information contained in this record, in any civil, criminal, "
    "administrative, or legislative proceedings by any Federal, State, or local authority, against "
    "the patient, unless authorized by the consent of the patient, except as provided at 42 CFR "
    "2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In addition, "
    "the Federal rules prohibit you from making any other use or disclosure of this record unless "
    "at least one of the following applies: (i) Further use or disclosure is expressly permitted "
    "by the written consent of the individual whose information is being disclosed in this record "
    "or as otherwise permitted by 42 CFR part 2. (ii) You are a covered entity or business "
    "associate and have received the record for treatment, payment, or health care operations, or "
    "(iii) You have received the record from a covered entity or business associate as permitted "
    "by 45 CFR part 164, subparts A and E. A general authorization for the release of medical or "
    "other information is NOT sufficient to meet the required elements of written consent to "
    "further use or redisclose the record (see 42 CFR 2.31).",
    "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
)
NOTICES = (_RULE_OF_2024,)  # the newest last
# A house that is not covered must not say that the rule protects its record; it asks all the same.
HOUSE_NOTICE = Notice(
    "house-1",
    date(2024, 4, 16),
    "This record was given to you with the written permission of the person it is about, for the "
    "purpose named in it and for no other. Please keep it in confidence. Do not pass it on unless "
    "that person agrees in writing, or the law requires it.",
    "Given with written permission, for one purpose. Please keep it in confidence.",
)


def notice_on(day: date) -> Notice:
    """The wording that goes with what is disclosed on a day: the newest in force, the oldest for
    days before any.
    """
    return next((n for n in reversed(NOTICES) if n.effective_on <= day), NOTICES[0])


def notice_for(part2: str, day: date) -> Notice:
    """What goes with a paper of a house: the federal words, also where nobody is sure whether the
    rule covers it ("unsure"); plain words of its own only where it is "not_covered".
    """
    return HOUSE_NOTICE if part2 == "not_covered" else notice_on(day)
