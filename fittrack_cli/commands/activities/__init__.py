"""`fittrack activities`: what was trained."""
