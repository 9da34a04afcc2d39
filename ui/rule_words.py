"""The rules of a list in words."""

from storage.records import Approval, ListView, ReferenceRule

_BECOME = {
    ReferenceRule.NEVER: "never become references",
    ReferenceRule.ASKED: "become references when the reviewer says so",
    ReferenceRule.NEW_LOOKS: "become references where they look new",
    ReferenceRule.ALWAYS: "always become references",
}


def rule_words(own_list: ListView) -> str:
    """Say when a confirmed region becomes a reference, and who approves it."""
    words = f"Confirmed regions {_BECOME[own_list.reference_rule]}"
    if own_list.approved_by is Approval.CURATOR:
        words += "; a curator approves what reviewers bring in"
    return f"{words}."
