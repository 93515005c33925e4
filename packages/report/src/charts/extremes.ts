/** Math.min of a list of any length: as arguments, a hundred thousand numbers are too many. */
export const least = (values: Iterable<number>, start = Infinity): number => {
  let found = start;
  for (const value of values) found = Math.min(found, value);
  return found;
};

export const largest = (values: Iterable<number>, start = -Infinity): number => {
  let found = start;
  for (const value of values) found = Math.max(found, value);
  return found;
};
