"use strict";
// Narrows the items of a report, and marks the current section in its contents. Without this
// script, the controls stay hidden and everything is shown.
(() => {
  const find = (selector, around = document) => [...around.querySelectorAll(selector)];
  const controls = document.querySelector(".narrow");
  const [text, kind, unfold, reset] = find("input, select, button", controls);
  const status = document.querySelector(".narrowed");
  const folded = find(".criterion details");
  const items = find("[data-is]");
  const words = new Map(items.map(item => {
    const around = [item.closest(".criterion").querySelector("h4"),
      item.closest("tbody")?.querySelector(".group"), item];
    return [item, around.map(one => one?.textContent ?? "").join(" ").toLowerCase()];
  }));
  const has = (item, name) => item.dataset.is.split(" ").includes(name);

  const narrow = () => {
    const sought = text.value.trim().toLowerCase();
    const narrowed = Boolean(sought || kind.value);
    let shown = 0;
    for (const item of items) {
      item.hidden = !(words.get(item).includes(sought) && (!kind.value || has(item, kind.value)));
      shown += !item.hidden;
    }
    for (const group of find(".criterion, .criterion tbody, .criterion details"))
      if (!group.matches("[data-is]"))
        group.hidden = narrowed && find("[data-is]", group).every(item => item.hidden);
    if (narrowed) fold(false);
    reset.hidden = !narrowed;
    const told = [kind.value && kind.selectedOptions[0].dataset.name, sought && `„${text.value.trim()}“`];
    status.textContent = !narrowed ? "" : status.dataset.text
      .replace("{n}", shown).replace("{total}", items.length)
      .replace("{which}", told.filter(Boolean).join(", "));
  };

  const fold = away => {
    for (const one of folded) one.open = !away;
    unfold.setAttribute("aria-expanded", !away);
    unfold.textContent = away ? unfold.dataset.unfold : unfold.dataset.fold;
  };

  const clear = () => {
    text.value = kind.value = "";
    narrow();
  };

  // A link to an item that is not shown brings it back.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) clear();
    const around = target.closest("details");
    if (around) around.open = true;
    target.scrollIntoView();
  };

  const parts = new Map();
  for (const link of find("nav.contents a"))
    parts.set(document.getElementById(link.hash.slice(1)), link);
  const mark = () => {
    const passed = [...parts.keys()].filter(part =>
      part.checkVisibility() && part.getBoundingClientRect().top < innerHeight / 4);
    for (const [part, link] of parts)
      if (part === passed.at(-1)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
  };

  for (const option of kind.options) {
    const count = option.value ? items.filter(item => has(item, option.value)).length : items.length;
    option.dataset.name = option.textContent;
    option.textContent += ` (${count})`;
    option.disabled = !count;
  }
  text.addEventListener("input", narrow);
  kind.addEventListener("change", narrow);
  unfold.addEventListener("click", () => fold(unfold.getAttribute("aria-expanded") === "true"));
  reset.addEventListener("click", () => { clear(); text.focus(); });
  addEventListener("hashchange", reveal);
  addEventListener("scroll", mark, { passive: true });
  fold(true);
  clear();
  controls.hidden = false;
  mark();
  reveal();
})();
