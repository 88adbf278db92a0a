// A film plays on the page after a click; before it nothing is asked from the site where it stands.
export function startVideos() {
  for (const figure of document.querySelectorAll("[data-video]")) {
    const link = figure.querySelector("a");
    const address = figure.dataset.video;
    if (!link || !address) continue;
    link.addEventListener("click", (event) => {
      // Who opens a link in a new tab wants the other site.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.className = "sw-video__frame";
      frame.src = address;
      frame.title = figure.dataset.videoTitle ?? "";
      frame.allow = "autoplay; fullscreen; picture-in-picture";
      frame.allowFullscreen = true;
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      link.replaceWith(frame);
      frame.focus();
    });
  }
}
