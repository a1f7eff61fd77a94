import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ImportOptions,
  ImportReport,
  SavedImportMapping,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { File } from 'node:buffer';
import { BASE, renderPage, TestBackend } from '../../__testUtils__/backend';
import { ImportExportPage } from '.';
import { aReport, anImport, AT, SETTLED } from './__testUtils__/reports';

const server = setupServer();
registerMswTestHooks(server);

/** The options of each check, the newest last. */
let sent: ImportOptions[];
let mappings: SavedImportMapping[];

const withRows = (options: ImportOptions): ImportReport => {
  const report = options.corrections ? SETTLED : aReport();
  if (options.rowsFrom === undefined) return report;
  return {
    ...report,
    rows: {
      items: [
        { row: 2, result: 'error', title: 'Spam' },
        { row: 3, result: 'duplicate', originalId: 'IS-2', title: 'Known' },
        {
          row: 4,
          result: 'fine',
          title: 'Phishing',
          detectedAt: '2024-05-02T10:00:00.000Z',
          key: 'SEC-2024-0001',
        },
      ],
      nextFrom: 52,
    },
  };
};

beforeEach(() => {
  sent = [];
  mappings = [];
  new TestBackend(server).listen();
  server.use(
    http.get(`${BASE}/imports`, () =>
      HttpResponse.json({
        items: [],
        totalItems: 0,
        pageInfo: {},
        formats: [{ format: 'csv', title: 'CSV' }],
        maxBytes: 20 * 1024 ** 2,
      }),
    ),
    http.get(`${BASE}/imports/mappings`, () =>
      HttpResponse.json({ items: mappings }),
    ),
    http.post(`${BASE}/imports/mappings`, async ({ request }) => {
      const { name, mapping } = (await request.json()) as SavedImportMapping;
      const saved = {
        id: name,
        name,
        mapping,
        savedAt: '2026-11-30T10:24:00.000Z',
      };
      mappings = [...mappings.filter(({ id }) => id !== name), saved];
      return HttpResponse.json(saved);
    }),
    http.delete(`${BASE}/imports/mappings/:id`, ({ params }) => {
      const deleted = mappings.find(({ id }) => id === params.id);
      mappings = mappings.filter(({ id }) => id !== params.id);
      return HttpResponse.json(deleted);
    }),
    http.post(`${BASE}/imports/incidents`, async ({ request }) => {
      const text = await request.text();
      const [, json = '{}'] =
        /name="options"\r?\n\r?\n([^\r\n]*)/.exec(text) ?? [];
      const options: ImportOptions = JSON.parse(json);
      sent.push(options);
      return HttpResponse.json(withRows(options));
    }),
  );
});

const openWithFile = async () => {
  const user = userEvent.setup();
  renderPage(<ImportExportPage framed />, { at: AT });
  await user.upload(
    await screen.findByLabelText('Choose a file'),
    new File(['Titel;Erkannt\n'], 'register.csv', {
      type: 'text/csv',
    }) as globalThis.File,
  );
  await screen.findByText('1 error left.');
  return user;
};

describe('rows of an import', () => {
  it('are all listed by the switch, in parts, and findings come back', async () => {
    const user = await openWithFile();
    await user.click(screen.getByRole('radio', { name: 'All rows, 3' }));
    const table = await screen.findByRole('table', {
      name: 'Rows of the dry run',
    });
    const [, broken, known, fine] = within(table).getAllByRole('row');
    expect(broken).toHaveTextContent('Error');
    expect(known).toHaveTextContent(/Known already.*IS-2/);
    expect(fine).toHaveTextContent(/Fine.*Phishing.*SEC-2024-0001/);
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() => expect(sent[sent.length - 1].rowsFrom).toBe(52));
    await user.click(await screen.findByRole('radio', { name: 'Findings, 1' }));
    expect(
      await screen.findByText('April 2024 has 30 days'),
    ).toBeInTheDocument();
    expect(sent[sent.length - 1].rowsFrom).toBeUndefined();
  });

  it('are reached from a finding', async () => {
    const user = await openWithFile();
    await user.click(screen.getByRole('button', { name: '2, show the row' }));
    const row = await screen.findByRole('row', { name: /^2 Error/ });
    expect(sent[sent.length - 1].rowsFrom).toBe(2);
    expect(row).toHaveAttribute('aria-current', 'true');
    await waitFor(() => expect(row).toHaveFocus());
  });

  it('lead to the incidents that were made of them', async () => {
    server.use(
      http.get(`${BASE}/imports/import-1`, () =>
        HttpResponse.json(anImport({ state: 'done' })),
      ),
      http.get(`${BASE}/imports/import-1/incidents`, ({ request }) => {
        const isNext = new URL(request.url).searchParams.has('cursor');
        return HttpResponse.json({
          items: [
            {
              row: isNext ? 4 : 2,
              id: isNext ? 'b' : 'a',
              key: isNext ? 'SEC-2024-0002' : 'SEC-2024-0001',
              title: 'Spam',
              status: 'closed',
              detectedAt: '2024-05-02T10:00:00.000Z',
              restricted: false,
            },
          ],
          totalItems: 2,
          pageInfo: isNext ? {} : { nextCursor: 'next' },
        });
      }),
    );
    renderPage(<ImportExportPage framed />, { at: `${AT}?import=import-1` });
    expect(
      await screen.findByRole('link', { name: '2, SEC-2024-0001' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2024-0001');
    expect(
      screen.getByText('1 more is not shown: you may not read it.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(
      await screen.findByRole('link', { name: '4, SEC-2024-0002' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(
      await screen.findByRole('link', { name: '2, SEC-2024-0001' }),
    ).toBeInTheDocument();
  });
});

describe('saved mappings of an import', () => {
  it('are saved, used, deleted, and come back', async () => {
    const user = await openWithFile();
    await user.click(screen.getByRole('button', { name: 'Save the mapping' }));
    await user.type(
      screen.getByRole('textbox', { name: 'Name of the mapping' }),
      'Register{Enter}',
    );
    expect(
      await screen.findByText('“Register” is saved, for you alone.'),
    ).toBeInTheDocument();
    expect(mappings[0].mapping).toEqual(aReport().mapping);
    await user.click(
      await screen.findByRole('button', { name: 'Delete “Register”' }),
    );
    expect(
      await screen.findByText('“Register” is deleted.'),
    ).toBeInTheDocument();
    expect(mappings).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(
      await screen.findByText('“Register” is saved, for you alone.'),
    ).toBeInTheDocument();
    expect(mappings).toHaveLength(1);
  });

  it('say which of their columns the file does not have', async () => {
    mappings = [
      {
        id: 'm',
        name: 'Register until 2025',
        mapping: {
          columns: {
            Titel: 'title',
            Schwere: 'severity',
            Art: 'class',
            Kostenstelle: 'none',
          },
          timeZone: 'Europe/Berlin',
        },
        savedAt: '2026-11-30T10:24:00.000Z',
      },
    ];
    const user = await openWithFile();
    await user.click(
      await screen.findByRole('button', { name: /Saved mapping/ }),
    );
    await user.click(
      await screen.findByRole('option', { name: 'Register until 2025' }),
    );
    expect(
      await screen.findByText(
        '2 of its columns are not in this file: Schwere, Art.',
      ),
    ).toBeInTheDocument();
    expect(sent[sent.length - 1].mapping).toEqual(mappings[0].mapping);
    expect(screen.getByLabelText(/^Time zone of times/)).toHaveValue(
      'Europe/Berlin',
    );
  });
});
