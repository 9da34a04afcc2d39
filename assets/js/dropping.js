// A file field and the place around it, as one: choose or drop.
(() => {
  markwatch.dropping = (zone, input, take) => {
    const over = (on) => zone.classList.toggle("is-over", on);
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      over(true);
    });
    zone.addEventListener("dragleave", () => over(false));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (event.dataTransfer.files.length) take([...event.dataTransfer.files]);
    });
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      if (files.length) take(files);
    });
  };
})();
