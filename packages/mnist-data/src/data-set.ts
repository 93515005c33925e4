import type { SparseImages } from "./sparse-images.ts";

/** The sizes of one part of a data set: samples to learn from, or to be judged by. */
export interface Shape {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Split extends Shape {
  /** count × rows × columns, row-major, 0 background to 255 ink. */
  readonly images: Uint8Array;
  /** count class indices. */
  readonly labels: Uint8Array;
}

/** Memory of exactly so many bytes that begins at a multiple of 8; it may be shared with others. */
export type Allocate = (bytes: number) => Uint8Array;

export interface TrainingData {
  readonly train: SparseImages;
  readonly test: SparseImages;
  readonly classes: number;
}

/** A verified data set. Its images are not read before `training` asks for them. */

export interface DataSet {
  readonly name: "mnist" | "digits" | "idx";
  /** Set when mnist was asked for and could not be had. */
  readonly standsInFor?: "mnist";
  /**
   * sha256 in hex over four lines, each the sha256 in hex of one uncompressed file and a newline:
   * train images, train labels, test images, test labels.
   */
  readonly checksum: string;
  /** The folder it was read from, or "drawn by gradlab". */
  readonly origin: string;
  /** Why it stands in, one sentence. */
  readonly reason?: string;
  readonly train: Shape;
  readonly test: Shape;
  /** The highest label of both splits, and one. */
  readonly classes: number;
  /**
   * Both splits ready to train on, all their arrays in one piece of memory: a SharedArrayBuffer if
   * nobody allocates another.
   * @throws DataError if the set must be read again for it, and is another one by now
   */
  training(allocate?: Allocate): Promise<TrainingData>;
}

export type DataSetRequest = { type: "mnist" } | { type: "digits" } | { type: "idx"; dir: string };

export interface FetchProgress {
  readonly file: string;
  readonly receivedBytes: number;
  /** Undefined where the mirror does not say. */
  readonly totalBytes: number | undefined;
  readonly mirror: string;
}

export interface LoadOptions {
  /** Folder that holds mnist; goes before the variable MNIST_DIR. */
  readonly dataDir?: string;
  /** Environment variables: MNIST_DIR, XDG_CACHE_HOME and HOME are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (progress: FetchProgress) => void;
  /** Told what the user should know though nothing failed, one sentence at a time. */
  readonly onNotice?: (sentence: string) => void;
  readonly signal?: AbortSignal;
  /** Addresses of folders that hold the four .gz files, in order of preference. */
  readonly mirrors?: readonly string[];
  /** false: a missing mnist is an error instead of the digits standing in. */
  readonly allowStandIn?: boolean;
}

/** What is there, for a listing. */
export interface DataStatus {
  readonly name: "mnist" | "digits";
  readonly state: "verified" | "absent" | "broken";
  readonly place: string;
  readonly detail: string;
  /** Size on disk of the files that are there, where any is. */
  readonly sizeBytes?: number;
}
