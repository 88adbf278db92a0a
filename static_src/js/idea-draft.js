// Keeps what somebody writes on this device until it was sent: a connection may drop.
const KEY = "samenwijk-idee";
const SENDING = "samenwijk-idee-verstuurd";
// With the mark of the form, so that what came in while its answer was lost is not one idea more.
// Not who it is: others use this device too.
const FIELDS = [
  "inzending",
  "titel",
  "tekst",
  "thema",
  "wijk",
  "lat",
  "lon",
  "adres",
  "plek",
  "namens",
  "vraagt_budget",
];
const A_WEEK = 7 * 24 * 60 * 60 * 1000;

function read() {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return draft && Date.now() - draft.at < A_WEEK ? draft : null;
  } catch {
    return null;
  }
}

function valueOf(field) {
  return field.type === "checkbox" ? field.checked : field.value;
}

function fill(field, value) {
  if (field.type === "checkbox") field.checked = value;
  // What can't be chosen any more is left as it was.
  else if (!field.options || [...field.options].some((option) => option.value === value))
    field.value = value;
}

function write(form) {
  const draft = { at: Date.now() };
  for (const name of FIELDS) {
    const field = form.elements[name];
    if (field) draft[name] = valueOf(field);
  }
  try {
    if (draft.titel || draft.tekst) localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing: the form itself still works.
  }
}

function forget() {
  try {
    localStorage.removeItem(KEY);
    sessionStorage.removeItem(SENDING);
  } catch {
    // Nothing was kept either.
  }
}

// Only the page that answers an idea, or asks for its code, says that it arrived.
export function clearSentDraft() {
  const sent = document.querySelector("[data-sent]")?.dataset.sent;
  if (!sent) return;
  try {
    const asksCode = sent === "idee" && sessionStorage.getItem(SENDING);
    if (asksCode || sent === read()?.inzending) forget();
  } catch {
    // Nothing was kept.
  }
}

function restore(form, draft) {
  for (const name of FIELDS) {
    if (form.elements[name] && draft[name]) fill(form.elements[name], draft[name]);
  }
  form.dispatchEvent(new CustomEvent("idea:restored"));
  form.elements.titel.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(form, draft) {
  const box = form.querySelector("[data-draft]");
  if (!box) return;
  box.hidden = false;
  box.querySelector("[data-draft-title]").textContent = draft.titel || draft.tekst.slice(0, 60);
  box.querySelector("[data-draft-restore]").addEventListener("click", () => {
    restore(form, draft);
    box.hidden = true;
    form.elements.titel.focus();
  });
  box.querySelector("[data-draft-forget]").addEventListener("click", () => {
    forget();
    box.hidden = true;
    form.elements.titel.focus();
  });
}

export function startDraft(form) {
  // A change of what is on the server already has no draft.
  if (!form.querySelector("[data-draft]")) return;
  try {
    sessionStorage.removeItem(SENDING);
  } catch {
    return;
  }
  const draft = read();
  // Photos that came in already belong to the mark of this form.
  const isEmpty = !form.elements.titel.value && !form.elements.tekst.value;
  if (draft && isEmpty && !form.querySelector(".sw-upload--kept")) offer(form, draft);
  let timer = 0;
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => write(form), 400);
  };
  form.addEventListener("input", later);
  form.addEventListener("idea:place", later);
  form.addEventListener("submit", (event) => {
    write(form);
    const said = form.querySelector("[data-offline]");
    if (navigator.onLine === false) {
      event.preventDefault();
      said.hidden = false;
      said.focus();
      return;
    }
    said.hidden = true;
    sessionStorage.setItem(SENDING, String(Date.now()));
  });
}
