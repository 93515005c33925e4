import { findExperiments } from "./find.js";
import { switchScheme } from "./scheme.js";
import { showViews } from "./views.js";

showViews();
findExperiments();
switchScheme();
