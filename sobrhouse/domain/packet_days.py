"""By which day a house prints the packet of a week."""

from datetime import date, timedelta

from sobrhouse.domain.phrases import week_of

# days from the first one of its week until the packet is to be there; nothing: nobody waits for it
PRINTED_BY: dict[str, int | None] = {"never": None, "last": 6, "next": 7, "second": 8}


def week_due(today: date, starts_on: int, printed_by: str) -> date | None:
    """The first day of the newest week whose packet is to be printed by today."""
    days = PRINTED_BY.get(printed_by)
    return None if days is None else week_of(today - timedelta(days=days), starts_on)
