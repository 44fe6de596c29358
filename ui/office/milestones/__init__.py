"""Milestones: who reaches which, and who gives the chip."""
