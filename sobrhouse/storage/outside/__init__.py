"""Outside: bytes that come from elsewhere, read so that they can hurt nothing."""
