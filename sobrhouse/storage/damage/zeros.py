"""Zeros: nothing that was read off a damaged page is ever shown, summed or written again.

SQLCipher gives zeros for a page whose HMAC fails and says so only at the next page that is read
from the disk, which may be never. Its own status tells at once (PRAGMA cipher_status: 0 once a page
of this connection failed), so no answer counts before that was asked.
"""

from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher


def refuse_zeros(driver: Any) -> None:
    """Raise the driver's error for a damaged file where a page that was read is no good. From then
    on the connection is of no more use (sqlcipher #617): the caller lets it go.
    """
    status = driver.execute("PRAGMA cipher_status").fetchone()
    if status is not None and status[0] != "1":
        raise sqlcipher.DatabaseError("hmac check failed for a page that was read")
