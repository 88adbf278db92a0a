// Keeps what somebody writes on this device until it was sent: a connection may drop.
const KEY = "samenwijk-idee";
const SENDING = "samenwijk-idee-verstuurd";
const FIELDS = ["titel", "tekst", "adres"];
const A_WEEK = 7 * 24 * 60 * 60 * 1000;

function read() {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return draft && Date.now() - draft.at < A_WEEK ? draft : null;
  } catch {
    return null;
  }
}

function write(form) {
  const draft = { at: Date.now(), path: location.pathname };
  for (const name of FIELDS) draft[name] = form.elements[name]?.value ?? "";
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

// On any other page after sending: it arrived.
export function clearSentDraft() {
  try {
    const sent = sessionStorage.getItem(SENDING);
    if (sent && !document.querySelector("[data-idea-form]")) forget();
  } catch {
    // Nothing was kept.
  }
}

function offer(form, draft) {
  const box = form.querySelector("[data-draft]");
  if (!box) return;
  box.hidden = false;
  box.querySelector("[data-draft-title]").textContent = draft.titel || draft.tekst.slice(0, 60);
  box.querySelector("[data-draft-restore]").addEventListener("click", () => {
    for (const name of FIELDS) {
      if (form.elements[name] && draft[name]) form.elements[name].value = draft[name];
    }
    box.hidden = true;
    form.elements.titel.dispatchEvent(new Event("input", { bubbles: true }));
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
  if (draft && !form.elements.titel.value && !form.elements.tekst.value) offer(form, draft);
  let timer = 0;
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => write(form), 400);
  });
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
