"""Recovery: the meetings that people go to outside, and by BARC-10 what they recover with."""
