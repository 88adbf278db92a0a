// Giving and withdrawing support without leaving the page, and sharing with what the device has.
// Without this script the same are links to pages with a form.

async function ask(address, method, token) {
  const headers = { Accept: "application/json" };
  if (token) headers["X-CSRFToken"] = token;
  const answer = await fetch(address, { method, headers, credentials: "same-origin" });
  if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
  return answer.json();
}

function supportOn(block) {
  const button = block.querySelector("[data-support-button]");
  if (!button) return;
  const count = block.querySelector("[data-support-count]");
  const status = block.querySelector("[data-support-status]");
  const label = button.querySelector("[data-support-label]");
  let withdraw = null;
  let busy = false;

  function show(state) {
    if (state.fout) {
      status.textContent = state.fout;
      return;
    }
    count.textContent = String(state.aantal);
    button.classList.toggle("sw-support__button--given", state.gegeven);
    label.textContent = state.gegeven ? button.dataset.givenLabel : button.dataset.giveLabel;
    status.textContent = label.textContent;
    withdraw?.remove();
    withdraw = null;
    if (state.gegeven) addWithdraw(state.sleutel);
  }

  function addWithdraw(token) {
    withdraw = document.createElement("button");
    withdraw.type = "button";
    withdraw.className = "sw-link-button";
    withdraw.textContent = button.dataset.withdrawLabel;
    withdraw.addEventListener("click", async () => {
      try {
        show(await ask(button.dataset.withdraw, "POST", token));
        button.focus();
      } catch {
        window.location.assign(button.href);
      }
    });
    status.after(withdraw);
  }

  button.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      const before = await ask(button.href, "GET");
      if (!before.bekend) {
        window.location.assign(button.href);
        return;
      }
      show(before.gegeven ? before : await ask(button.href, "POST", before.sleutel));
    } catch {
      // The page with the form says what is the matter.
      window.location.assign(button.href);
    } finally {
      busy = false;
    }
  });
}

export function startSupport() {
  for (const block of document.querySelectorAll("[data-support]")) supportOn(block);
}

export function startSharing() {
  for (const place of document.querySelectorAll("[data-share]")) {
    if (!navigator.share) continue;
    place.hidden = false;
    const button = place.querySelector("button");
    button.addEventListener("click", () => {
      const { shareTitle: title, shareUrl: url } = button.dataset;
      // Who changes their mind gets an error that is none.
      navigator.share({ title, url }).catch(() => {});
    });
  }
  for (const button of document.querySelectorAll("[data-copy-button]")) {
    if (!navigator.clipboard) continue;
    const field = button.parentElement.querySelector("[data-copy]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done;
    });
  }
}
