"""The pieces that pages are made of: inputs bound to declared fields, forms, lists of records."""
