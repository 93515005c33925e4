import { findExperiments } from "./find.js";
import { followMistakes } from "./mistakes.js";
import { switchScheme } from "./scheme.js";
import { followSliders } from "./smoothing.js";
import { showViews } from "./views.js";

showViews();
findExperiments();
switchScheme();
followSliders();
followMistakes();
