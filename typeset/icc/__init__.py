"""The ICC profiles that ship: made by `tools/make_profile.py`, under the licence beside them."""
