import type { CsvCell } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { sameOnEveryEngine } from "./settled-number.ts";

/** A table by columns; rows are as long as it has columns. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

type Datum = Readonly<Record<string, unknown>>;

interface Data {
  readonly values?: readonly Datum[];
}

interface Channel {
  readonly field?: string;
  readonly title?: string;
  readonly axis?: { readonly title?: string | null } | null;
}

interface Layer {
  readonly data?: Data;
  readonly mark: { readonly type: string };
  readonly encoding?: Readonly<Record<string, Channel>> & { tooltip?: readonly Channel[] };
}

interface View {
  readonly title?: string;
  readonly data?: Data;
  readonly layer: readonly Layer[];
}

/** How a mark looks, and what stands in the table as a number too. */
const looks = new Set("colour size angle order word column intervalText url left top".split(" "));
const [panel, plotted] = ["panel", /^[xy][01]?$/];

/**
 * What can be read off a chart: the rows that tell something under the pointer, of each panel; where none
 * do, for they are too many, all that is drawn.
 * @param axis what names of sweepPoints are values of
 */
export function chartRows(spec: TopLevelSpec, axis = "trials"): Rows {
  const whole = spec as unknown as View & { readonly concat?: readonly View[] };
  const views = whole.concat ?? [whole];
  const titled = views.length > 1 && views.some(({ title = "" }) => title !== "");
  const all = views.flatMap((view) => {
    const told = titled ? { [panel]: view.title ?? "" } : {};
    return tablesOf(view).flatMap(({ rows, layers }) => {
      const names = new Map([...namesOf(layers), ["point", axis]]);
      return rows.map((row) => ({ ...told, ...named(row, names, axis) }));
    });
  });
  const isEmpty = (column: string) => all.every((row) => (row[column] ?? "") === "");
  const found = new Set(all.flatMap((row) => Object.keys(row)));
  const first = [panel, axis].filter((it) => found.has(it));
  const columns = [...new Set([...first, ...found])].filter((it) => !isEmpty(it));
  const seen = new Map(
    all.map((row) => {
      const cells = columns.map((column) => row[column] ?? null);
      return [JSON.stringify(cells), cells];
    }),
  );
  return { columns, rows: [...seen.values()] };
}

/** Each table once, with the layers that draw it. */
function tablesOf({ data, layer }: View) {
  const told = layer.filter(({ encoding }) => encoding?.tooltip !== undefined);
  const layers = told.length > 0 ? told : layer.filter(({ mark }) => mark.type !== "text");
  const tables = Map.groupBy(layers, (it) => (it.data ?? data)?.values ?? []);
  return [...tables].map(([rows, its]) => ({ rows, layers: its }));
}

/** Columns by the words of the chart: those of the pointer, else those of the axes. */
function namesOf(layers: readonly Layer[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { encoding = {} } of layers) {
    for (const channel of ["x", "y"]) {
      const { field = "", axis } = encoding[channel] ?? {};
      const title = axis?.title ?? "";
      if (plotted.test(field) && title !== "") names.set(field, unscaled(title));
    }
  }
  for (const { encoding } of layers) {
    for (const { field = "", title = "" } of encoding?.tooltip ?? []) {
      names.set(field, unscaled(title));
      names.set(field.replace(/Text$/, ""), unscaled(title));
    }
  }
  // What is written beside a mark is the value that its place stands for.
  const written = names.get("text");
  const value = layers.map(({ encoding }) => encoding?.["y"]?.field).find((it) => it !== undefined);
  if (written !== undefined && value !== undefined && !names.has(value)) names.set(value, written);
  return names;
}

/** A number is the same on any axis. */
const unscaled = (title: string) => title.replace(/ \(log( scale)?\)$|, log scale(?=\)$)/, "");

function named(
  row: Datum,
  names: ReadonlyMap<string, string>,
  axis: string,
): Record<string, CsvCell> {
  const cells: Record<string, CsvCell> = {};
  const isNamed = Object.keys(row).some((it) => it !== "name" && names.get(it) === axis);
  for (const [field, value] of Object.entries(row)) {
    const number = field.replace(/Text$/, "");
    if (looks.has(field) || (number !== field && number in row)) continue;
    if (field === "name" && isNamed) continue;
    const name = names.get(field) ?? field;
    const cell = cellOf(value);
    if (!isSame(cells[name], cell)) cells[name] = cell;
  }
  return cells;
}

function cellOf(value: unknown): CsvCell {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value === "string") return numberOf(value) ?? value;
  return typeof value === "number" ? sameOnEveryEngine(value) : (value as boolean);
}

/** The number that a text is: "−0.36", "2 × 10⁻⁴". */
function numberOf(text: string): number | undefined {
  const match = /^(\u2212?[\d.]+)(?: × 10([⁻⁰¹²³⁴-⁹]+))?$/.exec(text);
  if (match === null) return undefined;
  const power = [...(match[2] ?? "⁰")].map((it) => (it === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(it)));
  const value = Number(`${match[1]!.replace("\u2212", "-")}e${power.join("")}`);
  return Number.isFinite(value) ? value : undefined;
}

/** A number that is written out too is the same but for rounding, unless it was moved to the edge of the plot. */
const isSame = (known: CsvCell | undefined, again: CsvCell): boolean =>
  typeof known === "number" &&
  typeof again === "number" &&
  Math.abs(known - again) <= 0.01 * Math.max(Math.abs(known), Math.abs(again));
