"""What the decisions so far say of the gallery, the reviewers and the queue.

Read-only: one module a figure, each one aggregate over the decisions that stand.
"""
