// What is typed: the search for another symbol, and the small form for a new one.

import { action, h, listChip, picture } from "./dom.js";

const SEARCH_DELAY_MS = 120;

/** Type to search; arrows choose, Enter confirms, Escape closes. */
export class SymbolSearch {
  constructor({ pick, create, close }) {
    this._pick = pick;
    this._create = create;
    this._close = close;
    this._input = h("input", {
      class: "mw-input",
      id: "mw-search",
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Name or alias of a symbol",
      "aria-expanded": "true",
      "aria-controls": "mw-found",
      oninput: () => this._later(),
      onkeydown: (event) => this._key(event),
    });
    this._found = h("ul", { class: "mw-found", id: "mw-found", role: "listbox", "aria-label": "Symbols found" });
    this.element = h(
      "div",
      { class: "mw-form mw-search" },
      h("label", { class: "mw-label" }, "Another symbol", this._input),
      this._found,
    );
    this._look();
  }

  focus() {
    this._input.focus();
  }

  _later() {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._look(), SEARCH_DELAY_MS);
  }

  async _look() {
    const query = this._input.value.trim();
    this._newest = query;
    let symbols = [];
    let problem = "";
    try {
      const answer = await fetch(`/api/symbols?q=${encodeURIComponent(query)}`);
      if (!answer.ok) throw new Error(String(answer.status));
      symbols = (await answer.json()).symbols;
    } catch {
      problem = "The symbols could not be loaded. Type again to retry.";
    }
    if (query === this._newest) this._show(symbols, query, problem);
  }

  _show(symbols, query, problem) {
    const options = symbols.map((symbol) =>
      this._option(() => this._pick(symbol), [
        symbol.reference ? picture(symbol.reference, "") : h("span", { class: "mw-thumb" }),
        h("span", { class: "mw-name" }, symbol.name),
        listChip(symbol.list),
      ]),
    );
    if (query)
      options.push(
        this._option(() => this._create(query), [
          h("span", { class: "mw-thumb is-plus", "aria-hidden": "true" }, "+"),
          h("span", { class: "mw-name" }, `New symbol “${query}”`),
        ]),
      );
    const nothing = problem || (symbols.length ? "" : "No symbol has this name.");
    this._found.replaceChildren(
      ...(nothing ? [h("li", { class: "mw-fine", role: "presentation" }, nothing)] : []),
      ...options,
    );
    this._options = options;
    this._mark(symbols.length ? 0 : -1);
  }

  _option(run, children) {
    const option = h("li", { role: "option", "aria-selected": "false", onclick: run }, children);
    option.run = run;
    return option;
  }

  _mark(index) {
    this._marked = index;
    this._options.forEach((option, i) => {
      option.id = `mw-found-${i}`;
      option.setAttribute("aria-selected", i === index);
    });
    const option = this._options[index];
    if (!option) return this._input.removeAttribute("aria-activedescendant");
    this._input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  _key(event) {
    const count = this._options?.length ?? 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count) this._mark((this._marked + step + count) % count);
    else if (event.key === "Enter" && !event.isComposing) this._options?.[this._marked]?.run();
    else if (event.key === "Escape") this._close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Name, list and severity of a new symbol; Enter submits, what was typed is kept. */
export class NewSymbolForm {
  constructor({ lists, name, submit, close }) {
    this._name = h("input", { class: "mw-input", name: "name", required: true, maxlength: "200", autocomplete: "off", value: name });
    this._list = h(
      "select",
      { class: "mw-input", name: "list", onchange: () => this._takeSeverity() },
      lists.map((list) => h("option", { value: list.name, "data-severity": list.severity }, list.name)),
    );
    const keep = lists.find((list) => list.name === localStorage.getItem("markwatch-list"));
    if (keep) this._list.value = keep.name;
    this._severity = [1, 2, 3, 4, 5].map((n) =>
      h("input", { type: "radio", name: "severity", value: n, "aria-label": `Severity ${n} of 5` }),
    );
    this._takeSeverity();
    this._save = h("button", { type: "submit", class: "mw-button is-primary" }, "Add symbol");
    this.element = h(
      "form",
      {
        class: "mw-form mw-newsymbol",
        onsubmit: (event) => {
          event.preventDefault();
          this._submit(submit);
        },
        onkeydown: (event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          close();
        },
      },
      h("label", { class: "mw-label" }, "Name of the new symbol", this._name),
      h("label", { class: "mw-label" }, "List", this._list),
      h(
        "fieldset",
        { class: "mw-scale" },
        h("legend", { class: "mw-label" }, "Severity, 5 is the worst"),
        this._severity.map((radio, i) => h("label", {}, radio, String(i + 1))),
      ),
      h(
        "div",
        { class: "mw-formrow" },
        this._save,
        action("Cancel", "Esc", close, { kind: "is-quiet" }),
        h("span", { class: "mw-fine" }, "The crop becomes its first reference at once."),
      ),
    );
  }

  focus() {
    this._name.focus();
    this._name.select();
  }

  setBusy(busy) {
    this._save.disabled = busy;
    this._save.textContent = busy ? "Adding…" : "Add symbol";
  }

  _takeSeverity() {
    const usual = this._list.selectedOptions[0]?.dataset.severity ?? "3";
    for (const radio of this._severity) radio.checked = radio.value === usual;
  }

  _submit(submit) {
    if (this._save.disabled || !this._name.value.trim()) return;
    localStorage.setItem("markwatch-list", this._list.value);
    submit({
      name: this._name.value.trim(),
      list_name: this._list.value,
      severity: Number(this._severity.find((radio) => radio.checked).value),
    });
  }
}
