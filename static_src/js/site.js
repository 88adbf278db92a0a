// Small improvements on pages that already work without any script.
import { clearSentDraft } from "./idea-draft.js";
import { startIdeaMaps, startMaps } from "./map-loader.js";
import { startMenus } from "./menu.js";
import { startSuggestions } from "./search.js";
import { startSharing, startSupport } from "./support.js";
import { startVideos } from "./video.js";
import { startWijkFilter, startWijkMarks } from "./wijken.js";

startMenus();
startWijkFilter();
startWijkMarks();
startVideos();
startSuggestions();
startMaps();
startIdeaMaps();
startSupport();
startSharing();
clearSentDraft();
