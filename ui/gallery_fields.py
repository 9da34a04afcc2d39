"""The fields of a symbol that a curator fills in."""

from storage.lists import add_list, list_lists
from storage.records import SymbolInput
from storage.workspace import Workspace
from ui.form import Form

NEW_LIST = "__new__"


def chosen_list(workspace: Workspace, form: Form, *, by: str) -> str:
    """Return the name of the chosen list, which is made first where it is new."""
    name = form.text("list")
    if name != NEW_LIST:
        return name
    wanted = form.text("new_list")
    # A save that failed after this step has made the list already.
    known = {one.name.casefold(): one.name for one in list_lists(workspace)}
    return known.get(wanted.casefold()) or add_list(workspace, wanted, by=by).name


def symbol_input(workspace: Workspace, form: Form, *, by: str) -> SymbolInput:
    """Return what the form says of a new symbol."""
    return SymbolInput(
        name=form.text("name"),
        list_name=chosen_list(workspace, form, by=by),
        severity=form.integer("severity"),
        policy_text=form.text("policy_text"),
        aliases=form.lines("aliases"),
    )
