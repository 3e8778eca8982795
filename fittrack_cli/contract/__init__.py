"""Contracts compared: what changed between two of them, what that breaks, and for whom."""
