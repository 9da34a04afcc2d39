// The import of many symbols: sends the files, then asks what they would add.
(() => {
  markwatch.behaviour("symbol-import", (screen, { ask, upload, notify, part }) => {
    const zone = screen.querySelector("[data-zone]");
    const sending = part("sending");
    const placeOf = (file) => file.droppedAs || file.webkitRelativePath || file.name;

    const take = async (files) => {
      const sent = [];
      for (const [index, file] of files.entries()) {
        sending.textContent = `Copying ${index + 1} of ${files.length}: ${file.name}`;
        try {
          sent.push([(await upload(file)).path, placeOf(file)]);
        } catch {
          notify(`${file.name} could not be sent. Is Markwatch still running?`, true);
        }
      }
      if (sent.length) {
        sending.textContent = "Looking at each picture; nothing is added yet.";
        await ask("check_import", {
          files: sent.map(([path]) => path),
          places: sent.map(([, place]) => place),
          list: screen.querySelector("[name=list]").value,
          severity: screen.querySelector("[name=severity]").value,
        });
      }
      sending.textContent = "";
    };

    for (const input of zone.querySelectorAll("input[type=file]"))
      if (input.webkitdirectory) input.addEventListener("change", () => folder(input));
      else markwatch.dropping(zone, input, take);

    const folder = (input) => {
      const files = [...input.files];
      input.value = "";
      if (files.length) take(files);
    };
  });
})();
