"""Assigning: the best set of pairs for several seekers at once, not the best for the first in line.

As many as possible get somebody; among all such sets, one with the most points in all. It is the
transportation problem, solved exactly by shortest augmenting paths with potentials (Jonker and
Volgenant, Computing 38, 1987), with places for as many as each guide takes.
"""

from collections.abc import Sequence

_FAR = 1 << 60


def best_set(points: Sequence[Sequence[int]], places: Sequence[int]) -> list[int | None]:
    """For each row the column that it gets, or None; a column serves as many rows as it has places.

    `points` holds whole numbers, -1 where a pair may not be.
    """
    return _Assigning(points, places).solved()


class _Assigning:
    """One problem while it is solved. A column of its own stands for getting nobody."""

    def __init__(self, points: Sequence[Sequence[int]], places: Sequence[int]) -> None:
        width = len(places)
        nobody = 1 + max((p for row in points for p in row), default=0) * (len(points) + 1)
        self.costs = [[-p if p >= 0 else _FAR for p in row] + [nobody] for row in points]
        self.places = [max(0, n) for n in places] + [len(points)]
        self.rows_of: list[list[int]] = [[] for _ in range(width + 1)]
        self.price = [0] * (width + 1)
        self.column_of: list[int] = [-1] * len(points)
        self.width = width

    def solved(self) -> list[int | None]:
        for row in range(len(self.costs)):
            self._place(row)
        return [None if c == self.width else c for c in self.column_of]

    def _place(self, row: int) -> None:
        """Give one more row a column, moving others where that is best for all."""
        price, left = self.price, list(range(self.width + 1))
        reach = [cost - p for cost, p in zip(self.costs[row], price, strict=True)]
        came = [row] * len(left)
        done: list[int] = []
        while True:
            far = min(reach[c] for c in left)
            nearest = [c for c in left if reach[c] == far]
            free = [c for c in nearest if len(self.rows_of[c]) < self.places[c]]
            if free:
                break
            done += nearest
            left = [c for c in left if reach[c] != far]
            for column in nearest:
                for other in self.rows_of[column]:
                    cost = self.costs[other]
                    base = far - cost[column] + price[column]
                    for c in left:
                        if base + cost[c] - price[c] < reach[c]:
                            reach[c], came[c] = base + cost[c] - price[c], other
        for c in done:
            price[c] += reach[c] - far
        self._shift(free[0], came, row)

    def _shift(self, column: int, came: Sequence[int], first: int) -> None:
        """Move along the path back to the row that came first."""
        while True:
            row = came[column]
            before, self.column_of[row] = self.column_of[row], column
            self.rows_of[column].append(row)
            if row == first:
                return
            self.rows_of[before].remove(row)
            column = before
