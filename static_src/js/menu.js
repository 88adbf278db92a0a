// The browser opens and closes the menus by itself; a menu that was open while the screen turned
// wide would stay in front of the page.
export function startMenus() {
  const wide = window.matchMedia("(min-width: 56rem)");
  wide.addEventListener("change", () => {
    if (!wide.matches || !HTMLElement.prototype.hidePopover) return;
    for (const menu of document.querySelectorAll(".sw-menu:popover-open")) menu.hidePopover();
  });
}
