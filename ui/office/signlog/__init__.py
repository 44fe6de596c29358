"""Sign log: who is out, every coming and going, and who is in the house to see somebody."""
