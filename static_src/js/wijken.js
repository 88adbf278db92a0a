// The list of neighbourhoods: filter while typing, and show which area belongs to which name.

// "Brabantse Poort" has to be found by "brabantse-poort", and "Gemeënt" by "gemeent".
function plain(text) {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function areaOf(address) {
  return address && document.querySelector(`a.sw-area[href="${CSS.escape(address)}"]`);
}

export function startWijkFilter() {
  const field = document.querySelector("input[data-filter]");
  const list = field && document.querySelector(field.dataset.filter);
  const count = document.getElementById("aantal-wijken");
  if (!list || !count) return;
  const finder = list.closest(".sw-finder");
  const items = [...list.children].map((element) => ({
    element,
    name: plain(element.querySelector("[data-area-name]")?.dataset.areaName ?? ""),
    area: areaOf(element.querySelector("a")?.getAttribute("href")),
  }));
  field.addEventListener("input", () => {
    const words = plain(field.value).split(" ");
    const isNamed = (name) => words.every((word) => name.includes(word));
    // What is no name may be an address, which only the server can find: all stay in view.
    const isAddress = "address" in field.dataset && !items.some(({ name }) => isNamed(name));
    let found = 0;
    for (const { element, name, area } of items) {
      element.hidden = !isAddress && !isNamed(name);
      area?.classList.toggle("is-out", element.hidden);
      if (!element.hidden) found += 1;
    }
    const { none, one, many, address } = count.dataset;
    const names = found === 0 ? none : found === 1 ? one : many.replace("#", String(found));
    const text = isAddress ? address : names;
    const searching = field.value.trim() !== "";
    finder?.classList.toggle("sw-finder--searching", searching);
    count.textContent = searching ? text : "";
  });
}

export function startWijkMarks() {
  const marks = new Map();
  for (const link of document.querySelectorAll("a.sw-area, a.sw-wijk-link, .sw-wijk a")) {
    // An SVG link has an object where an HTML link has a text.
    const address = link.getAttribute("href");
    const part = link.closest(".sw-wijk") ?? link;
    marks.set(address, [...(marks.get(address) ?? []), part]);
  }
  for (const parts of marks.values()) {
    if (parts.length < 2) continue;
    const mark = (on) => parts.forEach((part) => part.classList.toggle("is-marked", on));
    for (const part of parts) {
      part.addEventListener("pointerenter", () => mark(true));
      part.addEventListener("pointerleave", () => mark(false));
      part.addEventListener("focusin", () => mark(true));
      part.addEventListener("focusout", () => mark(false));
    }
  }
}
