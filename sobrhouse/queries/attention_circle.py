"""Why the circle around somebody needs a thought of the staff, as rows of Needs attention: the
facts, a kind next step, and one button.
"""

from collections.abc import Iterator, Mapping, Sequence

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.queries.attention_support import SupportNeed
from sobrhouse.queries.evening import Evening
from sobrhouse.words import _, n_

ONE_BY_ONE = 3  # more people than these, of whom the same is said, stand in one row
_NAMED = 6  # people that such a row names
_ICONS = {
    "support.ask": "handshake",
    "support.circle": "message-circle",
    "support.no_sponsor": "heart-handshake",
    "support.temporary": "heart-handshake",
    "support.no_contact": "phone",
    "support.no_buddy": "user-plus",
}


def circle(seen: Evening) -> Iterator[Reason]:
    """One by one; people of whom the same is said stand together where they are many, but for
    those who show signs of slipping away: each of them is a person to sit down with.
    """
    by_code: dict[str, list[SupportNeed]] = {}
    for need in seen.support:
        by_code.setdefault(need.code, []).append(need)
    for code, needs in by_code.items():
        if len(needs) > ONE_BY_ONE and code != "support.circle":
            yield _together(needs)
        else:
            yield from map(_alone, needs)


def _alone(need: SupportNeed) -> Reason:
    about: object = need.stay_id
    if isinstance(need.target, Mapping) and "introduction" in need.target:  # two may be of one day
        about = f"introduction {need.target['introduction']}"
    return Reason(
        need.code, need.urgency, _ICONS[need.code], need.what, f"{need.why} {need.step}",
        need.verb, need.place, need.target, need.since, about, need.resident_id,
    )  # fmt: skip


def _together(needs: Sequence[SupportNeed]) -> Reason:
    first, count = needs[0], len(needs)
    what, verb, place, target = _said(first.code, count)
    names = ", ".join(need.name for need in needs[:_NAMED])
    if count > _NAMED:
        more = count - _NAMED
        names = n_("{names} and {n} more.", "{names} and {n} more.", more).format(
            names=names, n=more
        )
    else:
        names = f"{names.rstrip('.')}."
    since = max(need.since for need in needs)  # somebody more makes it a new row
    return Reason(
        first.code, Urgency(min(need.urgency for need in needs)), _ICONS[first.code], what,
        f"{names} {first.step}", verb, place, target, since, "all",
    )  # fmt: skip


def _said(code: str, count: int) -> tuple[str, str, str, object]:
    """What is said of so many people, the verb of the button, and where it leads."""
    if code == "support.ask":
        said = n_("{n} introduction to ask after", "{n} introductions to ask after", count)
        return said.format(n=count), _("Write it down"), "sponsors", {"tab": "needs"}
    if code == "support.no_sponsor":
        said = n_("{n} person has no sponsor yet", "{n} people have no sponsor yet", count)
        return said.format(n=count), _("Find a match"), "sponsors", {"tab": "needs"}
    if code == "support.temporary":
        said = n_("{n} temporary sponsor to ask after", "{n} temporary sponsors to ask after",
                  count)  # fmt: skip
        return said.format(n=count), _("Open list"), "residents", None
    if code == "support.no_buddy":
        said = n_("{n} person has no buddy yet", "{n} people have no buddy yet", count)
        return said.format(n=count), _("Find a buddy"), "sponsors", {"tab": "buddies"}
    said = n_("{n} person without contact to the sponsor lately",
              "{n} people without contact to their sponsors lately", count)  # fmt: skip
    return said.format(n=count), _("Open list"), "residents", None
