"""The mapped classes, one file a feature, all on one Base; only storage, services and queries know
them.
"""

from sobrhouse.storage.tables.audit import AuditEntry, BackupLog, KeySlot, PurgePermit, Secret
from sobrhouse.storage.tables.base import Base
from sobrhouse.storage.tables.beds import BedAssignment, BedHold, BedOutage
from sobrhouse.storage.tables.care import Condition, Contact, Employment, LegalMatter
from sobrhouse.storage.tables.house_meetings import (
    AgendaItem,
    Ballot,
    BallotCast,
    Commitment,
    HouseMeeting,
    HouseMeetingMark,
    MeetingException,
    MeetingSeries,
    MinutesAmendment,
    Motion,
)
from sobrhouse.storage.tables.houses import Bed, House, HouseSetting, Phase, Room
from sobrhouse.storage.tables.kiosk import (
    HouseMessage,
    KioskAccess,
    MessageRead,
    PinThrottle,
    Snooze,
    StationTry,
    SupportCall,
)
from sobrhouse.storage.tables.notes import Note, Todo
from sobrhouse.storage.tables.recovery_meetings import (
    Attendance,
    HomeGroup,
    MeetingGroup,
    MeetingRequirement,
    RequirementExcuse,
    ServiceCommitment,
)
from sobrhouse.storage.tables.residents import Blob, ImportBatch, Resident, SobrietyPeriod
from sobrhouse.storage.tables.signins import (
    Blackout,
    CurfewCheck,
    CurfewRule,
    Pass,
    PhaseCurfew,
    Round,
    SignOut,
    Visitor,
)
from sobrhouse.storage.tables.staff import Draft, Staff, StaffHouse
from sobrhouse.storage.tables.stays import Application, PhaseHistory, ReferralSource, Stay

__all__ = [
    "AgendaItem",
    "Application",
    "Attendance",
    "AuditEntry",
    "BackupLog",
    "Ballot",
    "BallotCast",
    "Base",
    "Bed",
    "BedAssignment",
    "BedHold",
    "BedOutage",
    "Blackout",
    "Blob",
    "Commitment",
    "Condition",
    "Contact",
    "CurfewCheck",
    "CurfewRule",
    "Draft",
    "Employment",
    "HomeGroup",
    "House",
    "HouseMeeting",
    "HouseMeetingMark",
    "HouseMessage",
    "HouseSetting",
    "ImportBatch",
    "KeySlot",
    "KioskAccess",
    "LegalMatter",
    "MeetingException",
    "MeetingGroup",
    "MeetingRequirement",
    "MeetingSeries",
    "MessageRead",
    "MinutesAmendment",
    "Motion",
    "Note",
    "Pass",
    "Phase",
    "PhaseCurfew",
    "PhaseHistory",
    "PinThrottle",
    "PurgePermit",
    "ReferralSource",
    "RequirementExcuse",
    "Resident",
    "Room",
    "Round",
    "Secret",
    "ServiceCommitment",
    "SignOut",
    "Snooze",
    "SobrietyPeriod",
    "Staff",
    "StaffHouse",
    "StationTry",
    "Stay",
    "SupportCall",
    "Todo",
    "Visitor",
]
