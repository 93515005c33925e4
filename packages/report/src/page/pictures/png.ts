import { crc32 } from "node:zlib";
import { zlibSync } from "fflate";

/** A colour of a palette: red, green, blue, and how opaque, 0 to 255. */
export type Shade = readonly [number, number, number, number];

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
const paletteImage = 3;

/** A square picture of at most 16 shades as the address of a PNG, four bits a pixel. */
export function pngAddress(levels: readonly number[], palette: readonly Shade[]): string {
  const side = Math.sqrt(levels.length);
  const bytesInRow = Math.ceil(side / 2);
  const rows = new Uint8Array(side * (1 + bytesInRow)); // each begins with its filter, none
  for (const [i, level] of levels.entries()) {
    const [y, x] = [Math.floor(i / side), i % side];
    rows[y * (1 + bytesInRow) + 1 + (x >> 1)]! |= x % 2 === 0 ? level << 4 : level;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([4, paletteImage, 0, 0, 0], 8);
  const png = Buffer.concat([
    Buffer.from(signature),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap(([r, g, b]) => [r, g, b]))),
    chunk("tRNS", Buffer.from(palette.map(([, , , opacity]) => opacity))),
    chunk("IDAT", zlibSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString("base64")}`;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
