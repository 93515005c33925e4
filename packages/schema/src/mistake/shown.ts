/**
 * What a user wrote, as a message may hold it: on one line, cut where it is absurdly long, and with
 * nothing in it that a terminal would obey.
 */
export function shown(text: string, most = 80): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut
    .toWellFormed()
    .replaceAll(controls, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Control characters, and those that turn the direction of what is read. */
const controls = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
