"""`fittrack contract`: what this version and a backend promise each other."""
