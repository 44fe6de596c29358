"""Rules: functions on plain values; no database, no clock, no files."""
