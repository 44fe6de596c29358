"""Sponsors: who supports whom, who needs somebody, and each tie from its first day on."""
