"""The client: PySide6 windows over the core."""
