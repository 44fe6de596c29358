"""Papers: one in a window, printed, saved and recorded, and found again when it is back."""
