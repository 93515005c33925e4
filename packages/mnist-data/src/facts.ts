/** The four files of a data set in MNIST's layout, in the order in which checksums are combined. */
export const roles = ["trainImages", "trainLabels", "testImages", "testLabels"] as const;
export type Role = (typeof roles)[number];

/** The four uncompressed files, header included. */
export type Contents = Readonly<Record<Role, Uint8Array>>;

/** What the uncompressed content of a file must be. */
export interface FileFacts {
  readonly sizeBytes: number;
  readonly sha256: string;
}
export type Facts = Readonly<Record<Role, FileFacts>>;

/** Names as first distributed, without `.gz`. */
export const fileNames = {
  trainImages: "train-images-idx3-ubyte",
  trainLabels: "train-labels-idx1-ubyte",
  testImages: "t10k-images-idx3-ubyte",
  testLabels: "t10k-labels-idx1-ubyte",
} as const satisfies Record<Role, string>;

/**
 * MNIST as LeCun, Cortes and Burges published it. The checksums are of the uncompressed files, since
 * the bytes of a .gz depend on who compressed it; those that numpy read for gradlab's reference figures.
 */
export const mnistFacts: Facts = {
  trainImages: {
    sizeBytes: 47_040_016,
    sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  },
  trainLabels: {
    sizeBytes: 60_008,
    sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  },
  testImages: {
    sizeBytes: 7_840_016,
    sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  },
  testLabels: {
    sizeBytes: 10_008,
    sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
  },
};

export const mnistMirrors: readonly string[] = [
  "https://ossci-datasets.s3.amazonaws.com/mnist/",
  "https://storage.googleapis.com/cvdf-datasets/mnist/",
];

/** No file of the set is larger than this, uncompressed. */
export function largestBytes(facts: Facts): number {
  return Math.max(...roles.map((role) => facts[role].sizeBytes));
}
