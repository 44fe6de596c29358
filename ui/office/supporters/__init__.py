"""Supporters: who is willing to support somebody, and who has checked them."""
