"""What TAB offers, for all shells."""
