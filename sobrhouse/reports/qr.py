"""QR codes: words as squares that a camera or a scanner reads."""

from functools import lru_cache

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel


@lru_cache(maxsize=64)
def code_squares(says: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    """How many squares a side of the code has, and which are dark, from the lower left."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(says)
    code.make()
    n = code.getModuleCount()
    every = ((column, row) for row in range(n) for column in range(n))
    return n, tuple((c, n - 1 - r) for c, r in every if code.isDark(r, c))
