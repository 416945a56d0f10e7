"""The words that typeset says, as data: diagnostics and the command line, Chinese and English side by side."""
