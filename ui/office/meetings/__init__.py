"""Meetings: the house meetings by week, their series, and the directory of those outside."""
