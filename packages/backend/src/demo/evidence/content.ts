import { crc32, deflateSync, gzipSync } from 'node:zlib';

const PATHS = ['/v1/cards', '/v1/refunds', '/v1/tokens', '/v1/health'];
const STATUSES = [200, 200, 200, 201, 204, 401, 429];

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  let value = seed;
  for (;;) {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield Math.floor(value / 8_192);
  }
}

/** Requests of a service as lines of JSON, ten a second. */
export function makeLog(seed: number, lines: number): string {
  const random = numbers(seed);
  const next = (below: number) => random.next().value % below;
  return Array.from({ length: lines }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 1, 23) + index * 100);
    return JSON.stringify({
      time: at.toISOString().slice(11),
      method: next(5) === 0 ? 'POST' : 'GET',
      path: PATHS[next(PATHS.length)],
      status: STATUSES[next(STATUSES.length)],
      ms: 3 + next(240),
      client: `198.51.100.${next(250)}`,
    });
  }).join('\n');
}

/** A table of sign-ins, or of queries, as CSV. */
export function makeTable(seed: number, header: string, rows: number): string {
  const random = numbers(seed);
  const next = (below: number) => random.next().value % below;
  const lines = Array.from({ length: rows }, (_, index) => {
    const minute = String(index % 60).padStart(2, '0');
    return `${8 + (index % 10)}:${minute},203.0.113.${next(250)},${next(
      4_000,
    )}`;
  });
  return [header, ...lines].join('\n');
}

export function compress(text: string): Buffer {
  return gzipSync(text);
}

function toChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The picture of a sign-in page, as a PNG without a library: a bar, a form and a button in grey. */
export function makeScreenshot(): Buffer {
  const [width, height] = [480, 300];
  const shade = (x: number, y: number) => {
    if (y < 40) return 40;
    const isForm = x > 140 && x < 340 && y > 80 && y < 250;
    if (!isForm) return 236;
    if (x > 160 && x < 320 && y > 205 && y < 232) return 90;
    const isField = (y > 110 && y < 135) || (y > 155 && y < 180);
    return isField && x > 160 && x < 320 ? 215 : 255;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits of grey.
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + x + 1] = shade(x, y);
    }
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    toChunk('IHDR', header),
    toChunk('IDAT', deflateSync(rows)),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}
