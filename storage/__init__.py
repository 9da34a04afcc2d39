"""The truth: database, blobs, and one function for each thing that a person does."""
