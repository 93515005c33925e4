/** Text that is HTML already; everything else is escaped when it enters a page. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Html | string | number | readonly Content[] | undefined;

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const render = (content: Content): string => {
  if (content === undefined) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "object") return content.map(render).join("");
  return String(content).replace(/[&<>"']/g, (it) => entities[it]!);
};

const compact = new WeakMap<TemplateStringsArray, string[]>();

/** html`<p>${text}</p>`: what is put in is escaped, unless it is Html; indentation is left out. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  let raw = compact.get(parts);
  if (raw === undefined) {
    raw = parts.map((part) => part.replace(/\s*\n\s*/g, "\n"));
    compact.set(parts, raw);
  }
  return new Html(String.raw({ raw }, ...contents.map(render)));
}
