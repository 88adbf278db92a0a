// A map with one pin, that can be put down with a finger, a mouse and the keyboard.
import L from "leaflet";

const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const STEP = 8;
const CLOSE = 17;
const PIN =
  '<svg viewBox="0 0 24 32" width="36" height="48" aria-hidden="true"><path d="M12 1C6 1 1 5.7 1 11.8 1 19.5 12 31 12 31s11-11.5 11-19.200C23 5.7 18 1 12 1z" class="sw-place-pin__shape"></path><circle cx="12" cy="12" r="4.5" class="sw-place-pin__hole"></circle></svg>';

// The drawing has the projection of the tiles. Its box is a margin wider than what is drawn.
function addDrawing(map, drawing, box) {
  const mercator = L.Projection.SphericalMercator;
  const { x, width } = drawing.viewBox.baseVal;
  const lower = mercator.project(box.getSouthWest());
  const upper = mercator.project(box.getNorthEast());
  const margin = (-x * (upper.x - lower.x)) / (width + 2 * x);
  const bounds = L.latLngBounds(
    mercator.unproject(lower.subtract([margin, margin])),
    mercator.unproject(upper.add([margin, margin])),
  );
  drawing.hidden = false;
  drawing.removeAttribute("hidden");
  L.svgOverlay(drawing, bounds, { interactive: false }).addTo(map);
}

// Returns what shows another point; `moved` is told of those that somebody puts down.
export function startPin(frame, point, moved) {
  const place = frame.querySelector("[data-pin-map]");
  const numbers = frame.dataset.bounds.split(",").map(Number);
  const [west, south, east, north] = numbers.length === 4 ? numbers : [3.4, 50.7, 7.2, 53.6];
  const box = L.latLngBounds([south, west], [north, east]);
  place.setAttribute("role", "application");
  place.setAttribute("aria-label", frame.dataset.label);
  place.setAttribute("aria-describedby", "pin-uitleg");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(place, {
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm,
    maxZoom: 19,
    minZoom: 6,
  });
  L.control
    .zoom({
      zoomInText: '<span aria-hidden="true">+</span>',
      zoomOutText: '<span aria-hidden="true">−</span>',
      zoomInTitle: frame.dataset.zoomIn,
      zoomOutTitle: frame.dataset.zoomOut,
    })
    .addTo(map);
  if (frame.dataset.tiles) {
    L.tileLayer(frame.dataset.tiles, { maxZoom: 19 }).addTo(map);
    L.control.attribution({ prefix: false }).addAttribution(frame.dataset.credit).addTo(map);
  }
  map.fitBounds(box, { animate: false });
  const drawing = frame.querySelector(".sw-place__drawing");
  if (drawing) addDrawing(map, drawing, box);

  const icon = L.divIcon({
    className: "sw-place-pin",
    html: PIN,
    iconSize: [36, 48],
    iconAnchor: [18, 47],
  });
  let marker = null;
  const put = (latlng, tell = true) => {
    if (marker) {
      marker.setLatLng(latlng);
    } else {
      marker = L.marker(latlng, { icon, draggable: true, keyboard: true, autoPan: true });
      marker.addTo(map);
      const element = marker.getElement();
      element.setAttribute("aria-label", frame.dataset.pinLabel);
      element.addEventListener("keydown", (event) => {
        const step = STEPS[event.key];
        if (!step) return;
        event.preventDefault();
        event.stopPropagation();
        const here = map.latLngToContainerPoint(marker.getLatLng());
        put(map.containerPointToLatLng(here.add([step[0] * STEP, step[1] * STEP])));
      });
      marker.on("dragend", () => moved(marker.getLatLng()));
    }
    if (!map.getBounds().pad(-0.05).contains(latlng)) map.panTo(latlng, { animate: !calm });
    if (tell) moved(L.latLng(latlng));
  };
  const show = (there) => {
    put(L.latLng(there), false);
    map.setView(there, CLOSE, { animate: false });
  };
  if (point) show(point);
  map.on("click", (event) => put(event.latlng));
  const middle = frame.querySelector("[data-pin-middle]");
  middle.addEventListener("click", () => {
    put(map.getCenter());
    marker.getElement().focus();
  });
  // Before there is a map it would do nothing.
  middle.disabled = false;
  return show;
}
