// A file field and the place around it, as one: choose, or drop files and folders.
(() => {
  markwatch.dropping = (zone, input, take) => {
    const over = (on) => zone.classList.toggle("is-over", on);
    zone.addEventListener("dragover", () => over(true));
    zone.addEventListener("dragleave", () => over(false));
    zone.addEventListener("drop", async (event) => {
      over(false);
      const files = await dropped(event.dataTransfer);
      if (files.length) take(files);
    });
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      if (files.length) take(files);
    });
  };

  // A file that misses the place must not open in the tab instead of the page.
  for (const kind of ["dragover", "drop"])
    addEventListener(kind, (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });

  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
    if (!entries.some((entry) => entry?.isDirectory)) return [...transfer.files];
    const files = [];
    for (const entry of entries) if (entry) await walk(entry, files);
    return files;
  };

  const walk = async (entry, files) => {
    if (entry.isFile) {
      const file = await new Promise((found, lost) => entry.file(found, lost));
      file.droppedAs = entry.fullPath.slice(1);
      files.push(file);
      return;
    }
    const reader = entry.createReader();
    const some = () => new Promise((found, lost) => reader.readEntries(found, lost));
    for (let inside = await some(); inside.length; inside = await some())
      for (const one of inside) await walk(one, files);
  };
})();
