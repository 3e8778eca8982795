"""`fittrack doctor`: whether all is well, on this machine and at the backend."""
