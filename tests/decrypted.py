"""What really lies in an encrypted database file and in its log: every page decrypted, the free
ones too, so that a search sees what a query cannot.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sobrhouse.storage.keys.sealing import database_key

PAGE, RESERVED, SALT = 4096, 80, 16  # SQLCipher 4: an IV and an HMAC at the end of each page
WAL_HEADER, FRAME_HEADER = 32, 24


def pages(path: Path, dek: bytes) -> Iterator[bytes]:
    """Every page of the file and of its log, decrypted."""
    key = database_key(dek)
    data = path.read_bytes()
    for at in range(0, len(data), PAGE):
        yield _plain(data[at : at + PAGE], key, SALT if at == 0 else 0)
    log = path.with_name(path.name + "-wal")
    data = log.read_bytes() if log.is_file() else b""
    for at in range(WAL_HEADER, len(data), FRAME_HEADER + PAGE):
        frame = data[at : at + FRAME_HEADER + PAGE]
        first = int.from_bytes(frame[:4], "big") == 1
        if len(frame) == FRAME_HEADER + PAGE:
            yield _plain(frame[FRAME_HEADER:], key, SALT if first else 0)


def _plain(page: bytes, key: bytes, begins: int) -> bytes:
    usable = PAGE - RESERVED
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[usable : usable + 16])).decryptor()
    return cipher.update(page[begins:usable]) + cipher.finalize()


def found_in(path: Path, dek: bytes, words: Iterable[str]) -> dict[str, int]:
    """How many pages have each of the words in them, in whatever case, as UTF-8 or UTF-16."""
    wanted = {w: (w.casefold().encode(), w.casefold().encode("utf-16-le")) for w in words}
    found = dict.fromkeys(wanted, 0)
    for page in pages(path, dek):
        low = page.lower()  # of bytes: the letters of ASCII alone
        for word, forms in wanted.items():
            found[word] += any(form in low for form in forms)
    return {word: n for word, n in found.items() if n}
