"""Why paper needs somebody: a consent ends soon, or the week's packet is not printed."""

from collections.abc import Iterator
from datetime import timedelta

from sobrhouse.domain.attention import Reason, Urgency, urgency_of
from sobrhouse.domain.phrases import near_date, span
from sobrhouse.queries.evening import Evening
from sobrhouse.words import _


def consents_end(seen: Evening) -> Iterator[Reason]:
    """A consent has its last day near; after it nothing leaves by it."""
    for row in seen.papers.ending:
        yield Reason(
            "consent.ends",
            Urgency.TODAY if row.last_on == seen.today else Urgency.WEEK,
            "file-text",
            _("Consent of {name} ends: {when}").format(
                name=row.name, when=near_date(row.last_on, seen.today)
            ),
            _("To {recipient}. Ask whether it goes on.").format(
                recipient=row.recipient.rstrip(".")
            ),
            _("Open consents"),
            "residents",
            {"resident": row.resident_id, "tab": "consents"},
            row.last_on,
            f"consent {row.consent_id}",
            row.resident_id,
        )


def packet_missing(seen: Evening) -> Iterator[Reason]:
    """The packet of a week that nobody printed by the house's day."""
    start = seen.papers.packet_due
    if start is None:
        return
    end = start + timedelta(days=6)
    yield Reason(
        "packet.due",
        urgency_of(max(end, seen.today), seen.today),
        "printer",
        _("The packet of {week} is not printed").format(week=span(start, end)),
        _("It is made in one click. Whether the house waits for it is in Settings."),
        _("Print packet"),
        "reports",
        {"paper": "packet", "week": start},
        end,
        f"packet {start}",
    )
