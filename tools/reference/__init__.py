"""The reference of the documentation, made from the program: commands, keys, messages, rules, the Python interface."""
