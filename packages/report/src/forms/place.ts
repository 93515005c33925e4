/** A channel whose field is in pixels of the plot already. */
export const place = (field: string) => ({
  field,
  type: "quantitative" as const,
  scale: null,
  axis: null,
});
