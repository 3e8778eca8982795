"""`fittrack source`: where training data comes from."""
