// Suggestions below a search field: the editable combobox with a list of the ARIA Authoring Practices Guide.
// The field keeps the focus; without an option chosen it works as if there were no list.
(() => {
  "use strict";
  const KINDS = ["group", "service", "field", "area"];
  const PAUSE = 120, SHORTEST = 2;

  // Each letter as comparisons know it, so that a place in the folded text is the same place in the label.
  const SAME = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ؤ: "و", ة: "ه" };
  const fold = (text) => [...text].map((letter) => SAME[letter] ?? letter.normalize("NFD")[0].toLowerCase());
  const HEADS = ["", "ال", "وال", "بال", "لل", "و", "ب", "ل"];
  const isWord = (letter) => /[\p{L}\p{N}]/u.test(letter ?? " ");

  // [from, to] of every word that begins like one of the typed ones, with or without what is joined to its head.
  function begun(label, typed) {
    const letters = fold(label).join("");
    const words = fold(typed).join("").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const sought = words.flatMap((word) => [word, word.replace(/^(وال|بال|ال|لل)(?=..)/u, "")]);
    const found = [];
    for (let from = 0; from < letters.length; from += 1) {
      if (!isWord(letters[from]) || isWord(letters[from - 1])) continue;
      const head = HEADS.find((one) => letters.startsWith(one, from) && sought.some((word) => letters.startsWith(word, from + one.length)));
      if (head === undefined) continue;
      const start = from + head.length;
      const length = Math.max(...sought.filter((word) => letters.startsWith(word, start)).map((word) => word.length));
      found.push([start, start + length]);
    }
    return found;
  }

  function marked(label, typed) {
    const whole = document.createElement("bdi"), letters = [...label];
    let last = 0;
    for (const [from, to] of begun(label, typed)) {
      const mark = document.createElement("mark");
      mark.textContent = letters.slice(from, to).join("");
      whole.append(letters.slice(last, from).join(""), mark);
      last = to;
    }
    whole.append(letters.slice(last).join(""));
    return whole;
  }

  function made(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function combobox(box) {
    const field = box.querySelector("input");
    const id = `${field.id}-suggestions`;
    const list = made("div", { id, role: "listbox", class: "suggestions", "aria-label": box.dataset.label });
    const said = made("p", { class: "visually-hidden", role: "status" });
    const sentences = box.dataset.said.split("|");
    let timer, request, answered = "", options = [], at = -1;
    list.hidden = true;
    box.append(list, said);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) field.setAttribute(key, value);

    const isOpen = () => !list.hidden;
    const typed = () => field.value.trim();

    function point(place) {
      options[at]?.setAttribute("aria-selected", "false");
      at = place;
      const option = options[at];
      if (!option) return field.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function open(isWanted) {
      list.hidden = !isWanted || !options.length;
      field.setAttribute("aria-expanded", String(isOpen()));
      if (!isOpen()) point(-1);
    }

    // What is still on its way is not wanted any more.
    function close() {
      clearTimeout(timer);
      request?.abort();
      open(false);
      said.textContent = "";
    }

    function show(lines, text) {
      point(-1);
      answered = text;
      options = [];
      list.replaceChildren(...KINDS.flatMap((kind) => group(kind, lines.filter((line) => line.kind === kind), text)));
      open(true);
      said.textContent = sentences[lines.length] ?? "";
    }

    function group(kind, lines, text) {
      if (!lines.length) return [];
      const title = made("div", { id: `${id}-${kind}`, class: "kind", role: "presentation" }, box.dataset[kind]);
      const rows = lines.map((line) => {
        const { pathname, search, hash } = new URL(line.url, location.href);
        const option = made("div", { role: "option", "aria-selected": "false", "data-place": pathname + search + hash }, marked(line.label, text));
        option.id = `${id}-${options.push(option)}`;
        return option;
      });
      return [made("div", { role: "group", "aria-labelledby": title.id }, title, ...rows)];
    }

    async function ask() {
      const text = typed();
      request?.abort();
      if (text.length < SHORTEST) return close();
      const mine = (request = new AbortController());
      try {
        const answer = await fetch(`${box.dataset.suggest}&q=${encodeURIComponent(text)}`, { signal: mine.signal, credentials: "omit" });
        if (!answer.ok) return close();
        const { results } = await answer.json();
        if (mine === request && !mine.signal.aborted && document.activeElement === field) show(results, text);
      } catch {
        if (!mine.signal.aborted) close();
      }
    }

    function askSoon() {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    }

    function move(step) {
      if (!isOpen()) return options.length && answered === typed() ? (open(true), point(step > 0 ? 0 : options.length - 1)) : askSoon();
      const count = options.length;
      point(at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count);
    }

    function escape(event) {
      if (!isOpen() && !field.value) return;
      event.preventDefault();
      event.stopPropagation();
      if (isOpen()) return close();
      field.value = "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function enter(event) {
      const option = options[at];
      if (!option) return close();
      event.preventDefault();
      close();
      location.assign(option.dataset.place);
    }

    function press(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (event.altKey) event.key === "ArrowUp" ? close() : open(answered === typed());
        else move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape") escape(event);
      else if (event.key === "Enter") enter(event);
      else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) point(-1);
    }

    field.addEventListener("input", () => {
      point(-1);
      askSoon();
    });
    field.addEventListener("keydown", press);
    field.addEventListener("blur", close);
    field.form.addEventListener("submit", close);
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.place);
    });
  }

  for (const box of document.querySelectorAll("[data-suggest]")) combobox(box);
})();
