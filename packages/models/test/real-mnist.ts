import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { sparseImages, type SparseImages } from "../src/index.ts";

/** Where the four files are; tests on real images are left out without. */
export const mnistFolder = process.env["MNIST_DIR"];

let known: SparseImages | undefined;

export function trainImages(): SparseImages {
  return (known ??= readTrainImages());
}

function readTrainImages(): SparseImages {
  const read = (name: string, header: number) =>
    new Uint8Array(gunzipSync(readFileSync(join(mnistFolder!, name)))).subarray(header);
  return sparseImages(
    read("train-images-idx3-ubyte.gz", 16),
    read("train-labels-idx1-ubyte.gz", 8),
  );
}
