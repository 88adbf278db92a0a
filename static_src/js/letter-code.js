// The drawn code of a letter leads here with the code behind the #, which the browser does not send.
// This puts it into the form and sends that. Without this script the code is typed.

const form = document.querySelector("[data-letter-code]");

function take() {
  const code = location.hash.slice(1);
  if (!form || !code) return;
  // Neither the history nor the next page needs it.
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = code;
  form.requestSubmit();
}

take();
// Another letter, read while this page is open.
window.addEventListener("hashchange", take);
