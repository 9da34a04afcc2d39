// Order and filter of the queue, kept in the address; and how the day goes.

import { h } from "./dom.js";

const ORDERS = { risk: "by risk", uncertainty: "by uncertainty", age: "oldest first" };
const VERDICTS = { known: "known", uncertain: "uncertain", unknown: "unknown" };
const NAMES = ["order", "list", "symbol", "verdict"];
const TYPING_MS = 150;

export class QueueBar {
  /** changed() is called when another order or filter was chosen. */
  constructor({ changed }) {
    this._changed = changed;
    const query = new URLSearchParams(location.search);
    this._wanted = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""]));
    this._summary = h("summary", {}, "");
    this._order = this._select("order", "Order", ORDERS);
    this._list = this._select("list", "List", { "": "any list" });
    this._verdict = this._select("verdict", "Verdict", { "": "any verdict", ...VERDICTS });
    this._names = h("datalist", { id: "mw-queue-names" });
    this._symbol = h("input", {
      class: "mw-input",
      type: "search",
      list: "mw-queue-names",
      placeholder: "any symbol",
      autocomplete: "off",
      oninput: () => this._suggest(),
      onchange: () => this._chooseSymbol(),
    });
    this._clear = h("button", { type: "button", class: "mw-button is-quiet", onclick: () => this.showAll() }, "Show all");
    this._box = h(
      "details",
      { class: "mw-queue" },
      this._summary,
      h(
        "div",
        { class: "mw-queue-form mw-form" },
        h("label", { class: "mw-label" }, "Order", this._order),
        h("label", { class: "mw-label" }, "List", this._list),
        h("label", { class: "mw-label" }, "Symbol", this._symbol, this._names),
        h("label", { class: "mw-label" }, "Verdict", this._verdict),
        this._clear,
      ),
    );
    this._box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this._box.open = false;
      this._summary.focus();
      event.stopPropagation();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this._box.contains(event.target)) this._box.open = false;
    });
    this._tally = h("p", { class: "mw-tally", "aria-live": "polite" });
    this._bar = h("progress", { class: "mw-day", "aria-label": "Decided today, of all that waited" });
    this.element = h("div", { class: "mw-queuebar" }, this._tally, this._box, this._bar);
  }

  /** What each press carries, so that the next case is the one that is wanted. */
  get wanted() {
    const { order, list, symbol, verdict } = this._wanted;
    return { order, list, verdict, symbol: /^\d+$/.test(symbol) ? Number(symbol) : null };
  }

  /** The same as a query, "" where nothing is asked for. */
  get query() {
    return new URLSearchParams(Object.entries(this._wanted).filter(([, value]) => value)).toString();
  }

  /** Each case has an address, with the queue it is seen in. */
  setAddress(caseId) {
    const url = new URL(location.href);
    for (const name of NAMES) {
      if (this._wanted[name]) url.searchParams.set(name, this._wanted[name]);
      else url.searchParams.delete(name);
    }
    if (caseId) url.searchParams.set("case", caseId);
    else url.searchParams.delete("case");
    history.replaceState(history.state, "", url);
  }

  draw({ queue, lists, filter }) {
    if (!queue) return;
    const names = ["", ...lists.map((list) => list.name)];
    if (names.length !== this._list.options.length)
      this._list.replaceChildren(...names.map((name) => h("option", { value: name }, name || "any list")));
    this._order.value = this._wanted.order || "risk";
    this._list.value = this._wanted.list;
    this._verdict.value = this._wanted.verdict;
    if (document.activeElement !== this._symbol) this._symbol.value = filter.symbol_name;
    this._drawSummary(filter);
    const { waiting, today, seconds } = queue;
    this._tally.replaceChildren(
      h("b", { class: "mw-count-waiting" }, String(waiting)),
      " waiting · ",
      h("b", { class: "mw-count-today" }, String(today)),
      " today",
      seconds === null ? "" : h("span", { title: "Median of your cases today" }, ` · ${seconds} s a case`),
    );
    this._bar.max = Math.max(1, today + waiting);
    this._bar.value = today;
  }

  _drawSummary(filter) {
    const { order, list, symbol, verdict } = this._wanted;
    const narrowed = [list, symbol && filter.symbol_name, verdict].filter(Boolean);
    const count = filter.count === null ? "" : ` (${filter.count > 300 ? "over 300" : filter.count})`;
    this._summary.textContent = `${narrowed.length ? "" : "Queue "}${ORDERS[order] ?? ORDERS.risk}${narrowed.length ? ` · ${narrowed.join(", ")}${count}` : ""}`;
    this._box.classList.toggle("is-narrow", narrowed.length > 0);
    this._clear.hidden = !narrowed.length;
  }

  _select(name, label, choices) {
    return h(
      "select",
      { class: "mw-input", "aria-label": label, onchange: (event) => this._set(name, event.target.value) },
      Object.entries(choices).map(([value, text]) => h("option", { value }, text)),
    );
  }

  _set(name, value) {
    this._wanted[name] = name === "order" && value === "risk" ? "" : value;
    this._changed();
  }

  /** Drop the filters and keep the order. */
  showAll() {
    for (const name of ["list", "symbol", "verdict"]) this._wanted[name] = "";
    this._symbol.value = "";
    this._changed();
  }

  _suggest() {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._find(this._symbol.value.trim()), TYPING_MS);
  }

  async _find(query) {
    try {
      const answer = await fetch(`/api/symbols?q=${encodeURIComponent(query)}`);
      this._found = (await answer.json()).symbols;
    } catch {
      this._found = [];
    }
    this._names.replaceChildren(...this._found.map(({ name }) => h("option", { value: name })));
    return this._found;
  }

  async _chooseSymbol() {
    const typed = this._symbol.value.trim();
    if (!typed) return this._set("symbol", "");
    const same = ({ name }) => name.toLowerCase() === typed.toLowerCase();
    const found = (this._found ?? []).find(same) ?? (await this._find(typed)).find(same);
    if (found) this._set("symbol", String(found.symbol_id));
  }
}
