"""Packets drawn ahead: while one is written and recorded, processes draw the next ones."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future

from sobrhouse.problems import Problem
from sobrhouse.queries.packet_values import PacketValues
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet_pool import Drawn, PacketPool, draw_one, processes
from sobrhouse.words import speaking

MANY = 20  # houses; fewer are drawn by the time that processes have begun

Asked = tuple[PacketValues, PaperOptions]


def drawn_ahead(asked: Iterable[Asked], count: int, spoken: str) -> Generator[Drawn]:
    """The packets in their order, in the language `spoken`; `count` tells how many are asked for.
    No more are read ahead than there are processes to draw them. Where one cannot be read, those
    before it still come, and then its Problem.
    """
    if count < MANY:
        for values, options in asked:
            yield _here(values, options, spoken)
        return
    pool = PacketPool()
    try:
        yield from _by(pool, asked, spoken)
    finally:
        pool.close()


def _by(pool: PacketPool, asked: Iterable[Asked], spoken: str) -> Iterator[Drawn]:
    going: deque[tuple[Future[Drawn], Asked]] = deque()
    for one in _read(asked):
        if isinstance(one, Problem):
            while going:
                yield _came(*going.popleft(), spoken)
            raise one
        with speaking(spoken):
            going.append((pool.put(*one), one))
        if len(going) > processes():
            yield _came(*going.popleft(), spoken)
    while going:
        yield _came(*going.popleft(), spoken)


def _read(asked: Iterable[Asked]) -> Iterator[Asked | Problem]:
    try:
        yield from asked
    except Problem as problem:
        yield problem


def _came(future: "Future[Drawn]", asked: Asked, spoken: str) -> Drawn:
    try:
        return future.result()
    except BrokenExecutor:  # where no process may be started it takes longer
        return _here(*asked, spoken)


def _here(values: PacketValues, options: PaperOptions, spoken: str) -> Drawn:
    with speaking(spoken):
        return draw_one(values, options)
