"""`fittrack health`: how the days were."""
