"""`fittrack config`: the settings of a profile."""
