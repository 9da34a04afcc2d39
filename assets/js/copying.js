// A text that is shown once, and a button that copies it.
(() => {
  markwatch.behaviour("copying", (place, { say }) => {
    const text = place.querySelector("input");
    const button = place.querySelector("[data-copy]");

    const tell = (words) => {
      button.textContent = words;
      say(words);
    };

    // Without https a page has no clipboard: then it is marked, for one's own keys.
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.value);
        tell("Copied");
      } catch {
        text.focus();
        text.select();
        tell("Press Ctrl and C");
      }
    });
    text.addEventListener("focus", () => text.select());
  });
})();
