"""`fittrack gear`."""
