// Brings streets under an outline that the server has drawn, when it comes into view.
//
// The outline of one area gets them at once. A map of many areas is first of all a menu: there the
// visitor asks for streets with a button. No tile address means that there are no streets.

function addButton(figure, onShow) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button sw-button sw-button--outline sw-map__toggle";
  button.textContent = figure.dataset.show;
  let map = null;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (map) {
        map.remove();
        map = null;
      } else {
        map = await onShow();
      }
      button.textContent = map ? figure.dataset.hide : figure.dataset.show;
      button.disabled = false;
    } catch (error) {
      // No library or no tiles: the drawing stays, and a button that does nothing has to go.
      console.warn(error);
      button.remove();
    }
  });
  figure.append(button);
  return button;
}

function loadStyle(address) {
  if (document.querySelector(`link[href="${address}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}

async function showStreets(figure) {
  const [module] = await Promise.all([
    import(figure.dataset.module),
    loadStyle(figure.dataset.style),
  ]);
  return module.showStreets(figure);
}

// A map of ideas is asked for by name: it becomes one that can be moved at once.
export async function startIdeaMaps() {
  for (const figure of document.querySelectorAll("[data-idea-map]")) {
    try {
      const [module] = await Promise.all([
        import(figure.dataset.module),
        loadStyle(figure.dataset.style),
      ]);
      await module.showIdeas(figure);
    } catch (error) {
      // The drawing of the server stays.
      console.warn(error);
    }
  }
}

export function startMaps() {
  const savesData = navigator.connection?.saveData;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        observer.unobserve(entry.target);
        entry.target.querySelector(".sw-map__toggle")?.click();
      }
    },
    { rootMargin: "100px" },
  );
  for (const figure of document.querySelectorAll("[data-map]")) {
    if (!figure.dataset.tiles) continue;
    addButton(figure, () => showStreets(figure));
    if (figure.classList.contains("sw-map--single") && !savesData) observer.observe(figure);
  }
}
