// Lists put in order by buttons or by dragging; each row holds a hidden field, and the form sends them in their order.
"use strict";

for (const list of document.querySelectorAll("[data-order]")) {
  const rows = () => [...list.children];
  const said = document.getElementById("said");
  const nameOf = (row) => row.querySelector("[data-name]").textContent.trim();

  // «{name}: place {place} of {total}»
  function say(row) {
    const words = { name: nameOf(row), place: rows().indexOf(row) + 1, total: rows().length };
    said.textContent = list.dataset.said.replace(/\{(\w+)\}/g, (_all, key) => words[key]);
  }

  function settle() {
    rows().forEach((row, place, all) => {
      row.querySelector("[data-move=up]").disabled = place === 0;
      row.querySelector("[data-move=down]").disabled = place === all.length - 1;
    });
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-order] > *");
    const up = button.dataset.move === "up";
    if (up) row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    settle();
    (button.disabled ? row.querySelector(`[data-move=${up ? "down" : "up"}]`) : button).focus();
    say(row);
  });

  let held = null;
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    held = grip.closest("[data-order] > *");
    held.classList.add("held");
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    for (const row of rows()) {
      if (row === held) continue;
      const box = row.getBoundingClientRect();
      const middle = box.top + box.height / 2;
      const isAbove = row.compareDocumentPosition(held) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (isAbove && event.clientY < middle) return row.before(held);
      if (!isAbove && event.clientY > middle && event.clientY < box.bottom + box.height) row.after(held);
    }
  });
  const drop = () => {
    if (!held) return;
    held.classList.remove("held");
    settle();
    say(held);
    held = null;
  };
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
  for (const grip of list.querySelectorAll("[data-grip]")) grip.hidden = false;
  settle();
}
