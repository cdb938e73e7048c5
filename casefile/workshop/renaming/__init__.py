"""An id under another name, everywhere that it stands, and proof that the case is the same."""
