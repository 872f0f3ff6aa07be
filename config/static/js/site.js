// What pages gain from a script; each of them works without it.
(() => {
  "use strict";
  const one = (query, from = document) => from.querySelector(query);
  const wide = window.matchMedia("(min-width: 992px)");

  // A form that came back with errors takes the reader to its summary.
  one("[data-focus]")?.focus();

  // Menus close on Escape and on a click elsewhere; only one is open.
  const menus = () => document.querySelectorAll("details.menu[open], details.menu-up[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });

  // The filters of a list are a sheet on phones.
  const filters = (open) => {
    document.body.classList.toggle("filtering", open);
    (open ? one("#filters") : one('a[href="#filters"]'))?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      one("summary", menu).focus();
    }
    if (document.body.classList.contains("filtering")) filters(false);
  });
  document.addEventListener("click", (event) => {
    const target = event.target.closest("a, button");
    if (!target) return;
    if (target.matches('a[href="#filters"]') && !wide.matches) {
      event.preventDefault();
      filters(true);
    } else if (target.matches("#filters button[type=submit], #filters a[href='#results']")) {
      if (document.body.classList.contains("filtering")) filters(false);
    } else if (target.dataset.tick) {
      const box = document.getElementById(target.dataset.tick);
      if (box) {
        event.preventDefault();
        box.click();
      }
    } else if ("print" in target.dataset) {
      window.print();
    } else if (target.dataset.share) {
      share(target);
    } else if (target.dataset.copy) {
      copy(target, document.getElementById(target.dataset.copy).value);
    }
  });

  // What has the focus is never covered: the sheet gives way when the focus leaves it.
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest("#filters")) document.body.classList.remove("filtering");
  });

  const say = (text) => {
    const place = one("#said");
    if (place && text) place.textContent = text;
  };

  // Lists say how many there are, once they are in place.
  document.addEventListener("htmx:afterSettle", () => say(one("#list [data-said]")?.dataset.said.trim()));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // What is being typed in the filters outlives an answer that comes late, and counts once the field is left.
  let typed = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const field = document.activeElement;
    typed = field.matches("#list input:not([type=checkbox])") ? { id: field.id, value: field.value } : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const field = typed && document.getElementById(typed.id);
    if (!field || field.value === typed.value) return;
    field.value = typed.value;
    const changed = () => field.dispatchEvent(new Event("change", { bubbles: true }));
    field.addEventListener("blur", changed, { once: true });
  });

  // The other language opens at the filters that were chosen since the page came.
  document.addEventListener("htmx:pushedIntoHistory", () => {
    for (const link of document.querySelectorAll('a[href*="/language/?next="]')) {
      const address = new URL(link.href);
      address.searchParams.set("next", location.pathname + location.search);
      link.href = address;
    }
  });

  async function share(button) {
    const { share: url, title } = button.dataset;
    if (!navigator.share) return copy(button, url);
    try {
      await navigator.share({ title, url });
    } catch {
      // the reader changed their mind
    }
  }
  async function copy(button, text) {
    const { done } = button.dataset;
    try {
      await navigator.clipboard.writeText(text);
      say(done);
      one("span", button) ?? button.append(document.createElement("span"));
      one("span", button).textContent = ` ✓ ${done}`;
    } catch {
      // the browser keeps the clipboard closed
    }
  }
  const scripted = () => {
    const buttons = document.querySelectorAll("button[data-share], button[data-copy], button[data-print]");
    for (const button of buttons) button.hidden = false;
  };
  scripted();
  document.addEventListener("htmx:afterSettle", scripted);

  // The bar at the bottom makes room for the keyboard.
  const keys = "input:not([type=checkbox], [type=radio], [type=submit]), textarea";
  document.addEventListener("focusin", (event) => document.body.classList.toggle("typing", event.target.matches(keys)));
  document.addEventListener("focusout", () => document.body.classList.remove("typing"));

  // A link to a group of boxes leads to its first box.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".errs a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (field && !field.matches("input, select, textarea")) {
      event.preventDefault();
      (one("input, select, textarea", field) ?? field).focus();
    }
  });
})();
