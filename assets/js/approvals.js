// Proposals by keyboard: arrows move, A approves, R refuses, X ticks.
(() => {
  const typing = "select, textarea, a, button, input:not([type=checkbox])";

  markwatch.behaviour("approvals", (form) => {
    const all = form.querySelector("[data-approvals=all]");
    const count = form.querySelector("[data-approvals=count]");
    const ticked = form.querySelectorAll("button[data-approvals=ticked]");
    const cards = [...form.querySelectorAll("[data-approval]")];
    const ticks = cards.map((card) => card.querySelector("input[type=checkbox]"));
    if (!all) return;

    const tell = () => {
      const number = ticks.filter((tick) => tick.checked).length;
      all.checked = number === ticks.length;
      all.indeterminate = number > 0 && number < ticks.length;
      count.textContent = number ? `${number} ticked` : "";
      for (const button of ticked) button.disabled = !number;
      for (const [i, card] of cards.entries())
        card.classList.toggle("is-ticked", ticks[i].checked);
    };

    all.addEventListener("change", () => {
      for (const tick of ticks) tick.checked = all.checked;
      tell();
    });
    form.addEventListener("change", tell);
    // Enter in a checkbox would send the form, which has no event of its own.
    form.addEventListener("submit", (event) => event.stopPropagation());

    const answer = (card, name) => {
      const many = ticks.some((tick) => tick.checked);
      const place = many ? form.querySelector(".approvals-bar") : card;
      place.querySelector(`button[data-act=${name}]`).click();
    };

    form.addEventListener("keydown", (event) => {
      const card = event.target.closest("[data-approval]");
      if (!card || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const at = cards.indexOf(card);
      const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
      if (step) cards[at + step]?.focus();
      else if (event.target.matches(typing)) return;
      else if (event.key === "a") answer(card, "approve");
      else if (event.key === "r") answer(card, "refuse");
      else if (event.key === "x") {
        ticks[at].checked = !ticks[at].checked;
        tell();
      } else return;
      event.preventDefault();
    });
    tell();
  });
})();
