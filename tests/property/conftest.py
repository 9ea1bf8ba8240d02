"""No deadline per example: the machine's load is not a property of the methods."""

from hypothesis import settings

settings.register_profile("methods", deadline=None)
settings.load_profile("methods")
