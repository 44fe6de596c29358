"""The kiosk: the residents' own screens, one window that nobody gets past (ux.md 4)."""
