"""One folder a noun. A command parses, calls one function, and hands the result to the output."""
