"""The report of preflight: one web page, with every page that something was found on and the places marked."""
