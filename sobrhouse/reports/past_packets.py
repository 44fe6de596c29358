"""Packets of weeks that are over, drawn and kept as if somebody had printed them: the practice
house has some to look at and to print again.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sobrhouse.domain.packets import PacketChoice
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.staff import Actor
from sobrhouse.queries.houses import house as house_detail
from sobrhouse.queries.packet_values import packet_values
from sobrhouse.queries.papers import paper_facts
from sobrhouse.reports.packet import draw_packet, made_packet, options_of
from sobrhouse.reports.stamps import Maker, stamp_of
from sobrhouse.services.packets import record_packet
from sobrhouse.storage.store import Store

WEEKS = 2


def keep_past_packets(store: Store, actor: Actor, house_id: int, weeks: int = WEEKS) -> None:
    """The whole packets of the weeks before this one, the oldest first."""
    now = store.now()
    detail = store.read(actor, house_detail, house_id)
    facts = store.read(actor, paper_facts, house_id)
    if detail is None:
        return
    today = now.astimezone(ZoneInfo(detail.time_zone)).date()
    this = week_of(today, detail.week_starts_on)
    for back in range(weeks, 0, -1):
        start = this - timedelta(weeks=back)
        values = store.read(actor, packet_values, house_id, start, today, now)
        options = options_of(PacketChoice(), stamp_of(facts, Maker(actor.name, now)))
        made = made_packet(values, options, draw_packet(values, options))
        store.write(actor, record_packet, house_id, made)
