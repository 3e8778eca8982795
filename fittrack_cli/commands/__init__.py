"""One module a noun: a command parses, calls one function, and hands the result to the output."""
