/** Chapters of Deep Learning from Scratch that experiments belong to; `exp list` groups by them. */
export const chapters = {
  2: "Perceptrons",
  3: "Neural networks",
  4: "Learning",
  5: "Backpropagation",
  6: "Techniques of learning",
} as const;

/** The heading of an experiment's group: "4 Learning", or "Beyond the book". */
export function chapterHeading(chapter: number | undefined): string {
  const title = chapters[chapter as keyof typeof chapters];
  return title === undefined ? "Beyond the book" : `${chapter} ${title}`;
}
