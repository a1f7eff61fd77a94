/*
 * What the bytes of a file are, by their first bytes. A name or a sender says nothing certain about them.
 */

/** How many of the first bytes tell the type. */
export const HEAD_BYTES = 4_096;

const BYTES = 'application/octet-stream';
const TEXT = 'text/plain';
const ZIP = 'application/zip';

interface Signature {
  mediaType: string;
  /** Text in Latin-1, where each character is a byte. */
  starts: string;
  at?: number;
  /** A second place that has to match. */
  and?: { text: string; at: number };
}

const SIGNATURES: readonly Signature[] = [
  { mediaType: 'image/png', starts: '\x89PNG\r\n\x1a\n' },
  { mediaType: 'image/jpeg', starts: '\xff\xd8\xff' },
  { mediaType: 'image/gif', starts: 'GIF87a' },
  { mediaType: 'image/gif', starts: 'GIF89a' },
  {
    mediaType: 'image/webp',
    starts: 'RIFF',
    and: { text: 'WEBP', at: 8 },
  },
  { mediaType: 'image/bmp', starts: 'BM', and: { text: '\0\0\0\0', at: 6 } },
  { mediaType: 'image/tiff', starts: 'II*\0' },
  { mediaType: 'image/tiff', starts: 'MM\0*' },
  { mediaType: 'application/pdf', starts: '%PDF-' },
  { mediaType: ZIP, starts: 'PK\x03\x04' },
  { mediaType: ZIP, starts: 'PK\x05\x06' },
  { mediaType: 'application/gzip', starts: '\x1f\x8b' },
  { mediaType: 'application/x-bzip2', starts: 'BZh' },
  { mediaType: 'application/x-xz', starts: '\xfd7zXZ\0' },
  { mediaType: 'application/zstd', starts: '\x28\xb5\x2f\xfd' },
  { mediaType: 'application/x-7z-compressed', starts: '7z\xbc\xaf\x27\x1c' },
  { mediaType: 'application/vnd.rar', starts: 'Rar!\x1a\x07' },
  { mediaType: 'application/x-tar', starts: 'ustar', at: 257 },
  { mediaType: 'application/x-executable', starts: '\x7fELF' },
  { mediaType: 'application/vnd.microsoft.portable-executable', starts: 'MZ' },
  { mediaType: 'application/vnd.sqlite3', starts: 'SQLite format 3\0' },
  { mediaType: 'application/vnd.tcpdump.pcap', starts: '\xd4\xc3\xb2\xa1' },
  { mediaType: 'application/vnd.tcpdump.pcap', starts: '\xa1\xb2\xc3\xd4' },
  { mediaType: 'application/x-pcapng', starts: '\x0a\x0d\x0d\x0a' },
  { mediaType: 'application/x-git-bundle', starts: '# v2 git bundle\n' },
  { mediaType: 'application/x-git-bundle', starts: '# v3 git bundle\n' },
  { mediaType: 'application/x-ole-storage', starts: '\xd0\xcf\x11\xe0' },
  { mediaType: 'video/mp4', starts: 'ftyp', at: 4 },
  { mediaType: 'audio/wav', starts: 'RIFF', and: { text: 'WAVE', at: 8 } },
];

function matches(latin1: string, { starts, at = 0, and }: Signature): boolean {
  return (
    latin1.startsWith(starts, at) &&
    (and === undefined || latin1.startsWith(and.text, and.at))
  );
}

/** Control characters that no text has, besides tab, line feed, form feed, carriage return and escape. */
// eslint-disable-next-line no-control-regex
const NO_TEXT = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

function isText(head: Buffer): boolean {
  try {
    // A character may be cut at the end.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, {
      stream: true,
    });
    return !NO_TEXT.test(text);
  } catch {
    // The decoder throws for what is no UTF-8.
    return false;
  }
}

/**
 * Finds what bytes are.
 *
 * @param head - the first {@link HEAD_BYTES} of the file, or all of it
 * @returns `application/octet-stream` when they are nothing known
 */
export function detectMediaType(head: Buffer): string {
  const latin1 = head.toString('latin1');
  const known = SIGNATURES.find(signature => matches(latin1, signature));
  const text = isText(head);
  // A text can begin with a few letters of a signature.
  if (known && (!text || known.starts.length > 3)) return known.mediaType;
  return text ? TEXT : BYTES;
}

/** Other names of the types that bytes tell. */
const ALIASES: Record<string, string> = {
  'application/x-gzip': 'application/gzip',
  'application/x-zip-compressed': ZIP,
  'application/x-bzip': 'application/x-bzip2',
  'application/x-rar-compressed': 'application/vnd.rar',
  'application/x-sqlite3': 'application/vnd.sqlite3',
  'application/x-msdownload': 'application/vnd.microsoft.portable-executable',
  'application/x-msdos-program':
    'application/vnd.microsoft.portable-executable',
  'application/x-elf': 'application/x-executable',
  'application/x-sharedlib': 'application/x-executable',
  'image/jpg': 'image/jpeg',
  'image/x-ms-bmp': 'image/bmp',
  'audio/x-wav': 'audio/wav',
  'video/quicktime': 'video/mp4',
};

/** Formats that are files in one of these containers. */
const CONTAINERS: Record<string, RegExp> = {
  [ZIP]: /^application\/(vnd\.|java-archive$|epub\+zip$|x-java-archive$)/,
  'application/x-ole-storage': /^application\/(vnd\.ms-|msword$)/,
  'application/gzip': /^application\/(x-tar|x-compressed-tar|x-gtar)$/,
  'video/mp4': /^(audio|video|image)\//,
};

const TEXTUAL =
  /^(text\/|application\/(.*\+)?(json|xml|yaml|ndjson|javascript|sql)$|application\/x-(ndjson|yaml|sh|httpd-php|javascript)$|message\/|image\/svg\+xml$)/;

const KNOWN = new Set(SIGNATURES.map(({ mediaType }) => mediaType));

/**
 * What a sender says a file is, when it is something else.
 *
 * @param stated - as the sender said it
 * @param detected - from {@link detectMediaType}
 */
export function findFalseMediaType(
  stated: string | undefined,
  detected: string,
): string | undefined {
  const plain = stated?.split(';')[0].trim().toLocaleLowerCase('en-US');
  if (!plain || plain === BYTES) return undefined;
  const named = ALIASES[plain] ?? plain;
  if (named === detected || CONTAINERS[detected]?.test(named)) return undefined;
  if (TEXTUAL.test(named)) return detected === TEXT ? undefined : plain;
  if (detected === TEXT) return plain;
  // No signature is known for this type.
  return KNOWN.has(detected) || KNOWN.has(named) ? plain : undefined;
}

const PICTURES: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
];
/** Larger pictures only download. */
export const MAX_PICTURE_BYTES = 10 * 1024 ** 2;
/** How much of a text is shown. */
export const MAX_TEXT_BYTES = 256 * 1024;

/** How a page may show a file. Everything that can run or be opened by a viewer only downloads. */
export function getPreviewKind(
  mediaType: string | undefined,
  sizeBytes: number,
): 'picture' | 'text' | undefined {
  if (mediaType === TEXT) return 'text';
  return mediaType !== undefined &&
    PICTURES.includes(mediaType) &&
    sizeBytes <= MAX_PICTURE_BYTES
    ? 'picture'
    : undefined;
}
