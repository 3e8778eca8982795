"""Signing in, keeping tokens and renewing them: the one place that touches secrets."""
