// The Scan screen: sends the files, starts the scan, asks how far it is.
(() => {
  const EVERY_MS = 500;
  const AT_ONCE = 3; // files on their way at the same time

  markwatch.behaviour("scan", (screen, { ask, upload, notify, say, part }) => {
    const zone = screen.querySelector("[data-zone]");
    let busy = false;

    // --- how far the scan is -----------------------------------------------------

    const running = () => part("job")?.querySelector("[data-running=yes]");
    const paint = () => zone.classList.toggle("is-waiting", busy || Boolean(running()));

    const follow = async () => {
      const started = Boolean(running());
      while (screen.isConnected && running()) {
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        if (document.visibilityState === "visible") await ask("progress");
      }
      paint();
      const title = document.getElementById("scan-title");
      if (started && title) say(title.textContent);
    };

    // --- sending -----------------------------------------------------------------

    const sending = part("sending");
    const line = document.createElement("p");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", "Files sent");

    const placeOf = (file) => file.droppedAs || file.webkitRelativePath || file.name;

    const send = async (files) => {
      const paths = new Array(files.length);
      const lost = [];
      let next = 0;
      let sent = 0;
      bar.max = files.length;
      sending.replaceChildren(line, bar);
      const carry = async () => {
        while (next < files.length) {
          const index = next++;
          const file = files[index];
          try {
            paths[index] = (await upload(file)).path;
          } catch {
            lost.push(file.name);
          }
          sent += 1;
          bar.value = sent;
          line.textContent = `Copying ${sent} of ${files.length}: ${file.name}`;
        }
      };
      line.textContent = `Copying ${files.length} files`;
      await Promise.all(Array.from({ length: AT_ONCE }, carry));
      sending.replaceChildren();
      if (lost.length) notify(`Not sent: ${lost.join(", ")}. Drop them again.`, true);
      const kept = [...files.keys()].filter((index) => paths[index]);
      return {
        files: kept.map((index) => paths[index]),
        places: kept.map((index) => placeOf(files[index])),
      };
    };

    const take = async (files) => {
      if (busy || running()) {
        notify("A scan is running: wait until it ends, or stop it first.", true);
        return;
      }
      busy = true;
      paint();
      const sent = await send(files.filter((file) => !file.name.startsWith(".")));
      if (sent.files.length) await ask("start", sent);
      busy = false;
      paint();
      follow();
    };

    markwatch.dropping(zone, screen.querySelector("#scan-files"), take);
    const folder = screen.querySelector("#scan-folder");
    folder.addEventListener("change", () => {
      const files = [...folder.files];
      folder.value = "";
      if (files.length) take(files);
    });
    paint();
    if (running()) follow();
  });
})();
