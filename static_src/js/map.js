// Streets below the outlines. The drawing of the server itself becomes a layer of the map, so that
// its links keep working with mouse, finger and keyboard.
import L from "leaflet";

// The drawing has the projection of the tiles. Its box is a margin wider than what is drawn.
function boundsOf(figure, drawing) {
  const [west, south, east, north] = figure.dataset.map.split(",").map(Number);
  const { x, width } = drawing.viewBox.baseVal;
  const mercator = L.Projection.SphericalMercator;
  const lower = mercator.project(L.latLng(south, west));
  const upper = mercator.project(L.latLng(north, east));
  const margin = (-x * (upper.x - lower.x)) / (width + 2 * x);
  return L.latLngBounds(
    mercator.unproject(lower.subtract([margin, margin])),
    mercator.unproject(upper.add([margin, margin])),
  );
}

// Resolves when a tile has arrived; without tiles the visitor keeps the drawing.
function firstTile(layer) {
  return new Promise((resolve, reject) => {
    layer.once("tileload", resolve);
    layer.once("tileerror", () => reject(new Error("no map tiles")));
  });
}

export async function showStreets(figure) {
  const frame = figure.querySelector(".sw-map__frame");
  const drawing = figure.querySelector(".sw-map__drawing");
  const bounds = boundsOf(figure, drawing);
  const streets = document.createElement("div");
  streets.className = "sw-map__streets sw-map__streets--waiting";
  streets.setAttribute("role", "group");
  streets.setAttribute("aria-label", drawing.getAttribute("aria-label"));
  // As high as the drawing that it replaces: nothing on the page jumps.
  streets.style.blockSize = `${frame.clientHeight}px`;
  frame.append(streets);

  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const fine = window.matchMedia("(pointer: fine)").matches;
  const map = L.map(streets, {
    zoomControl: false,
    attributionControl: false,
    // The page has to keep scrolling: by wheel, and by one finger.
    scrollWheelZoom: false,
    dragging: fine,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm,
    maxZoom: 18,
    zoomSnap: 0.5,
  });
  map.fitBounds(bounds, { animate: false });
  const tiles = L.tileLayer(figure.dataset.tiles, { maxZoom: 18, maxNativeZoom: 19 }).addTo(map);
  try {
    await firstTile(tiles);
  } catch (error) {
    map.remove();
    streets.remove();
    throw error;
  }
  L.control
    .zoom({
      zoomInText: '<span aria-hidden="true">+</span>',
      zoomOutText: '<span aria-hidden="true">−</span>',
      zoomInTitle: figure.dataset.zoomIn,
      zoomOutTitle: figure.dataset.zoomOut,
    })
    .addTo(map);
  L.control.attribution({ prefix: false }).addAttribution(figure.dataset.credit).addTo(map);
  const home = document.createComment("drawing");
  drawing.before(home);
  L.svgOverlay(drawing, bounds, { interactive: true }).addTo(map);
  drawing.style.pointerEvents = "auto";
  streets.classList.remove("sw-map__streets--waiting");

  // The drawing grows with the map; its letters keep their size.
  const firstZoom = map.getZoom();
  map.on("zoomend", () => {
    drawing.style.setProperty("--samenwijk-map-scale", String(2 ** (firstZoom - map.getZoom())));
  });

  return {
    remove() {
      map.remove();
      streets.remove();
      drawing.removeAttribute("style");
      drawing.setAttribute("class", "sw-map__drawing");
      home.replaceWith(drawing);
    },
  };
}
