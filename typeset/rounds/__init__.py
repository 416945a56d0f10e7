"""The rounds of proof (校次): proofs that are kept, what changed between two, and the release of an issue."""
