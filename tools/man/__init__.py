"""Man pages, made from the command tree when a wheel is built."""
