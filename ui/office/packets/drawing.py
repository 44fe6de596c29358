"""A packet on the slow lane: drawn, with what is to be kept of it once it is printed or saved."""

from functools import partial

from sobrhouse.domain.packets import MadePacket, PacketChoice
from sobrhouse.queries.packet_values import PacketValues
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet import draw_again, draw_packet, made_packet, sha_of
from sobrhouse.services.packets import record_again, record_packet
from ui.desk import Step
from ui.office.papers.steps import Drawn


def draw_packet_of(
    values: PacketValues, choice: PacketChoice, house_id: int, options: PaperOptions
) -> Drawn:
    """The packet with the chosen sections."""
    chosen = values.only(choice.sections)
    packet = draw_packet(chosen, options)
    made = made_packet(chosen, options, packet)
    return Drawn(packet.pdf, partial(_record, house_id, made), parts=packet.pages)


def _record(house_id: int, made: MadePacket, saved: bool) -> Step:
    return Step(record_packet, (house_id, made), {"saved": saved})


def draw_packet_again(made: MadePacket, packet_id: int, _options: PaperOptions) -> Drawn:
    """A kept packet once more, from what it was drawn from then."""
    again = draw_again(made)
    packet = again.packet
    kept = partial(_record_again, packet_id, sha_of(packet.pdf), packet.count)
    return Drawn(packet.pdf, kept, again.remark, packet.pages)


def _record_again(packet_id: int, sha256: str, pages: int, saved: bool) -> Step:
    return Step(record_again, (packet_id, sha256, pages), {"saved": saved})
