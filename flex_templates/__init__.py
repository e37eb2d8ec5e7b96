"""Views in, LINE message objects out. Imports nothing else of this project."""
