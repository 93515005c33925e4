/** The properties of these files once more, on sixty times as many examples. */
process.env["GRADLAB_THOROUGH"] = "yes";
await import("./hold-against.test.ts");
await import("./hostile-experiments.test.ts");
await import("./hostile-results.test.ts");
