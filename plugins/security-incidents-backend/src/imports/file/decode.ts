import { InputError } from '@backstage/errors';
import type { ImportEncoding } from 'backstage-plugin-security-incidents-common';

/** First bytes of files that people take for CSV, and what they are. */
const SIGNATURES: ReadonlyArray<[string, string]> = [
  ['504b0304', 'a ZIP archive, such as an Excel workbook'],
  ['d0cf11e0a1b11ae1', 'an old Office file, such as an Excel workbook'],
  ['25504446', 'a PDF'],
  ['1f8b', 'a gzip archive'],
  ['89504e47', 'a picture'],
  ['ffd8ff', 'a picture'],
  ['47494638', 'a picture'],
  ['7b5c727466', 'an RTF document'],
  ['53514c69746520666f726d6174', 'a database'],
];
const BYTE_ORDER_MARKS: ReadonlyArray<[ImportEncoding, string]> = [
  ['utf-8', 'efbbbf'],
  ['utf-16le', 'fffe'],
  ['utf-16be', 'feff'],
];
const LINE_FEED = 0x0a;

function startsWith(content: Buffer, hex: string): boolean {
  const bytes = Buffer.from(hex, 'hex');
  return content.subarray(0, bytes.length).equals(bytes);
}

/** @throws InputError for a file that is no text, whatever its name and type say */
export function assertText(content: Buffer): void {
  if (content.length === 0) throw new InputError('file: is empty');
  const [, kind] = SIGNATURES.find(([hex]) => startsWith(content, hex)) ?? [];
  if (kind) {
    throw new InputError(
      `file: is ${kind}, whatever its name says; save it as CSV or JSON`,
    );
  }
}

function tryDecode(content: Buffer, encoding: ImportEncoding) {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** The first line that is not in an encoding of single bytes and line feeds. */
function findWrongLine(content: Buffer, encoding: ImportEncoding): number {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = content.indexOf(LINE_FEED, start);
    const part = content.subarray(start, end < 0 ? content.length : end);
    if (tryDecode(part, encoding) === undefined || end < 0) return line;
    start = end + 1;
  }
}

function assertNoNul(text: string): string {
  if (!text.includes('\0')) return text;
  throw new InputError(
    'file: is binary and no text; save it as CSV or JSON in UTF-8',
  );
}

/**
 * Decodes a text. Without a stated encoding it is the one of the byte order mark, UTF-8 where that fits, and else
 * Windows-1252.
 *
 * @throws InputError that names the line, when the text is not in the stated encoding
 */
export function decodeText(
  content: Buffer,
  stated?: ImportEncoding,
): { text: string; encoding: ImportEncoding } {
  const [marked] =
    BYTE_ORDER_MARKS.find(([, hex]) => startsWith(content, hex)) ?? [];
  if (stated && marked && stated !== marked) {
    throw new InputError(
      `encoding: the file says that it is ${marked}, not ${stated}`,
    );
  }
  const encoding = stated ?? marked;
  if (encoding) {
    const text = tryDecode(content, encoding);
    if (text === undefined) {
      const where = encoding.startsWith('utf-16')
        ? ''
        : `; line ${findWrongLine(content, encoding)} has other bytes`;
      throw new InputError(
        stated
          ? `encoding: the file is not ${encoding}${where}. Choose another encoding`
          : `encoding: the file says that it is ${encoding} and is not${where}. Save it again in ${encoding}`,
      );
    }
    return { text: assertNoNul(text), encoding };
  }
  const text = tryDecode(content, 'utf-8');
  if (text !== undefined) {
    return { text: assertNoNul(text), encoding: 'utf-8' };
  }
  const guessed = new TextDecoder('windows-1252').decode(content);
  return { text: assertNoNul(guessed), encoding: 'windows-1252' };
}
