"""Settings: one file a section, and the parts that several of them share."""
