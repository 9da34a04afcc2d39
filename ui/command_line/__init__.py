"""The command line: thin verbs on the use cases of `storage`."""
