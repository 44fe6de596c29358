"""Backups: where they go, how far one is, and the way back from one."""
