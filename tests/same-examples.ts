import fc from "fast-check";

/**
 * Before the fast tests of whoever states properties: the same examples each time, so that none fails where
 * nothing was changed. `pnpm test:slow` draws others each time, and many more.
 */
fc.configureGlobal({ seed: 1 });
