// What forms gain from a script: tabs for a text in two languages, and a count of what is left. Without it all is in sight.
"use strict";

const made = (name, attributes = {}, text = "") => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
};

// Tabs after the ARIA Authoring Practices: arrows move, the chosen one alone is in the tab order.
let sets = 0;
function tabs(box) {
  const panels = [...box.querySelectorAll(":scope > [data-tab]")];
  const list = made("div", { role: "tablist", "aria-label": box.dataset.label });
  sets += 1;
  const buttons = panels.map((panel, place) => {
    const id = `tab-${sets}-${place}`;
    panel.id ||= `${id}-panel`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", id);
    const button = made("button", { id, type: "button", role: "tab", lang: panel.dataset.lang, "aria-controls": panel.id }, panel.dataset.tab);
    list.append(button);
    return button;
  });
  const choose = (chosen, focus) => {
    panels.forEach((panel, place) => {
      panel.hidden = place !== chosen;
      buttons[place].setAttribute("aria-selected", String(place === chosen));
      buttons[place].tabIndex = place === chosen ? 0 : -1;
    });
    if (focus) buttons[chosen].focus();
  };
  buttons.forEach((button, place) => button.addEventListener("click", () => choose(place)));
  list.addEventListener("keydown", (event) => {
    const now = buttons.indexOf(event.target);
    const rtl = getComputedStyle(list).direction === "rtl";
    const step = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 }[event.key];
    const to = step ? (now + step + buttons.length) % buttons.length : { Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to, true);
  });
  box.prepend(list);
  // Open is what needs a change, else the page's language when something stands there, else what is written at all.
  const filled = (panel) => [...panel.querySelectorAll("input, textarea")].some((field) => field.value.trim());
  const own = (panel) => panel.dataset.lang === document.documentElement.lang;
  const wishes = [(panel) => panel.querySelector(".err"), (panel) => own(panel) && filled(panel), filled, own, () => true];
  choose(panels.indexOf(wishes.map((wish) => panels.find(wish)).find(Boolean)));
  // A link in the summary of errors opens the tab that it leads to.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.hash.slice(1));
    const place = panels.findIndex((panel) => target && panel.contains(target));
    if (place < 0) return;
    choose(place);
    target.focus();
  });
}

// How much is left is said in the last fifth, and how much is too much.
function count(line) {
  const field = document.getElementById(line.dataset.leftOf);
  if (!field) return;
  const limit = Number(field.dataset.limit);
  let timer;
  const say = () => {
    const left = limit - [...field.value].length;
    line.hidden = left > limit / 5;
    line.classList.toggle("bad", left < 0);
    const text = left < 0 ? `${line.dataset.over} ${-left}` : `${line.dataset.words} ${left}`;
    if (!line.hidden && line.textContent !== text) line.textContent = text;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(say, 500);
  });
  say();
}

// The preview comes from the same page, by the same filter that the public page uses.
function preview(button) {
  button.addEventListener("click", async (event) => {
    const place = document.getElementById("preview");
    event.preventDefault();
    const data = new FormData(button.form);
    data.set(button.name, button.value);
    try {
      const answer = await fetch(button.form.action || location.href, { method: "POST", body: data });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("preview");
      if (!fresh) throw new Error("no preview");
      place.replaceWith(fresh);
      fresh.focus();
    } catch {
      button.form.append(made("input", { type: "hidden", name: button.name, value: button.value }));
      button.form.submit();
    }
  });
}

document.querySelectorAll("[data-tabs]").forEach(tabs);
document.querySelectorAll("[data-left-of]").forEach(count);
document.querySelectorAll("button[name=preview]").forEach(preview);
