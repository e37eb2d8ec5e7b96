"""Catalogs, and the tool that keeps them in step with the sentences in use."""
