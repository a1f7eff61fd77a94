import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Evidence,
  EvidenceList,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  BASE,
  failure,
  noEvidence,
  openPage,
} from '../IncidentPage/__testUtils__/incidentPage';
import { testIncident } from '../IncidentPage/testIncident';

const server = setupServer();
registerMswTestHooks(server);

const KEY = 'SEC-2026-0042';
const AT = '2026-11-30T08:15:00.000Z';
const url = `${BASE}/incidents/${KEY}`;

const file = (changes: Partial<Evidence> = {}): Evidence => ({
  id: 'e1',
  fileName: 'gateway-access.log',
  mediaType: 'text/plain',
  kind: 'log',
  sizeBytes: 30_482_117,
  sha256: 'd1adc65b'.padEnd(64, '6'),
  sha256Confirmed: true,
  description: 'Access log of the gateway',
  source: 'host 3',
  tlp: 'AMBER',
  collectedAt: AT,
  collectedBy: 'user:default/ines',
  recordedAt: AT,
  recordedBy: 'user:default/ines',
  storage: 'database',
  preview: 'text',
  seq: 4,
  ...changes,
});

const listOf = (
  items: Evidence[],
  changes: Partial<EvidenceList> = {},
): EvidenceList =>
  noEvidence({
    items,
    totalItems: items.length,
    storedBytes: items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    ...changes,
  });

/** Opens the view, and returns what is sent to the backend. */
function open(list: EvidenceList) {
  answer(server, testIncident());
  const sent: Array<[string, unknown]> = [];
  const record = async (request: Request) => {
    const text = await request.clone().text();
    sent.push([
      `${request.method} ${request.url.slice(url.length)}`,
      text.startsWith('{') ? JSON.parse(text) : text,
    ]);
  };
  server.use(
    http.get(`${url}/evidence`, () => HttpResponse.json(list)),
    http.get(`${url}/evidence-uploads`, () => HttpResponse.json({ items: [] })),
    http.get(`${url}/evidence/:id/custody`, () =>
      HttpResponse.json({
        items: [
          {
            seq: 4,
            at: AT,
            actor: 'user:default/ines',
            action: 'evidence.added',
          },
          {
            seq: 6,
            at: AT,
            actor: 'user:default/counsel',
            action: 'evidence.verified',
            result: 'mismatch',
            readSha256: '09f4c2aa'.padEnd(64, '0'),
          },
        ],
        totalItems: 2,
        pageInfo: {},
      }),
    ),
    http.all(`${url}/evidence/:id/*`, async ({ request }) => {
      if (request.method === 'GET') return undefined;
      await record(request);
      return HttpResponse.json(
        request.url.endsWith('verification')
          ? { evidenceId: 'e1', status: 'ok', sha256: 'd1', checkedAt: AT }
          : file(),
      );
    }),
  );
  openPage(`${KEY}/evidence`);
  return sent;
}

const findCard = () =>
  screen.findByLabelText('Evidence', { selector: 'section, article, div' });

describe('the evidence of an incident', () => {
  it('says that there is none, and takes files', async () => {
    open(noEvidence());
    expect(await screen.findByText('No evidence yet')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Drop files here' }),
    ).toHaveTextContent('Up to 500 MB each');
  });

  it('names what a file is, who collected it, and its sha256', async () => {
    open(
      listOf([
        file({
          legalHold: { at: AT, by: 'user:default/counsel', reason: 'A claim' },
        }),
      ]),
    );
    const row = await screen.findByRole('listitem', {
      name: 'gateway-access.log',
    });
    expect(row).toHaveTextContent('29.1 MB, log');
    expect(row).toHaveTextContent('TLP:AMBER');
    expect(row).toHaveTextContent('Legal hold');
    expect(row).toHaveTextContent('by ines');
    expect(row).toHaveTextContent('d1adc65b…66666666');
    expect(screen.getByLabelText('Keeping')).toHaveTextContent(
      '1 file, counsel',
    );
    expect(screen.getByRole('link', { name: /^Evidence 1$/ })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  it('says when a file is not what it was called, is kept elsewhere, or is gone', async () => {
    open(
      listOf([
        file({ id: 'a', fileName: 'a.png', falseMediaType: 'image/png' }),
        file({
          id: 'b',
          fileName: 'b.raw',
          storage: undefined,
          preview: undefined,
          location: 'Safe 3',
        }),
        file({
          id: 'c',
          fileName: 'c.log',
          disposal: { at: AT, by: 'user:default/ines', reason: 'Too old' },
        }),
        file({
          id: 'd',
          fileName: 'd.log',
          lastCheck: { at: AT, by: 'user:default/ines', result: 'mismatch' },
        }),
      ]),
    );
    const find = (name: string) => screen.findByRole('listitem', { name });
    expect(await find('a.png')).toHaveTextContent(
      'Called image/png, but it is text/plain',
    );
    expect(await find('b.raw')).toHaveTextContent('Kept elsewhere: Safe 3');
    expect(
      within(await find('b.raw')).queryByRole('button', { name: /Download/ }),
    ).toBeNull();
    expect(await find('c.log')).toHaveTextContent('“Too old”');
    expect(await find('d.log')).toHaveTextContent('not what was stored');
    expect(
      screen.getByText(/1 file is not what was stored/),
    ).toBeInTheDocument();
  });

  it('shows who had a file, newest first, and reads it again', async () => {
    const sent = open(listOf([file()]));
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Custody of gateway-access.log',
      }),
    );
    expect(await screen.findByText('Custody, 2 entries')).toBeInTheDocument();
    const [newest, oldest] = within(
      screen.getByRole('listitem', { name: 'gateway-access.log' }),
    ).getAllByRole('listitem');
    expect(newest).toHaveTextContent(
      'counsel verified itread again, the sha256 was 09f4c2aa…00000000',
    );
    expect(oldest).toHaveTextContent('ines handed it in');
    await userEvent.click(screen.getByRole('button', { name: 'Verify now' }));
    await waitFor(() =>
      expect(sent).toEqual([['POST /evidence/e1/verification', {}]]),
    );
  });

  it('asks for the reason of a legal hold, and blocks the disposal of a held file', async () => {
    const sent = open(listOf([file()]));
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'More about gateway-access.log',
      }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Put on legal hold' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'A claim',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Put on hold' }),
    );
    await waitFor(() =>
      expect(sent).toEqual([
        ['PUT /evidence/e1/legal-hold', { reason: 'A claim' }],
      ]),
    );
  });

  it('sends what is dropped in parts, and refuses what is too large', async () => {
    open(
      noEvidence({
        limits: { fileBytes: 20, incidentBytes: 99, partBytes: 4 },
      }),
    );
    const parts: string[] = [];
    const started: unknown[] = [];
    server.use(
      http.post(`${url}/evidence-uploads`, async ({ request }) => {
        started.push(await request.json());
        return HttpResponse.json(
          {
            id: 'u1',
            fileName: 'small.log',
            sizeBytes: 6,
            partBytes: 4,
            parts: [],
            startedAt: AT,
            expiresAt: AT,
          },
          { status: 201 },
        );
      }),
      http.put(
        `${url}/evidence-uploads/u1/parts/:part`,
        async ({ request, params }) => {
          parts.push(`${params.part}: ${await request.text()}`);
          return HttpResponse.json({});
        },
      ),
      http.post(`${url}/evidence-uploads/u1/completion`, () =>
        HttpResponse.json(file(), { status: 201 }),
      ),
    );
    const small = new File(['abcdef'], 'small.log', { type: 'text/plain' });
    // The files of jsdom have no content that can be read.
    small.slice = (from, to) =>
      ({
        arrayBuffer: async () =>
          new TextEncoder().encode('abcdef'.slice(from, to)).buffer,
      } as Blob);
    const large = new File(['x'.repeat(21)], 'memory.raw');
    fireEvent.drop(
      await screen.findByRole('button', { name: 'Drop files here' }),
      { dataTransfer: { files: [small, large] } },
    );
    expect(
      await screen.findByText(/Over the limit of 20 B for one file/),
    ).toBeInTheDocument();
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('small.log');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /What it is/ }),
      'log',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(parts).toEqual(['1: abcd', '2: ef']));
    expect(started).toMatchObject([
      { fileName: 'small.log', sizeBytes: 6, kind: 'log', tlp: 'AMBER' },
    ]);
  });

  it('records where a file is kept that is not stored here', async () => {
    const sent: unknown[] = [];
    open(noEvidence());
    server.use(
      http.post(`${url}/evidence-references`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(file(), { status: 201 });
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Record where a file is kept',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    const type = (name: RegExp, text: string) =>
      userEvent.type(within(dialog).getByRole('textbox', { name }), text);
    await type(/Where it is kept/, 'Safe 3');
    await type(/sha256/, 'ab');
    await type(/^Name/, 'memory.raw');
    await type(/Size in bytes/, '5');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Record' }),
    );
    await waitFor(() =>
      expect(sent).toMatchObject([
        {
          fileName: 'memory.raw',
          sizeBytes: 5,
          sha256: 'ab',
          location: 'Safe 3',
          tlp: 'AMBER',
        },
      ]),
    );
  });

  it('takes a picture that is pasted', async () => {
    open(noEvidence());
    await screen.findByText('No evidence yet');
    const picture = new File(['x'], 'image.png', { type: 'image/png' });
    fireEvent.paste(document.body, { clipboardData: { files: [picture] } });
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('image.png');
  });

  it('names the missing right, and offers nothing that would be refused', async () => {
    open(listOf([file()], { may: { add: false, read: false, manage: false } }));
    expect(
      await screen.findByText('1 file that you may not open'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Missing right: evidence add/)).toBeInTheDocument();
    for (const name of [/Download/, /Add evidence/, /More about/, /Verify/]) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });

  it('fails by itself, and tries again', async () => {
    open(noEvidence());
    server.use(
      http.get(`${url}/evidence`, () => failure(500, 'Error', 'No database')),
    );
    expect(
      await screen.findByText('The evidence did not load'),
    ).toBeInTheDocument();
    expect(await findCard()).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Response' })).toBeInTheDocument();
  });

  it('shows a text as text', async () => {
    open(listOf([file()]));
    server.use(
      http.get(`${url}/evidence/e1/preview`, () =>
        HttpResponse.json({
          kind: 'text',
          text: '<img src=x onerror=alert(1)>',
          isCut: true,
        }),
      ),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'More about gateway-access.log',
      }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Look at it' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
    expect(within(dialog).queryByRole('img')).toBeNull();
    expect(dialog).toHaveTextContent('The first 256 KB');
  });
});
