"""`fittrack completion`: what a shell needs to complete `fittrack` with TAB."""
