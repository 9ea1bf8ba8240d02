"""Change management: access, form or page, service, answer. Rights stand beside the URLs."""
