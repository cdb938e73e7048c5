"""JSON Schemas of a case's files, for editors: from the models that read them."""
