// A form saves itself while it is written: after a pause, and when a field is left. Without a script there is its button.
"use strict";

const PAUSE = 2500; // milliseconds after the last key
const AGAIN = 15000; // milliseconds after a failure of the network
const STOP = [403, 404, 409]; // somebody else wrote, or it was handed in: the button shows both texts

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const place = document.getElementById(form.dataset.autosave);
  const opened = form.elements.opened;
  const { unsaved, offline, signIn } = form.dataset;
  let timer, running, stopped = false, leaving = false;

  // The words alone: a file goes up, and is taken out, with the button.
  const words = () => {
    const data = new FormData(form);
    for (const name of ["file", "drop", "once", "opened"]) data.delete(name);
    return data;
  };
  const text = () => new URLSearchParams(words()).toString();
  let kept = text();

  const say = (sentence, bad = false) => {
    place.textContent = sentence;
    place.classList.toggle("bad", bad);
  };

  async function save() {
    clearTimeout(timer);
    const now = text();
    if (stopped || leaving || now === kept) return;
    const data = words();
    data.set("opened", opened.value);
    data.set("autosave", "1");
    try {
      const answer = await fetch(location.href, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
        stopped = true;
        return say(signIn, true);
      }
      const { said, opened: stamp } = await answer.json();
      if (answer.ok) {
        opened.value = stamp;
        kept = now;
      }
      stopped = STOP.includes(answer.status);
      say(answer.ok ? said : `${unsaved} ${said}`, stopped);
    } catch {
      say(offline, true);
      timer = setTimeout(next, AGAIN);
    }
  }

  // One at a time, so that no answer overtakes another.
  const next = () => (running = Promise.resolve(running).then(save));

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(next, event.target.type === "radio" ? 0 : PAUSE);
  });
  form.addEventListener("change", next);

  // The button waits for what is under way: it would else meet its own words as somebody else's.
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    clearTimeout(timer);
    leaving = true;
    await running;
    setTimeout(() => form.requestSubmit(event.submitter)); // while this event lasts, browsers ignore another one
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && text() !== kept) event.preventDefault();
  });
}
