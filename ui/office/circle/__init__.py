"""The circle: the ties of the house as a picture and in words."""
