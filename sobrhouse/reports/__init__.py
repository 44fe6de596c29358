"""Paper: rows in, PDF bytes out; no session, no path, no dialog."""
