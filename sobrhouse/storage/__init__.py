"""The encrypted file or the PostgreSQL database, and the one way in and out of it."""
