"""Residents: the lists of people, and what can be done with the one whose profile is open."""
