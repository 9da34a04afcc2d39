// Who one is: fills the header, and hides what one's role may not do. The server refuses
// that by itself; this is a courtesy. What needs a role says so: data-needs="curator".
(() => {
  const KEY = "markwatch-account";
  const root = document.documentElement;
  let account = JSON.parse(sessionStorage.getItem(KEY) || "null");

  // On a narrow screen the links scroll: the current one is brought into sight, once.
  let inSight = null;

  const bringIntoSight = () => {
    const here = document.querySelector(".mw-nav [aria-current]");
    if (!here || here === inSight) return;
    inSight = here;
    const nav = here.closest(".mw-nav");
    const [link, all] = [here.getBoundingClientRect(), nav.getBoundingClientRect()];
    nav.scrollLeft += link.left - all.left - (all.width - link.width) / 2;
  };

  const fill = () => {
    if (!account) return;
    if (account.role) root.dataset.role = account.role;
    for (const place of document.querySelectorAll("[data-mw-who]")) {
      if (place.textContent !== account.name) place.textContent = account.name ?? "";
      place.title = account.name ? `${account.name}, ${account.role}` : "";
    }
    for (const form of document.querySelectorAll("[data-mw-sign-out]"))
      if (form.hidden === account.login) form.hidden = !account.login;
    bringIntoSight();
  };

  const ask = async () => {
    const answer = await fetch("/account.json", { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    account = await answer.json();
    sessionStorage.setItem(KEY, JSON.stringify(account));
    inSight = null; // a role has its own links
    fill();
  };

  // A session that ended while a page is open: what was typed stays where it is.
  const tellSignedOut = () => {
    if (document.querySelector("[data-mw-signed-out]")) return;
    const bar = document.createElement("div");
    bar.className = "mw-signed-out";
    bar.dataset.mwSignedOut = "";
    bar.setAttribute("role", "alert");
    const words = document.createElement("span");
    words.textContent = "You are signed out. Nothing here is lost: ";
    const link = document.createElement("a");
    link.href = "/login";
    link.target = "_blank";
    link.textContent = "sign in in another tab";
    const after = document.createElement("span");
    after.textContent = ", then go on here.";
    bar.append(words, link, after);
    (document.querySelector(".gradio-container") ?? document.body).prepend(bar);
  };

  const plain = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await plain(...asked);
    if (answer.status === 401) tellSignedOut();
    else if (answer.ok && new URL(answer.url || location.href, location.href).pathname.startsWith("/gradio_api/"))
      document.querySelector("[data-mw-signed-out]")?.remove();
    return answer;
  };

  fill();
  ask();
  // Gradio draws the header when it is ready, and again when it likes.
  new MutationObserver(fill).observe(root, { childList: true, subtree: true });
})();
