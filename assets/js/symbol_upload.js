// Pictures of a symbol go up one by one; each becomes a card, or says why not.
(() => {
  markwatch.behaviour("symbol-upload", (zone, { ask, upload, notify, root }) => {
    const input = zone.querySelector("input[type=file]");
    const help = zone.querySelector("span");
    const words = help.textContent;

    const take = async (files) => {
      for (const [index, file] of files.entries()) {
        help.textContent = `Reading ${index + 1} of ${files.length}: ${file.name}`;
        try {
          const { path } = await upload(file);
          await ask("picture", { picture: path });
        } catch {
          notify(`${file.name} could not be sent. Is Markwatch still running?`, true);
        }
      }
      help.textContent = words;
      root.querySelector(".crop-card:last-of-type svg")?.focus({ preventScroll: true });
    };

    markwatch.dropping(zone, input, take);
  });
})();
