"""`fittrack upload`: files of this machine, sent to the backend."""
