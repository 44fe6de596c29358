"""Chores: the week, the plan, how fair it is, and who is not asked."""
