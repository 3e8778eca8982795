"""Servers that tests listen with: `recording` keeps what it was sent, `hostile` answers byte by byte."""
