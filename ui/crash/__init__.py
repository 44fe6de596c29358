"""Crash: what becomes of a failure that nobody else caught: it is noted, told in plain words, and
offered again at the next start.
"""
