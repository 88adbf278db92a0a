// The map of ideas: numbers where there are many, pins where there are few. The server is asked for
// what the screen shows, with the filters of the list; it never sends all ideas.
import L from "leaflet";

// The width of a pin, and what has to be free between two.
const PIN = 32;
const PIN_SPACE = PIN + 8;
// What stays free around a popup, of the buttons above it, and within it.
const EDGE = 12;
const BUTTONS = 108;
const POPUP_MARGIN = 16;

function text(figure, name, number) {
  return figure.dataset[name].replace("#", new Intl.NumberFormat("nl").format(number));
}

function link(address, label) {
  const anchor = document.createElement("a");
  anchor.className = "utrecht-link utrecht-link--html-a";
  anchor.href = address;
  anchor.textContent = label;
  return anchor;
}

function newIdeaAddress(figure, place) {
  return `${figure.dataset.new}?lat=${place.lat.toFixed(6)}&lon=${place.lng.toFixed(6)}`;
}

function marker(place, className, inner, label) {
  const size = className.includes("pin") ? PIN : Math.min(64, 40 + 6 * Math.log10(Number(inner)));
  const iconAnchor = [size / 2, size / 2];
  const icon = L.divIcon({ className, html: "", iconSize: [size, size], iconAnchor });
  const made = L.marker(place, { icon, alt: label, keyboard: true, riseOnHover: true });
  made.on("add", () => {
    const element = made.getElement();
    element.textContent = inner;
    element.setAttribute("aria-label", label);
    // It is a button to whoever has no mouse.
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      made.fire("click", { latlng: made.getLatLng() });
    });
  });
  return made;
}

// Ideas whose pins would lie over each other share one: each pin can be pointed at.
function byPlace(points, map) {
  const places = [];
  for (const [lat, lon, title, stage, address] of points) {
    const spot = map.latLngToLayerPoint([lat, lon]);
    let found = places.find((other) => other.spot.distanceTo(spot) < PIN_SPACE);
    if (!found) {
      found = { place: [lat, lon], spot, ideas: [] };
      places.push(found);
    }
    found.ideas.push({ title, stage, address });
  }
  return places;
}

function ideaList(ideas) {
  const list = document.createElement("ul");
  list.className = "sw-idea-popup sw-plain-list";
  for (const { title, stage, address } of ideas) {
    const item = document.createElement("li");
    const about = document.createElement("span");
    about.textContent = ` ${stage}`;
    item.append(link(address, title), about);
    list.append(item);
  }
  return list;
}

// What was just added can't have the focus yet where changes are slow or are left out: soon it can.
function focusOn(find, until = performance.now() + 1500) {
  const element = find();
  element?.focus();
  if (document.activeElement !== element && performance.now() < until) {
    requestAnimationFrame(() => focusOn(find, until));
  }
}

function startMap(figure) {
  const frame = figure.querySelector(".sw-map__frame");
  const drawing = figure.querySelector(".sw-map__drawing");
  const [west, south, east, north] = figure.dataset.ideaMap.split(",").map(Number);
  const bounds = L.latLngBounds([south, west], [north, east]);
  const element = document.createElement("div");
  element.className = "sw-map__streets sw-map__streets--ideas";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", figure.dataset.label);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  frame.replaceChildren(element);
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    // The page has to keep scrolling: by wheel, and by one finger.
    scrollWheelZoom: false,
    dragging: window.matchMedia("(pointer: fine)").matches,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm,
    maxZoom: 18,
    minZoom: 6,
  });
  map.fitBounds(bounds, { animate: false });
  if (figure.dataset.tiles) {
    L.tileLayer(figure.dataset.tiles, { maxZoom: 18, maxNativeZoom: 19 }).addTo(map);
    L.control.attribution({ prefix: false }).addAttribution(figure.dataset.credit).addTo(map);
  }
  L.control
    .zoom({
      zoomInText: '<span aria-hidden="true">+</span>',
      zoomOutText: '<span aria-hidden="true">−</span>',
      zoomInTitle: figure.dataset.zoomIn,
      zoomOutTitle: figure.dataset.zoomOut,
    })
    .addTo(map);
  if (drawing) {
    // The drawing has a margin that the area itself has not.
    const { x, y, width, height } = drawing.viewBox.baseVal;
    drawing.setAttribute("viewBox", `0 0 ${width + 2 * x} ${height + 2 * y}`);
    drawing.querySelector(".sw-dots")?.remove();
    drawing.setAttribute("aria-hidden", "true");
    for (const area of drawing.querySelectorAll("a")) area.replaceWith(...area.childNodes);
    L.svgOverlay(drawing, bounds).addTo(map);
  }
  return map;
}

function addStatus(figure) {
  const status = document.createElement("p");
  status.className = "sw-map__status";
  status.setAttribute("role", "status");
  const here = document.createElement("p");
  here.append(link(figure.dataset.new, figure.dataset.hereMiddle));
  figure.append(status, here);
  return { status, here: here.firstChild };
}

export function showIdeas(figure) {
  const map = startMap(figure);
  const { status, here } = addStatus(figure);
  const layer = L.layerGroup().addTo(map);
  const address = new URL(figure.dataset.points, document.baseURI);
  let asked = null;

  function drawClusters(clusters) {
    return clusters.map(([lat, lon, number]) => {
      const label = number === 1 ? figure.dataset.one : text(figure, "many", number);
      const size = number >= 100 ? " sw-cluster--large" : "";
      const written = new Intl.NumberFormat("nl", { notation: "compact" }).format(number);
      const cluster = marker([lat, lon], `sw-cluster${size}`, written, label);
      cluster.on("click", () => {
        // The number goes: who came by keyboard goes on from the map itself.
        map.getContainer().focus({ preventScroll: true });
        map.setView([lat, lon], Math.min(18, map.getZoom() + 2));
      });
      return cluster;
    });
  }

  function drawPoints(points) {
    return byPlace(points, map).map(({ place, ideas }) => {
      const label = ideas.map((idea) => idea.title).join(", ");
      const several = ideas.length > 1 ? String(ideas.length) : "";
      const pin = marker(place, "sw-pin", several, label);
      pin.bindPopup(() => ideaList(ideas), {
        closeButton: false,
        autoPanPaddingTopLeft: [EDGE, BUTTONS],
        autoPanPaddingBottomRight: [EDGE, EDGE],
        maxWidth: Math.min(300, map.getSize().x - 2 * (EDGE + POPUP_MARGIN)),
      });
      pin.on("popupopen", ({ popup }) => {
        focusOn(() => popup.getElement()?.querySelector("a"));
      });
      pin.on("popupclose", ({ popup }) => {
        // What had the focus is gone, or fades away.
        const focused = document.activeElement;
        const isLost = focused === document.body || popup.getElement()?.contains(focused);
        if (isLost) pin.getElement()?.focus({ preventScroll: true });
      });
      return pin;
    });
  }

  // What is there already stays, and keeps the focus: that moves the map when it is near the edge.
  function show(markers) {
    const key = (one) => `${one.getLatLng()} ${one.options.alt}`;
    const wanted = new Map(markers.map((one) => [key(one), one]));
    const hadFocus = map.getPane("markerPane").contains(document.activeElement);
    for (const one of layer.getLayers()) {
      if (!wanted.delete(key(one))) layer.removeLayer(one);
    }
    for (const one of wanted.values()) layer.addLayer(one);
    if (hadFocus && document.activeElement === document.body) {
      map.getContainer().focus({ preventScroll: true });
    }
  }

  // A popup moves the map when it opens, or opens while an answer is on its way: what it says stays.
  const isRead = () => layer.getLayers().some((one) => one.isPopupOpen?.());

  async function update() {
    asked?.abort();
    asked = new AbortController();
    const seen = map.getBounds();
    address.searchParams.set("bbox", seen.toBBoxString());
    address.searchParams.set("zoom", String(Math.floor(map.getZoom())));
    here.href = newIdeaAddress(figure, map.getCenter());
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (isRead()) return;
      show(found.punten ? drawPoints(found.punten) : drawClusters(found.groepen));
      const number = found.punten?.length ?? found.groepen.reduce((sum, one) => sum + one[2], 0);
      status.textContent = text(figure, number === 1 ? "countOne" : "count", number);
    } catch (error) {
      if (error.name === "AbortError") return;
      status.textContent = figure.dataset.failed;
    }
  }

  map.on("moveend", () => {
    if (!isRead()) update();
  });
  // Popups are as wide as the map was: all pins are drawn anew, by the answer that is on its way.
  map.on("resize", () => {
    if (!isRead()) layer.clearLayers();
  });
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });
  map.on("click", ({ latlng }) => {
    L.popup({ closeButton: false })
      .setLatLng(latlng)
      .setContent(link(newIdeaAddress(figure, latlng), figure.dataset.here))
      .openOn(map);
  });
  return update();
}
