// Drawing on a photo which part of it has to be blurred. The fields with percents do the same
// without a pointer: what is drawn goes into them, and what is typed is drawn.

const HUNDRED = 100;

function limit(number, least, most) {
  return Math.min(Math.max(number, least), most);
}

function startRegion(frame) {
  const form = document.getElementById(frame.dataset.region);
  const image = frame.querySelector("img");
  const fields = ["x", "y", "breedte", "hoogte"].map((name) => form?.elements[name]);
  if (!image || fields.some((field) => !field)) return;
  const [x, y, width, height] = fields;

  const box = document.createElement("div");
  box.className = "sw-region__box";
  frame.append(box);
  frame.classList.add("sw-region--drawn");
  document.getElementById(frame.dataset.regionHelp)?.removeAttribute("hidden");

  function show() {
    const [left, top, wide, high] = fields.map((field) => limit(Number(field.value) || 0, 0, HUNDRED));
    box.style.left = `${left}%`;
    box.style.top = `${top}%`;
    box.style.width = `${Math.min(wide, HUNDRED - left)}%`;
    box.style.height = `${Math.min(high, HUNDRED - top)}%`;
  }

  // Whole percents of the photo at a place on the screen.
  function percents(event) {
    const area = image.getBoundingClientRect();
    return [
      limit(((event.clientX - area.left) / area.width) * HUNDRED, 0, HUNDRED),
      limit(((event.clientY - area.top) / area.height) * HUNDRED, 0, HUNDRED),
    ];
  }

  let begin = null;
  function draw(event) {
    if (!begin) return;
    const end = percents(event);
    const [left, top] = [0, 1].map((axis) => Math.min(Math.floor(Math.min(begin[axis], end[axis])), HUNDRED - 1));
    const [right, bottom] = [0, 1].map((axis) => Math.ceil(Math.max(begin[axis], end[axis])));
    x.value = left;
    y.value = top;
    width.value = Math.max(right - left, 1);
    height.value = Math.max(bottom - top, 1);
    show();
  }

  frame.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    begin = percents(event);
  });
  frame.addEventListener("pointermove", draw);
  frame.addEventListener("pointerup", (event) => {
    draw(event);
    begin = null;
  });
  frame.addEventListener("pointercancel", () => {
    begin = null;
  });
  for (const field of fields) field.addEventListener("input", show);
  show();
}

for (const frame of document.querySelectorAll("[data-region]")) startRegion(frame);
