"""Files shipped with the program, read and never written."""
