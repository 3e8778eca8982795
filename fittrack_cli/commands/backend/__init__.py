"""`fittrack backend`: the backend on this machine."""
