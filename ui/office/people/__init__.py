"""People: the forms, fields and words in which one person is written down."""
