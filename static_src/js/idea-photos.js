// Shows photos before they are sent, and makes them smaller: a phone's photo takes long on the way.
const MAX_SIDE = 2560;
const SMALL_ENOUGH = 900_000;
const QUALITY = 0.85;

async function shrink(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  // A JPEG shows as black what can be seen through.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  if (scale === 1 && file.size <= SMALL_ENOUGH) return { canvas, file };
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob || blob.size >= file.size) return { canvas, file };
  const name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
  return { canvas, file: new File([blob], name, { type: "image/jpeg" }) };
}

function megabytes(size) {
  const text = (size / 1_000_000).toLocaleString(document.documentElement.lang, {
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  });
  return `${text} MB`;
}

function preview(row, canvas) {
  row.querySelector(".sw-upload__preview")?.remove();
  const small = document.createElement("canvas");
  small.className = "sw-upload__preview";
  small.width = 240;
  small.height = Math.max(1, Math.round((240 * canvas.height) / canvas.width));
  small.getContext("2d").drawImage(canvas, 0, 0, small.width, small.height);
  small.setAttribute("aria-hidden", "true");
  row.prepend(small);
}

async function take(row, input, text) {
  const said = row.querySelector("[data-said]");
  row.querySelector(".sw-upload__preview")?.remove();
  said.textContent = "";
  const chosen = input.files[0];
  if (!chosen) return;
  try {
    const { canvas, file } = await shrink(chosen);
    preview(row, canvas);
    if (file !== chosen && input.files[0] === chosen) {
      const files = new DataTransfer();
      files.items.add(file);
      input.files = files.files;
      said.textContent = `${megabytes(chosen.size)} → ${megabytes(file.size)} (${text})`;
    }
  } catch (error) {
    // A kind that this browser can't show: the server takes it as it is.
    console.warn(error);
  }
}

export function startPhotos(form) {
  const part = form.querySelector("[data-photos]");
  if (!part) return;
  const rows = [...part.querySelectorAll("[data-upload]")];
  // One at a time: the next comes with a photo in the one before it.
  const showRows = () => {
    let free = 0;
    for (const row of rows) {
      const input = row.querySelector("input[type=file]");
      const isFree = input.files.length === 0 && !row.querySelector(".errorlist");
      row.hidden = isFree && free > 0;
      if (isFree) free += 1;
    }
  };
  let waiting = Promise.resolve();
  for (const row of rows) {
    const input = row.querySelector("input[type=file]");
    input.addEventListener("change", () => {
      waiting = waiting.then(() => take(row, input, part.dataset.textSmall)).then(showRows);
    });
  }
  showRows();
}
