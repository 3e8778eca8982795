"""`fittrack sync`: bring in what is new, watch it, see what is complete."""
