// Answers the server's puzzle (altcha): some seconds of arithmetic, and the form is sent again.
const BATCH = 24;

function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function hexOf(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function derive(parameters, counter) {
  const nonce = bytesOf(parameters.nonce);
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  new DataView(password.buffer).setUint32(nonce.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    {
      name: "PBKDF2",
      hash: "SHA-256",
      salt: bytesOf(parameters.salt),
      iterations: parameters.cost,
    },
    key,
    parameters.keyLength * 8,
  );
  return hexOf(bits);
}

async function solve(challenge) {
  const { parameters } = challenge;
  for (let start = 0; start < 100_000; start += BATCH) {
    const counters = Array.from({ length: BATCH }, (_, place) => start + place);
    const keys = await Promise.all(counters.map((counter) => derive(parameters, counter)));
    const hit = keys.findIndex((key) => key.startsWith(parameters.keyPrefix));
    if (hit >= 0) return { counter: counters[hit], derivedKey: keys[hit] };
  }
  throw new Error("no answer to the puzzle");
}

export async function startPuzzle(form) {
  const place = document.querySelector("[data-puzzle]");
  // Without a safe connection a browser does no such arithmetic: a moderator looks first then.
  if (!place || !window.crypto?.subtle) return;
  // What the visitor still has to decide is not sent behind their back. Similar ideas that come up
  // while they wait are nothing to decide.
  const decides = document.querySelector("[data-similar] section") !== null;
  try {
    const challenge = JSON.parse(place.dataset.puzzle);
    const solution = await solve(challenge);
    form.elements.puzzel.value = btoa(JSON.stringify({ challenge, solution }));
    if (decides) {
      place.hidden = true;
      return;
    }
    place.textContent = place.dataset.done;
    form.requestSubmit();
  } catch (error) {
    console.warn(error);
  }
}
