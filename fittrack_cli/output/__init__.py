"""What a command prints: results on stdout in the chosen format, everything else on stderr.

`output` is what commands hold, `columns` what they say of a table, `formats` how each format prints,
`cells` how a value reads for people, `tables` how they are laid out, `harmless` what keeps hostile
text from steering a terminal.
"""
