/** What of JSON Schema the experiment's schema uses. */
interface Node {
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly items?: Node | false;
  readonly prefixItems?: readonly Node[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
}

/** Explained once, though several tasks have them. */
const shared = {
  model: "what is trained",
  dataset: "what it learns from and is tested on",
  optimizer: "how params follow the gradient",
  init: "where weights begin",
} as const;
type Shared = keyof typeof shared;
const isShared = (name: string): name is Shared => Object.hasOwn(shared, name);

/** docs/settings.md: every key that an experiment may have, from the schema that checks it. */
export function settingsPage(schema: { readonly oneOf: readonly Node[] }): string {
  const byTask = new Map(schema.oneOf.map((it) => [it.properties!["task"]!.const!, it]));
  const train = byTask.get("train")!.properties!;
  const inAll = Object.keys(train).filter(
    (key) =>
      key !== "task" &&
      key !== "claims" &&
      schema.oneOf.every(({ properties }) => properties![key]),
  );
  const sharedNodes: Record<Shared, Node> = {
    model: train["model"]!,
    dataset: train["dataset"]!,
    optimizer: train["train"]!.properties!["optimizer"]!,
    init: train["model"]!.oneOf![0]!.properties!["init"]!,
  };
  const lines = (node: Node, depth: number, leave: readonly string[] = []): string[] =>
    Object.entries(node.properties ?? {})
      .filter(([key, { const: only }]) => only === undefined && !leave.includes(key))
      .flatMap(([key, value]) => {
        const indent = "  ".repeat(depth);
        const isOptional = !node.required?.includes(key);
        if (isShared(key) && formOf(value) === formOf(sharedNodes[key])) {
          return [`${indent}- \`${key}\`: [${shared[key]}](#${key})`];
        }
        const head = `${indent}- \`${key}\`: ${sentence(value, isOptional)}`.trimEnd();
        return [head, ...choices(value, depth + 1)];
      });
  const choices = (node: Node, depth: number): string[] => {
    if (node.properties) return lines(node, depth);
    return (node.oneOf ?? node.anyOf ?? [])
      .filter(({ properties }) => properties)
      .flatMap((member) => {
        const { type } = member.properties!;
        const says = type?.description === undefined ? "" : `: ${type.description}`;
        const name = type ? `\`type: ${type.const}\`` : `with \`${member.required![0]}\``;
        return [`${"  ".repeat(depth)}- ${name}${says}`, ...lines(member, depth + 1)];
      });
  };
  const section = (title: string, body: readonly string[]) => `## ${title}\n\n${body.join("\n")}\n`;
  return [
    "# Settings\n",
    "Every key that an experiment may have, made of the schema that checks it. What has a value in parentheses is that when left out. How they are used, and claims: [experiments.md](experiments.md).\n",
    section("all tasks", lines(only(schema.oneOf[0]!, inAll), 0)),
    ...[...byTask].map(([task, node]) =>
      section(`task: ${task}`, lines(node, 0, ["task", "claims", ...inAll])),
    ),
    ...Object.entries(sharedNodes).map(([name, node]) =>
      section(name, [...values(node), ...choices(node, 0)]),
    ),
  ].join("\n");
}

const only = ({ properties, required = [] }: Node, keys: readonly string[]): Node => ({
  properties: Object.fromEntries(keys.map((key) => [key, properties![key]!])),
  required,
});

const values = ({ anyOf = [] }: Node) =>
  anyOf
    .filter((it) => it.enum)
    .map((it) => `- ${it.enum!.map((name) => `\`${name}\``).join(", ")}`);

const formOf = (node: Node) =>
  JSON.stringify({ ...node, description: undefined, default: undefined });

function sentence(node: Node, isOptional: boolean): string {
  const isPlain = node.default === undefined || node.type === "object";
  const given = isPlain ? "may be left out" : `(\`${flow(node.default)}\`)`;
  return [kindOf(node), node.description, ...(isOptional ? [given] : [])]
    .filter((part) => part !== undefined && part !== "")
    .join("; ");
}

function kindOf(node: Node): string {
  if (node.enum) return node.enum.map((name) => `\`${name}\``).join(", ");
  if (node.prefixItems) return "two numbers";
  switch (node.type) {
    case "integer":
      return `whole number${rangeOf(node)}`;
    case "number":
      return `number${rangeOf(node)}`;
    case "string":
      return "text";
    case "boolean":
      return "`true`, `false`";
    case "array": {
      const items = node.items || {};
      return items.type === "array"
        ? "rows of numbers"
        : `list of ${kindOf(items)}`.replace("number", "numbers");
    }
    default:
      return "";
  }
}

/** Limits that nobody reaches are not told. */
function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Node): string {
  const limits = [
    minimum !== undefined && Math.abs(minimum) < 1e9 && `from ${plain(minimum)}`,
    exclusiveMinimum !== undefined && `above ${plain(exclusiveMinimum)}`,
    maximum !== undefined && maximum < 1e9 && `to ${plain(maximum)}`,
    exclusiveMaximum !== undefined && `below ${plain(exclusiveMaximum)}`,
  ].filter((it) => it !== false);
  return limits.length === 0 ? "" : ` ${limits.join(" ")}`;
}

const plain = (value: number) => value.toLocaleString("en");

/** As YAML in one line. */
const flow = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll('"', "")
    .replaceAll(":", ": ")
    .replaceAll("{", "{ ")
    .replaceAll("}", " }")
    .replace("{  }", "{}");
