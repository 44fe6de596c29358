"""A house meeting while it is run: roll, agenda, minutes, votes and promises."""
