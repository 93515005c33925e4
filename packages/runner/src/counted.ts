/** "1 trial", "3 trials" */
export const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
