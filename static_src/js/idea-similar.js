// Shows ideas that are like the one that is being written.
const WAIT = 600;

export function startSimilar(form) {
  const place = form.querySelector("[data-similar]");
  const title = form.elements.titel;
  const seen = form.querySelector("[data-seen]");
  if (!place || !title) return;
  let timer = 0;
  let asked = "";
  let request = null;

  async function ask() {
    const titel = title.value.trim();
    const { lat, lon } = form.elements;
    const question = new URLSearchParams({ titel, lat: lat.value, lon: lon.value }).toString();
    if (question === asked || (titel.length < 4 && !lat.value)) return;
    // Who is without a connection is asked about what is alike when there is one.
    if (navigator.onLine === false) return;
    asked = question;
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.similarUrl}?${question}`, {
        signal: request.signal,
      });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.body.firstElementChild;
      place.replaceChildren(...(found ? [document.importNode(found, true)] : []));
      // Who saw these is not stopped by them when sending.
      if (found?.dataset.keys) {
        const keys = new Set([...seen.value.split(","), ...found.dataset.keys.split(",")]);
        keys.delete("");
        seen.value = [...keys].slice(-20).join(",");
      }
    } catch (error) {
      if (error.name === "AbortError") return;
      asked = "";
      console.warn(error);
    }
  }

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT);
  }
  title.addEventListener("input", later);
  form.addEventListener("idea:place", later);
  window.addEventListener("online", later);
}
