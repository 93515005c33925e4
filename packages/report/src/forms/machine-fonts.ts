import { create } from "fontkitten";
import { readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Fonts of this machine that have letters which the bundled one lacks, and what none of them has. */
export interface Fallback {
  readonly letters: readonly string[];
  readonly fonts: readonly { readonly file: string; readonly bytes: Uint8Array }[];
  readonly lacking: readonly string[];
}

const known = new Map<string, Fallback>();

/** Reads as few fonts as have all of these letters. */
export function fallbackFor(letters: readonly string[]): Fallback {
  const key = letters.toSorted().join("");
  const found = known.get(key) ?? search(letters);
  known.set(key, found);
  return found;
}

function search(letters: readonly string[]): Fallback {
  const fonts: Fallback["fonts"][number][] = [];
  let lacking = letters;
  for (const file of letters.length === 0 ? [] : fontFiles()) {
    const { bytes, has } = read(file) ?? {};
    const rest = lacking.filter((letter) => has?.(letter.codePointAt(0)!) !== true);
    if (bytes !== undefined && rest.length < lacking.length) fonts.push({ file, bytes });
    lacking = rest;
    if (lacking.length === 0) break;
  }
  return { letters, fonts, lacking };
}

/** Those of the user first; in a folder those of many letters, and of usual weight. */
const fontFiles = (): string[] =>
  folders().flatMap((folder) =>
    filesIn(folder)
      .filter((file) => isFont.test(file) && !isPlaceholder.test(file))
      .toSorted((a, b) => rank(a) - rank(b)),
  );

const rank = (file: string) => (hasMany.test(file) ? 0 : 2) + (isUnusual.test(file) ? 1 : 0);

const isFont = /\.(ttf|otf|ttc|otc)$/i;
/** Has a frame for every letter. */
const isPlaceholder = /last ?resort|adobeblank/i;
const hasMany =
  /cjk|han ?sans|sans.?(jp|sc|tc|kr)\b|hiragino|ヒラギノ|pingfang|stheiti|yugoth|meiryo|msgothic|msyh|simsun|malgun|wqy|fallback|ipa|takao|unicode/i;

const isUnusual = /bold|black|heavy|light|thin|italic|oblique|\bw[6-9]\b|serif|mincho|mono/i;

function folders(): string[] {
  const { env, platform } = process;
  const home = homedir();
  const data = env["XDG_DATA_HOME"] || path.join(home, ".local", "share");
  const shared = (env["XDG_DATA_DIRS"] || "/usr/local/share:/usr/share").split(path.delimiter);
  const ofSystem: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: [path.join(home, "Library/Fonts"), "/Library/Fonts", "/System/Library/Fonts"],
    win32: [
      path.join(env["LOCALAPPDATA"] ?? home, "Microsoft", "Windows", "Fonts"),
      path.join(env["WINDIR"] ?? "C:\\Windows", "Fonts"),
    ],
  };
  const usual = [path.join(home, ".fonts"), ...shared.map((it) => path.join(it, "fonts"))];
  return [path.join(data, "fonts"), ...(ofSystem[platform] ?? usual)];
}

function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((it) => !it.isDirectory())
      .map((it) => path.join(it.parentPath, it.name))
      .toSorted();
  } catch {
    return [];
  }
}

/** A font, and which letters it has; a file that is none, or may not be read, is passed over. */
function read(file: string) {
  try {
    const bytes = readFileSync(file);
    const font = create(bytes);
    const faces = font.isCollection ? font.fonts : [font];
    return { bytes, has: (code: number) => faces.some((it) => it.hasGlyphForCodePoint(code)) };
  } catch {
    return undefined;
  }
}
