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

  function showWays() {
    const chosen = plek?.value ?? "";
    frame.hidden = chosen !== "punt";
    for (const part of ways) {
      part.querySelector(".sw-place__more")?.toggleAttribute("hidden", part.dataset.way !== chosen);
    }
    if (!frame.hidden) loaded ??= load();
  }

  async function load() {
    try {
      const [{ startPin }] = await Promise.all([
        import(form.dataset.pinModule),
        loadStyle(form.dataset.mapStyle),
      ]);
      const point = lat.value && lon.value ? [Number(lat.value), Number(lon.value)] : null;
      startPin(frame, point, moved);
    } catch (error) {
      console.warn(error);
      way.hidden = !lat.value;
      frame.hidden = true;
    }
  }

  let request = null;
  async function moved(point) {
    lat.value = point.lat.toFixed(6);
    lon.value = point.lng.toFixed(6);
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
  for (const radio of form.querySelectorAll("[name=plek]")) {
    radio.addEventListener("change", showWays);
  }
  showWays();
}
