"""Damage: what is still read of a broken database and its keys, and put right."""
