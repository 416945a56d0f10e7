"""Stage seven: the Proof is checked before it is handed over. One check, one file."""
