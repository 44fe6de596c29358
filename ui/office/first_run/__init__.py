"""The first run: a house from an empty computer, or back from a backup."""
