"""`fittrack stats`."""
