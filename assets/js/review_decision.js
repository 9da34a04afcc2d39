// What a press says, as the server takes it. Knows no screen.

export function secondsSince(moment) {
  return (performance.now() - moment) / 1000;
}

/** Of a box; regionId: null where it is said of all that waits. keeps: as a reference. */
export function ofBox(regionId, { what, also, symbol, newSymbol, keeps, seconds, reason, note }) {
  return {
    region_id: regionId,
    also,
    action: what,
    symbol_id: symbol?.symbol_id ?? null,
    new_symbol: newSymbol,
    add_reference: keeps ? true : null,
    seconds,
    reason,
    note,
  };
}

/** Of a case: that it is left to others, or that there is no logo. */
export function ofCase(what, seconds) {
  return { region_id: null, action: what, seconds };
}
