"""Packets of weeks that are over are kept as if somebody had printed them."""

from datetime import timedelta

from sobrhouse.queries.packets import kept_packet, printed_packets
from sobrhouse.reports.packet import draw_again
from sobrhouse.reports.past_packets import keep_past_packets
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER
from tests.make import MONDAY

WEEK = timedelta(days=7)


def test_the_weeks_before_this_one_are_there_and_print_again_to_the_byte(store: Store) -> None:
    house = make.house(store)
    make.stay(store, make.resident(store, "Marcus", "Tate"), house)
    keep_past_packets(store, OWNER, house)
    rows = store.read(OWNER, printed_packets, house)
    assert sorted(row.week_start for row in rows) == [MONDAY - 2 * WEEK, MONDAY - WEEK]
    for row in rows:
        assert draw_again(store.read(OWNER, kept_packet, house, row.packet_id)).same
