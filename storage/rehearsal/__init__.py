"""A rehearsal: decisions of a reviewer who knows the truth, and what they teach.

Labelled images come in as a stream through the use cases of this package's parent;
nothing is trained. What comes of it is read off images that were held out.
"""
