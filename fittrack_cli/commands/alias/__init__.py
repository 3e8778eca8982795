"""`fittrack alias`: words of one's own for command lines."""
