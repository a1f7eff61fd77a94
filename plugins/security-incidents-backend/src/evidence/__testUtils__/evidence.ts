import { createHash } from 'node:crypto';
import {
  type Evidence,
  EVIDENCE_PART_BYTES,
  type EvidenceCustodyEntry,
  type EvidenceUpload,
} from 'backstage-plugin-security-incidents-common';
import { ADA, REPORT, type TestApp } from '../../__testUtils__/harness';

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const LOG = Buffer.from('29 Nov 23:00 GET /v1/cards 200\n'.repeat(20));

export function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Bytes without a known signature, different for each seed. */
export function makeBytes(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, value = seed; at < length; at += 1) {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648;
    bytes[at] = Math.floor(value / 8_192) % 256;
  }
  return bytes;
}

/** A file as a test sends it. */
interface SentFile {
  name?: string;
  type?: string;
  fields?: object;
}

/** Calls that most tests of evidence share. */
export function evidenceStory(app: TestApp, user = ADA) {
  const as = app.as(user);
  const path = (key: string, ...parts: string[]) =>
    ['', 'incidents', key, 'evidence', ...parts].join('/');
  const story = {
    as,
    path,
    async report(fields: object = {}): Promise<string> {
      const { body } = await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...fields })
        .expect(201);
      return body.key;
    },
    /** Sends a file in one request. */
    send(
      key: string,
      content: Buffer,
      options: SentFile = {},
    ): ReturnType<typeof as.post> {
      const { name = 'gateway.log', type, fields = {} } = options;
      const request = as.post(path(key));
      for (const [field, value] of Object.entries(fields)) {
        request.field(field, value);
      }
      return request.attach('file', content, {
        filename: name,
        ...(type && { contentType: type }),
      });
    },
    async add(
      key: string,
      content: Buffer = LOG,
      options: SentFile = {},
    ): Promise<Evidence> {
      return (await story.send(key, content, options).expect(201)).body;
    },
    async list(key: string): Promise<Evidence[]> {
      return (await as.get(path(key)).expect(200)).body.items;
    },
    async custody(key: string, id: string): Promise<EvidenceCustodyEntry[]> {
      return (await as.get(path(key, id, 'custody')).expect(200)).body.items;
    },
    async start(
      key: string,
      content: Buffer,
      fields: object = {},
    ): Promise<EvidenceUpload> {
      const { body } = await as
        .post(`/incidents/${key}/evidence-uploads`, {
          fileName: 'edge-requests.bin',
          sizeBytes: content.length,
          ...fields,
        })
        .expect(201);
      return body;
    },
    sendPart(key: string, uploadId: string, part: number, content: Buffer) {
      const start = (part - 1) * EVIDENCE_PART_BYTES;
      return as
        .put(`/incidents/${key}/evidence-uploads/${uploadId}/parts/${part}`)
        .set('content-type', 'application/octet-stream')
        .send(content.subarray(start, start + EVIDENCE_PART_BYTES));
    },
    complete(key: string, uploadId: string, body: object) {
      return as.post(
        `/incidents/${key}/evidence-uploads/${uploadId}/completion`,
        body,
      );
    },
    /** The rows that a refused or removed file would leave. */
    async leftovers(): Promise<Record<string, number>> {
      const counts: Record<string, number> = {};
      for (const table of [
        'evidence',
        'evidence_chunks',
        'evidence_uploads',
        'evidence_upload_parts',
        'evidence_deletions',
      ]) {
        const [{ total }] = await app.knex(table).count({ total: '*' });
        if (Number(total) > 0) counts[table] = Number(total);
      }
      return counts;
    },
  };
  return story;
}
