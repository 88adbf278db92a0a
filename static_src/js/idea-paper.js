// The form of an idea on paper: its place on a map. Without this an address or a neighbourhood does.
import { startPlace } from "./idea-place.js";

const form = document.querySelector("[data-paper-form]");
if (form) startPlace(form);
