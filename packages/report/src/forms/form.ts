/** What a chart or an experiment can be written as, beside the page. */
export const forms = {
  svg: { ending: ".svg", says: "pictures of the charts" },
  png: { ending: ".png", says: "the same as pixels, two for each of the SVG" },
  spec: { ending: ".vl.json", says: "Vega-Lite with its data, for any Vega editor" },
  csv: { ending: ".csv", says: "rows of the charts, and the table of means" },
  markdown: { ending: ".md", says: "question, answer, charts and table, for a README" },
} as const;

export type Form = keyof typeof forms;

/** Those that are made of one chart. */
export type ChartForm = Exclude<Form, "markdown">;
