"""The figures of the documentation: what its pages show is what the program makes today."""
