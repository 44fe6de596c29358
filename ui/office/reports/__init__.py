"""Reports: which papers there are, what each is made from, and the one in view."""
