"""`fittrack report`: training as a page to read, to print and to keep."""
