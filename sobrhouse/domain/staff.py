"""Staff: roles, what each may do, and who is acting (safety.md 4.2)."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody on the staff is trusted with."""

    OWNER = "owner"
    MANAGER = "manager"
    STAFF = "staff"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """One thing that a service or a query may ask for."""

    SEE_HOUSE = "see_house"  # residents and daily records of own houses
    PRINT_PAPERS = "print_papers"  # house papers
    RECORD_DAILY = "record_daily"  # notes, contacts and the rest of daily life
    MANAGE_PEOPLE = "manage_people"  # move in and out, beds, phases, papers about a person
    MANAGE_HOUSE = "manage_house"  # house, rooms, beds, settings
    IMPORT = "import"
    EXPORT = "export"
    SEE_AUDIT = "see_audit"  # audit log, verify, anchors
    MANAGE_STAFF = "manage_staff"  # staff, roles, all houses, restore, key rotation
    OWN_ACCOUNT = "own_account"  # own name, passphrase, PIN, drafts
    KIOSK = "kiosk"  # what a resident or visitor does at the kiosk, about themselves alone
    START = "start"  # what the program itself does before or without a person


_EVERYONE = {Permission.OWN_ACCOUNT, Permission.SEE_HOUSE, Permission.PRINT_PAPERS}
_STAFF = _EVERYONE | {Permission.RECORD_DAILY}
_MANAGER = _STAFF | {
    Permission.MANAGE_PEOPLE,
    Permission.MANAGE_HOUSE,
    Permission.IMPORT,
    Permission.EXPORT,
    Permission.SEE_AUDIT,
}

ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(_MANAGER | {Permission.MANAGE_STAFF}),
    Role.MANAGER: frozenset(_MANAGER),
    Role.STAFF: frozenset(_STAFF),
    Role.AUDITOR: frozenset(_EVERYONE | {Permission.SEE_AUDIT}),
}


class ActorKind(StrEnum):
    """Who, or what, acts."""

    STAFF = "staff"
    RESIDENT = "resident"
    VISITOR = "visitor"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a staff member, somebody at the kiosk, or the program itself.

    `houses` None means every house; a manager's or staff member's are those of `staff_house`.
    """

    kind: ActorKind
    id: int
    name: str
    role: Role | None = None
    houses: frozenset[int] | None = frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether this actor holds the permission at all, in some house."""
        if self.kind is ActorKind.SYSTEM:
            return True
        if self.kind in (ActorKind.RESIDENT, ActorKind.VISITOR):
            return permission is Permission.KIOSK
        return self.role is not None and permission in ALLOWED[self.role]

    def sees(self, house_id: int) -> bool:
        """Whether this house is one of the actor's."""
        return self.houses is None or house_id in self.houses


SYSTEM = Actor(ActorKind.SYSTEM, 0, "sobrhouse", houses=None)
