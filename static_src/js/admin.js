// The panel with writing tips beside the editor of a page: leads to blocks, and asks again after
// the draft was saved. Without it the tips are those of when the page was opened.

function find(path) {
  const selector = path
    .split(".")
    .map((part) => `[data-contentpath="${CSS.escape(part)}"]`)
    .join(" ");
  return (
    document.querySelector(selector) ??
    document.querySelector(selector.split(" ").slice(0, 2).join(" "))
  );
}

function goTo(event) {
  const link = event.target.closest("[data-remark-path]");
  const target = link && find(link.dataset.remarkPath);
  if (!target) return;
  event.preventDefault();
  // A block that is folded can't get the focus.
  const folded = target.closest("[data-panel]")?.querySelector('[aria-expanded="false"][data-panel-toggle]');
  folded?.click();
  target.scrollIntoView({ block: "center" });
  target.querySelector("input:not([type=hidden]), textarea, [contenteditable=true], select, button")?.focus();
}

async function refresh(panel) {
  const answer = await fetch(panel.dataset.remarksUrl, { credentials: "same-origin" });
  if (!answer.ok) return;
  const content = panel.querySelector("[data-remarks-content]");
  content.innerHTML = await answer.text();
  const counter = document.querySelector('[data-side-panel-toggle="schrijftips"] [data-side-panel-toggle-counter]');
  if (counter) {
    const count = content.querySelectorAll(".sw-admin-remarks__list > li").length;
    counter.textContent = String(count);
    counter.hidden = count === 0;
  }
}

for (const panel of document.querySelectorAll("[data-remarks]")) {
  panel.addEventListener("click", goTo);
  const button = panel.querySelector("[data-remarks-refresh]");
  button.hidden = false;
  button.addEventListener("click", () => refresh(panel));
  document.addEventListener("w-autosave:success", () => refresh(panel));
}
