// Helps with sending in an idea: the form works without any of this.
import { startDraft } from "./idea-draft.js";
import { startPhotos } from "./idea-photos.js";
import { startPlace } from "./idea-place.js";
import { startPuzzle } from "./idea-puzzle.js";
import { startSimilar } from "./idea-similar.js";

const form = document.querySelector("[data-idea-form]");
if (form) {
  startDraft(form);
  startPhotos(form);
  startPlace(form);
  startSimilar(form);
  startPuzzle(form);
}
