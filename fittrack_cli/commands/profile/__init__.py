"""`fittrack profile`: several servers and accounts side by side."""
