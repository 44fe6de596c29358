"""Backups: verified copies, the places they go to, and the way back from one."""
