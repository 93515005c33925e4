/** The properties of the two files once more, on twenty-five times as many examples. */
process.env["GRADLAB_THOROUGH"] = "yes";
await import("./hostile-experiments.test.ts");
await import("./hostile-results.test.ts");
