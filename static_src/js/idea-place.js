// The place of an idea: the pin leads, and the address follows.
function loadStyle(address) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}

export function startPlace(form) {
  const way = form.querySelector('[data-way="punt"]');
  const frame = form.querySelector("[data-pin]");
  const said = form.querySelector("[data-pin-said]");
  if (!way || !frame) return;
  const { lat, lon, adres, plek } = form.elements;
  const ways = [...form.querySelectorAll("[data-way]")];
  const choose = (name) => {
    const radio = form.querySelector(`[name=plek][value=${name}]`);
    if (radio) radio.checked = true;
    showWays();
  };
  let loaded = null;
  // Whether the address is that of the pin: one that came with it stays as it is.
  const cameAlong = () => plek?.value === "punt" && Boolean(adres?.value);
  let isOfPin = cameAlong();

  function showWays() {
    const chosen = plek?.value ?? "";
    frame.hidden = chosen !== "punt";
    for (const part of ways) {
      part.querySelector(".sw-place__more")?.toggleAttribute("hidden", part.dataset.way !== chosen);
    }
    if (frame.hidden) return;
    loaded ??= load();
    loaded.then(findAddress);
  }

  async function load() {
    try {
      const [{ startPin }] = await Promise.all([
        import(form.dataset.pinModule),
        loadStyle(form.dataset.mapStyle),
      ]);
      const point = chosenPoint();
      const show = startPin(frame, point, moved);
      if (point) form.dispatchEvent(new CustomEvent("idea:place"));
      return show;
    } catch (error) {
      console.warn(error);
      way.hidden = !lat.value;
      frame.hidden = true;
      return null;
    }
  }

  function chosenPoint() {
    const point = [lat, lon].map((field) => (field.value ? Number(field.value) : NaN));
    return point.every(Number.isFinite) ? point : null;
  }

  function findAddress() {
    const point = chosenPoint();
    if (point && !isOfPin && plek.value === "punt") moved({ lat: point[0], lng: point[1] });
  }

  let request = null;
  async function moved(point) {
    lat.value = point.lat.toFixed(6);
    lon.value = point.lng.toFixed(6);
    // That of another point would be wrong, also when no answer comes.
    if (adres) adres.value = "";
    isOfPin = true;
    said.textContent = "";
    choose("punt");
    form.dispatchEvent(new CustomEvent("idea:place"));
    request?.abort();
    request = new AbortController();
    const question = new URLSearchParams({
      lat: lat.value,
      lon: lon.value,
      wijk: form.dataset.wijk || form.elements.wijk?.value || "",
    });
    try {
      const answer = await fetch(`${form.dataset.addressUrl}?${question}`, {
        signal: request.signal,
      });
      if (!answer.ok) return;
      const found = await answer.json();
      if (adres && "adres" in found) adres.value = found.adres;
      said.textContent = found.fout ?? [found.adres, found.wijk].filter(Boolean).join(" · ");
      said.classList.toggle("sw-place__said--wrong", "fout" in found);
    } catch (error) {
      if (error.name !== "AbortError") console.warn(error);
    }
  }

  way.hidden = false;
  adres?.addEventListener("input", () => {
    isOfPin = false;
  });
  for (const radio of form.querySelectorAll("[name=plek]")) {
    radio.addEventListener("change", showWays);
  }
  form.addEventListener("idea:restored", async () => {
    const before = loaded;
    isOfPin = cameAlong();
    said.textContent = isOfPin ? adres.value : "";
    showWays();
    const point = chosenPoint();
    if (before && point) (await before)?.(point);
  });
  showWays();
}
