import protobuf from "protobufjs/light.js";

/** What TensorBoard shows at a step, under a tag. */
export type SummaryValue = { readonly tag: string } & (
  | { readonly simpleValue: number }
  | { readonly image: EventImage }
  | { readonly histo: Histogram }
  | { readonly metadata: { readonly pluginData: PluginData }; readonly tensor: object }
);

export interface EventImage {
  readonly height: number;
  readonly width: number;
  /** 1 is grey. */
  readonly colorspace: 1;
  /** As PNG. */
  readonly encodedImageString: Uint8Array;
}

/** bucket[i] counts the numbers up to bucketLimit[i] and above the limit before. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly num: number;
  readonly sum: number;
  readonly sumSquares: number;
  readonly bucketLimit: readonly number[];
  readonly bucket: readonly number[];
}

interface PluginData {
  readonly pluginName: string;
  readonly content: Uint8Array;
}

const doubles = (id: number) => ({
  rule: "repeated",
  type: "double",
  id,
  options: { packed: true },
});

/** The fields that are written here of TensorBoard's event.proto, summary.proto and plugin_data.proto. */
const root = protobuf.Root.fromJSON({
  nested: {
    Event: {
      fields: {
        wallTime: { type: "double", id: 1 },
        step: { type: "int64", id: 2 },
        fileVersion: { type: "string", id: 3 },
        summary: { type: "Summary", id: 5 },
      },
    },
    Summary: {
      fields: { value: { rule: "repeated", type: "Value", id: 1 } },
      nested: {
        Value: {
          fields: {
            tag: { type: "string", id: 1 },
            simpleValue: { type: "float", id: 2 },
            image: { type: "Image", id: 4 },
            histo: { type: "Histogram", id: 5 },
            tensor: { type: "Tensor", id: 8 },
            metadata: { type: "Metadata", id: 9 },
          },
          // so that a 0 is written, too
          oneofs: { value: { oneof: ["simpleValue", "image", "histo", "tensor"] } },
        },
      },
    },
    Image: {
      fields: {
        height: { type: "int32", id: 1 },
        width: { type: "int32", id: 2 },
        colorspace: { type: "int32", id: 3 },
        encodedImageString: { type: "bytes", id: 4 },
      },
    },
    Histogram: {
      fields: {
        min: { type: "double", id: 1 },
        max: { type: "double", id: 2 },
        num: { type: "double", id: 3 },
        sum: { type: "double", id: 4 },
        sumSquares: { type: "double", id: 5 },
        bucketLimit: doubles(6),
        bucket: doubles(7),
      },
    },
    Tensor: {
      fields: {
        dtype: { type: "int32", id: 1 },
        tensorShape: { type: "Shape", id: 2 },
        floatVal: { rule: "repeated", type: "float", id: 5, options: { packed: true } },
      },
      nested: {
        Shape: { fields: { dim: { rule: "repeated", type: "Dim", id: 2 } } },
        Dim: { fields: { size: { type: "int64", id: 1 } } },
      },
    },
    Metadata: {
      fields: { pluginData: { type: "PluginData", id: 1 } },
      nested: {
        PluginData: {
          fields: { pluginName: { type: "string", id: 1 }, content: { type: "bytes", id: 2 } },
        },
      },
    },
    HParamsPluginData: {
      fields: {
        version: { type: "int32", id: 1 },
        sessionStartInfo: { type: "SessionStartInfo", id: 3 },
        sessionEndInfo: { type: "SessionEndInfo", id: 4 },
      },
    },
    SessionStartInfo: {
      fields: {
        hparams: { rule: "repeated", type: "Entry", id: 1 }, // a map, as it lies in a file
        groupName: { type: "string", id: 4 },
        startTimeSecs: { type: "double", id: 5 },
      },
      nested: {
        Entry: {
          fields: { key: { type: "string", id: 1 }, value: { type: "HParam", id: 2 } },
        },
      },
    },
    SessionEndInfo: {
      fields: { status: { type: "int32", id: 1 }, endTimeSecs: { type: "double", id: 2 } },
    },
    HParam: {
      fields: {
        numberValue: { type: "double", id: 2 },
        stringValue: { type: "string", id: 3 },
        boolValue: { type: "bool", id: 4 },
      },
      oneofs: { kind: { oneof: ["numberValue", "stringValue", "boolValue"] } },
    },
  },
});

export const event = root.lookupType("Event");
export const hparamsPluginData = root.lookupType("HParamsPluginData");
