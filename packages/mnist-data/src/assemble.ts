import { dataError } from "./data-error.ts";
import type { Split } from "./data-set.ts";
import { fileNames, type Contents, type Role } from "./facts.ts";
import { parseIdx } from "./idx.ts";
import { mostFeatures } from "./sparse-images.ts";

const advice = "put images and labels of one set together, each of the size the other has";

/**
 * Two splits out of four uncompressed files; the arrays are views into them.
 * @throws DataError if they are no images and labels that belong together
 */
export function assemble(contents: Contents): Record<"train" | "test", Split> {
  const train = split(contents, "trainImages", "trainLabels");
  const test = split(contents, "testImages", "testLabels");
  if (train.rows !== test.rows || train.columns !== test.columns) {
    throw dataError(
      `test images of another size: ${test.rows} × ${test.columns}`,
      `${train.rows} × ${train.columns}, as the train images are`,
      advice,
    );
  }
  return { train, test };
}

function split(contents: Contents, imagesAt: Role, labelsAt: Role): Split {
  const images = parseIdx(contents[imagesAt], fileNames[imagesAt]);
  const labels = parseIdx(contents[labelsAt], fileNames[labelsAt]);
  const [count, rows, columns] = images.dimensions;
  if (images.dimensions.length !== 3 || !count || !rows || !columns) {
    const shape = images.dimensions.join(" × ");
    const expected = "three dimensions (count, rows, columns), none of them 0";
    throw dataError(`not images: ${fileNames[imagesAt]} is ${shape}`, expected, advice);
  }
  if (rows * columns > mostFeatures) {
    const expected = `at most ${mostFeatures} pixels`;
    throw dataError(
      `images too large: ${fileNames[imagesAt]} is of ${rows} × ${columns}`,
      expected,
      "make them smaller",
    );
  }
  if (labels.dimensions.length !== 1 || labels.dimensions[0] !== count) {
    const shape = labels.dimensions.join(" × ");
    const expected = `one label for each of the ${count} images`;
    throw dataError(`labels do not match: ${fileNames[labelsAt]} is ${shape}`, expected, advice);
  }
  return { images: images.data, labels: labels.data, count, rows, columns };
}
