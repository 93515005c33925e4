import { z } from "zod";

// Each schema would compile a function of its own for what a run checks a few times: a thousand trials are
// checked no faster by it, and one run starts later.
z.config({ jitless: true });

export { z };
