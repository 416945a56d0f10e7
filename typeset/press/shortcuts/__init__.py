"""What stands in for functions of WeasyPrint and pydyf and gives what they give, sooner; `hooks` puts it in place."""
