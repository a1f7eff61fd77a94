import { ResponseError } from '@backstage/errors';
import {
  type EvidenceApi,
  type EvidenceUpload,
  startSha256,
} from 'backstage-plugin-security-incidents-common';
import { PartUpload, type UploadState } from './PartUpload';

const KEY = 'SEC-2026-0052';
const PART = 4;

function sha256Of(text: string): string {
  const hash = startSha256();
  hash.update(new TextEncoder().encode(text));
  return hash.digest();
}

/** A file whose slices can be read, which those of jsdom cannot. */
function makeFile(text: string, name = 'edge.log'): File {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    size: bytes.length,
    type: 'text/plain',
    slice: (from: number, to: number) => ({
      arrayBuffer: async () => bytes.slice(from, to).buffer,
    }),
  } as unknown as File;
}

function answerError(status: number, message: string) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'Error', message },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );
}

/** A backend that keeps parts and fails when it is told to. */
function backend() {
  const parts = new Map<number, string>();
  const failures: Array<() => Promise<Error> | Error> = [];
  const completed: string[] = [];
  const cancelled: string[] = [];
  const sent: number[] = [];
  const state = (): EvidenceUpload => ({
    id: 'upload-1',
    fileName: 'edge.log',
    sizeBytes: 10,
    partBytes: PART,
    parts: [...parts.keys()],
    startedAt: '2026-11-30T10:20:00.000Z',
    expiresAt: '2026-12-01T10:20:00.000Z',
  });
  const api = {
    startEvidenceUpload: async () => state(),
    getEvidenceUpload: async () => state(),
    sendEvidencePart: async (_key, _id, part, bytes) => {
      const fail = failures.shift();
      if (fail) throw await fail();
      sent.push(part);
      parts.set(part, new TextDecoder().decode(bytes as Uint8Array));
      return state();
    },
    completeEvidenceUpload: async (_key, _id, { sha256 }) => {
      completed.push(sha256!);
      return {} as never;
    },
    cancelEvidenceUpload: async (_key, id) => {
      cancelled.push(id);
      return { id };
    },
  } as Partial<EvidenceApi> as EvidenceApi;
  return { api, parts, failures, completed, cancelled, sent, state };
}

/** Starts an upload, and waits for its phases. */
function run(api: EvidenceApi, file: File, unfinished?: EvidenceUpload) {
  let state: Partial<UploadState> = {};
  const waiting: Array<() => void> = [];
  const upload = new PartUpload({
    id: 'row-1',
    api,
    incidentKey: KEY,
    file,
    details: { kind: 'log' },
    unfinished,
    onChange: changes => {
      state = { ...state, ...changes };
      waiting.splice(0).forEach(resolve => resolve());
    },
    onDone: () => {},
  });
  upload.start();
  return {
    upload,
    get state() {
      return state;
    },
    async reach(phase: UploadState['phase']) {
      while (state.phase !== phase) {
        await new Promise<void>(resolve => waiting.push(resolve));
      }
    },
  };
}

describe('an upload in parts', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  it('sends all parts in order, and the sha256 of the whole', async () => {
    const { api, parts, completed } = backend();
    const row = run(api, makeFile('0123456789'));
    await row.reach('done');
    expect([...parts]).toEqual([
      [1, '0123'],
      [2, '4567'],
      [3, '89'],
    ]);
    expect(completed).toEqual([sha256Of('0123456789')]);
    expect(row.state.sentBytes).toBe(10);
  });

  it('continues by itself after a break, and sends no stored part again', async () => {
    const { api, sent, failures, completed } = backend();
    failures.push(() => new TypeError('fetch failed'));
    const row = run(api, makeFile('0123456789'));
    await row.reach('waiting');
    expect(row.state.problem).toMatch(/did not answer/);
    await jest.advanceTimersByTimeAsync(2_000);
    await row.reach('done');
    expect(sent).toEqual([1, 2, 3]);
    expect(completed).toEqual([sha256Of('0123456789')]);
  });

  it('pauses, and continues where it stopped', async () => {
    const { api, failures, sent, completed } = backend();
    const row = run(api, makeFile('0123456789'));
    failures.push(() => {
      row.upload.pause();
      return new Error('aborted');
    });
    await row.reach('paused');
    expect(sent).toEqual([]);
    row.upload.start();
    await row.reach('done');
    expect(sent).toEqual([1, 2, 3]);
    expect(completed).toEqual([sha256Of('0123456789')]);
  });

  it('continues with the chosen file after the page was left', async () => {
    const { api, parts, sent, completed, state } = backend();
    parts.set(1, '0123');
    const row = run(api, makeFile('0123456789'), state());
    await row.reach('done');
    expect(sent).toEqual([2, 3]);
    expect(completed).toEqual([sha256Of('0123456789')]);
  });

  it('fails for good when the backend refuses it', async () => {
    const { api, failures } = backend();
    failures.push(() => answerError(409, 'status: the incident is closed'));
    const row = run(api, makeFile('0123456789'));
    await row.reach('failed');
    expect(row.state.problem).toBe('status: the incident is closed');
  });

  it('is removed from the backend when it is given up', async () => {
    const { api, failures, cancelled } = backend();
    failures.push(() => answerError(400, 'No'));
    const row = run(api, makeFile('0123456789'));
    await row.reach('failed');
    await row.upload.cancel();
    expect(cancelled).toEqual(['upload-1']);
  });
});
