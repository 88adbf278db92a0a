// Suggestions below a search field, as a combobox with a list. Without this script the field is a
// plain one in a form.
const WAIT = 200;
const SHORTEST = 2;

function build(field) {
  const list = document.createElement("ul");
  list.className = "sw-suggestions";
  list.id = `${field.id}-suggesties`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  const status = document.createElement("p");
  status.className = "sw-visually-hidden";
  status.setAttribute("role", "status");
  const frame = document.createElement("div");
  frame.className = "sw-suggest";
  field.replaceWith(frame);
  frame.append(field, list);
  // Screen readers want the place of a message before there is one.
  field.addEventListener("focus", () => frame.append(status), { once: true });
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  return { frame, list, status };
}

function optionFor({ titel, url, soort, plaats }, id) {
  const option = document.createElement("li");
  option.className = "sw-suggestion";
  option.id = id;
  option.dataset.url = url;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const title = document.createElement("span");
  title.className = "sw-suggestion__title";
  title.textContent = titel;
  const about = document.createElement("span");
  about.className = "sw-suggestion__about";
  about.textContent = plaats && plaats !== titel ? `${soort} · ${plaats}` : soort;
  option.append(title, " ", about);
  return option;
}

function suggestFor(field) {
  const { frame, list, status } = build(field);
  let timer = 0;
  let request = null;
  let chosen = -1;

  const options = () => [...list.children];

  function choose(number) {
    chosen = number;
    options().forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === chosen));
    });
    const option = options()[chosen];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  }

  function close() {
    window.clearTimeout(timer);
    request?.abort();
    show(false);
    status.textContent = "";
  }

  function fill(found) {
    list.replaceChildren(...found.map((one, place) => optionFor(one, `${list.id}-${place}`)));
    show(found.length > 0);
    const { suggestNone, suggestOne, suggestMany } = field.dataset;
    const text = found.length === 0 ? suggestNone : found.length === 1 ? suggestOne : suggestMany;
    status.textContent = text.replace("#", String(found.length));
  }

  async function ask() {
    const text = field.value.trim();
    request?.abort();
    if (text.length < SHORTEST) return close();
    request = new AbortController();
    const { signal } = request;
    const values = new URLSearchParams({ q: text.slice(0, 200), als: "json" });
    try {
      const answer = await fetch(`${field.dataset.suggest}?${values}`, { signal });
      if (!answer.ok) return close();
      const { suggesties } = await answer.json();
      // Somebody may have gone on or left the field while the answer was on its way.
      if (!signal.aborted && document.activeElement === field) fill(suggesties);
    } catch (error) {
      if (error.name !== "AbortError") show(false);
    }
  }

  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT);
  });

  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      // The first press closes the list, and leaves what was typed.
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (count === 0) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const from = chosen === -1 && step === -1 ? count : chosen;
      show(true);
      // One place beside the options is the field itself.
      choose(((from + step + 1 + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && chosen !== -1 && !list.hidden) {
      event.preventDefault();
      window.location.assign(options()[chosen].dataset.url);
    } else if (event.key === "Tab") {
      close();
    }
  });

  // A press on an option must not take the focus out of the field before the click arrives.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest(".sw-suggestion");
    if (option) window.location.assign(option.dataset.url);
  });
  frame.addEventListener("focusout", (event) => {
    if (!frame.contains(event.relatedTarget)) close();
  });
}

export function startSuggestions() {
  for (const field of document.querySelectorAll("input[data-suggest]")) suggestFor(field);
}
