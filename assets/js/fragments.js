// Screens that Python renders. Links, forms and buttons become events; each reply is
// swapped in, part by part. One event is under way at a time, so no reply is lost.
//
//   <a data-go href="?page=2">            opens that address in place
//   <form data-go>                        its fields become the address, as one types
//   <form data-act="save">                its fields are sent with the event `save`
//   <button data-act="undo" data-id="7">  its data is sent; data-confirm asks first
//   <button aria-controls="more">         opens and closes what its CSS says
//   <div data-part="results">             is what a reply can replace or add to
//   <button data-dismiss>                 takes away the message that it is in
//   <div data-behaviour="crop-box">       is handed to markwatch.behaviour("crop-box", f)
(() => {
  const markwatch = (window.markwatch ??= {});
  const behaviours = (markwatch.behaviours ??= new Map());
  const PATIENCE_MS = 120_000;
  const TYPING_MS = 220;

  markwatch.behaviour = (name, start) => behaviours.set(name, start);

  markwatch.fragment = (element, gradio, events) => {
    const waiting = []; // asks that have not been sent
    let current = null; // the ask that is under way
    let asks = 0;

    // idle: for what can wait until nothing else does; it is left out where the
    // function says no by then.
    const ask = (name, fields = {}, { narrows = false, idle = null } = {}) =>
      new Promise((resolve) => {
        if (!events.includes(name)) throw new Error(`no event ${name}`);
        const asked = `${name}-${++asks}`;
        if (name === "go")
          waiting.splice(0, waiting.length, ...waiting.filter((w) => w.name !== "go"));
        waiting.push({ name, asked, fields, narrows, idle, resolve });
        next();
      });

    const next = () => {
      if (current || !waiting.length) return;
      const first = waiting.findIndex((one) => !one.idle);
      [current] = waiting.splice(Math.max(first, 0), 1);
      if (current.idle && !current.idle()) {
        current.resolve(null);
        current = null;
        next();
        return;
      }
      current.timer = setTimeout(() => finish(current.asked, null), PATIENCE_MS);
      gradio.trigger(current.name, { ...current.fields, asked: current.asked });
    };

    const finish = (asked, reply) => {
      if (!current || current.asked !== asked) return;
      clearTimeout(current.timer);
      const done = current;
      current = null;
      done.resolve(reply);
      next();
    };

    gradio.watch("value", () => {
      const reply = gradio.props.value;
      if (!reply || !reply.asked) return;
      show(reply, { whole: current?.asked !== reply.asked || !current.narrows });
      finish(reply.asked, reply);
    });

    // --- replies ---------------------------------------------------------------

    const part = (name) => element.querySelector(`[data-part="${CSS.escape(name)}"]`);

    const show = (reply, { whole }) => {
      for (const [name, html] of Object.entries(reply.parts))
        if (whole || name !== "view" || !swapInner(html)) swap(part(name), html);
      for (const [name, html] of Object.entries(reply.append)) {
        const place = part(name);
        if (!place) continue;
        place.insertAdjacentHTML("beforeend", html);
        start(place);
      }
      if (reply.url) history.replaceState(history.state, "", reply.url);
      if (reply.notice) notify(reply.notice, reply.is_error);
      if (reply.focus) document.getElementById(reply.focus)?.focus();
    };

    // The same view again, by its filters: the filters stay as they are, with what is
    // being typed in them, and only the parts that they change are swapped.
    const swapInner = (html) => {
      const shown = part("view").querySelector("[data-view]");
      const fresh = new DOMParser().parseFromString(html, "text/html");
      const view = fresh.querySelector("[data-view]");
      if (!shown || shown.dataset.view !== view?.dataset.view) return false;
      const parts = [...view.querySelectorAll("[data-part]")];
      for (const one of parts) swap(part(one.dataset.part), one.innerHTML);
      say(view.querySelector("[data-say]")?.textContent ?? "");
      return parts.length > 0;
    };

    const swap = (place, html) => {
      if (!place) return;
      const opened = [...place.querySelectorAll("details[open][id]")].map((one) => one.id);
      const held = place.contains(document.activeElement) && document.activeElement;
      const typed = held && held.matches("input, textarea") ? held.value : null;
      const caret = typed !== null && held.type !== "date" ? held.selectionStart : null;
      place.innerHTML = html;
      place.removeAttribute("aria-busy");
      for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
      start(place);
      const again = held && held.id && document.getElementById(held.id);
      if (!again) return;
      if (typed !== null && again.type === "search") again.value = typed;
      again.focus({ preventScroll: true });
      if (caret !== null && again.type === "search")
        again.setSelectionRange(caret, caret);
    };

    const start = (place) => {
      for (const [name, begin] of behaviours)
        for (const found of place.querySelectorAll(`[data-behaviour="${name}"]`)) {
          if (found.dataset.started) continue;
          found.dataset.started = "yes";
          begin(found, tools);
        }
    };

    const notices = element.querySelector("[data-notices]");
    const live = element.querySelector("[data-live]");
    let vanishing = 0;

    const notify = (text, isError) => {
      clearTimeout(vanishing);
      const line = document.createElement("div");
      line.className = `mw-notice ${isError ? "is-error" : "is-done"}`;
      const words = document.createElement("p");
      words.textContent = text;
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "✕";
      close.setAttribute("aria-label", "Close this message");
      close.addEventListener("click", () => line.remove());
      line.append(words, close);
      notices.replaceChildren(line);
      say(text);
      if (!isError) vanishing = setTimeout(() => line.remove(), 8000);
    };

    const say = (text) => {
      live.textContent = "";
      if (text) requestAnimationFrame(() => (live.textContent = text.trim()));
    };

    const tools = { ask, upload: gradio.upload, notify, say, part, root: element };

    // --- addresses -------------------------------------------------------------

    const go = async (url, { push, to = null }) => {
      if (push) {
        history.replaceState({ ...history.state, top: scrollY }, "");
        history.pushState({ top: 0 }, "", url);
      } else history.replaceState(history.state, "", url);
      const query = new URL(url, location.href).search;
      const reply = await ask("go", { query }, { narrows: to === null && isShown() });
      if (!reply || to === null) return;
      scrollTo({ top: to, behavior: "instant" });
      if (push) part("view")?.querySelector("[data-focus]")?.focus({ preventScroll: true });
    };

    addEventListener("popstate", (event) =>
      go(location.href, { push: false, to: event.state?.top ?? 0 }),
    );

    const isShown = () => Boolean(part("view").querySelector("[data-view]"));

    const address = (form) => {
      const filled = [...new FormData(form)].filter(([, value]) => value !== "");
      const query = new URLSearchParams(filled).toString();
      return location.pathname + (query ? `?${query}` : "");
    };

    // --- what a person does ----------------------------------------------------

    const fieldsOf = (form, button) => {
      const fields = {};
      for (const [name, value] of new FormData(form, button)) {
        if (value instanceof File) continue;
        if (name.endsWith("[]")) (fields[name.slice(0, -2)] ??= []).push(value);
        else fields[name] = value;
      }
      return fields;
    };

    const act = async (name, fields, button) => {
      if (button?.getAttribute("aria-disabled") === "true") return;
      const question = button?.dataset.confirm;
      if (question && !(await confirmed(question, button))) return;
      button?.setAttribute("aria-disabled", "true");
      await ask(name, fields);
      button?.removeAttribute("aria-disabled");
    };

    const confirmed = (question, button) =>
      new Promise((resolve) => {
        const dialog = document.createElement("dialog");
        dialog.className = "mw-dialog";
        const words = document.createElement("p");
        words.textContent = question;
        const form = document.createElement("form");
        form.method = "dialog";
        for (const [value, text, kind] of [
          ["no", "Cancel", ""],
          ["yes", button.dataset.confirmLabel || button.textContent.trim(), "is-danger"],
        ]) {
          const choice = document.createElement("button");
          choice.value = value;
          choice.className = `mw-button ${kind}`;
          choice.textContent = text;
          form.append(choice);
        }
        dialog.append(words, form);
        element.append(dialog);
        dialog.addEventListener("close", () => {
          dialog.remove();
          button.focus();
          resolve(dialog.returnValue === "yes");
        });
        dialog.showModal();
      });

    element.addEventListener("click", (event) => {
      event.target.closest("[data-dismiss]")?.parentElement.remove();
      const link = event.target.closest("a[data-go]");
      if (link) {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
        event.preventDefault();
        go(link.href, { push: true, to: 0 });
        return;
      }
      const toggle = event.target.closest("button[aria-controls]");
      if (toggle) {
        const open = toggle.getAttribute("aria-expanded") !== "true";
        toggle.setAttribute("aria-expanded", String(open));
        return;
      }
      const button = event.target.closest("button[data-act]");
      if (!button) return;
      const form = button.dataset.form && button.closest("form");
      const own = { ...button.dataset };
      act(button.dataset.act, form ? { ...fieldsOf(form), ...own } : own, button);
    });

    element.addEventListener("submit", (event) => {
      const form = event.target;
      if (form.method === "dialog") return;
      event.preventDefault();
      if (form.dataset.go !== undefined) go(address(form), { push: false });
      else act(form.dataset.act, fieldsOf(form, event.submitter), event.submitter);
    });

    let typing = 0;
    element.addEventListener("input", (event) => {
      const form = event.target.closest("form[data-go]");
      if (!form) return;
      clearTimeout(typing);
      const pause = event.target.matches("input[type=search]") ? TYPING_MS : 0;
      typing = setTimeout(() => go(address(form), { push: false }), pause);
    });

    go(location.href, { push: false });
  };
})();
