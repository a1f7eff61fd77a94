import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ImportOptions,
  ImportReport,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { File } from 'node:buffer';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { catchDownloads } from '../../__testUtils__/downloads';
import { ImportExportPage } from '.';
import { aReport, anImport, AT, SETTLED } from './__testUtils__/reports';

const server = setupServer();
registerMswTestHooks(server);

/** What was sent, the newest last: the query and the options. */
let sent: Array<{ search: string; options: ImportOptions }>;
let answer: (options: ImportOptions, isDryRun: boolean) => ImportReport;

beforeEach(() => {
  sent = [];
  answer = options =>
    options.corrections || options.leaveOut ? SETTLED : aReport();
  new TestBackend(server).listen();
  server.use(
    http.get(`${BASE}/imports`, () =>
      HttpResponse.json({
        items: [anImport({ id: 'older', state: 'done', incidents: 214 })],
        totalItems: 1,
        pageInfo: {},
        formats: [{ format: 'csv', title: 'CSV' }],
        maxBytes: 20 * 1024 ** 2,
      }),
    ),
    http.get(`${BASE}/imports/mappings`, () =>
      HttpResponse.json({ items: [] }),
    ),
    http.get(`${BASE}/imports/import-1/incidents`, () =>
      HttpResponse.json({ items: [], totalItems: 0, pageInfo: {} }),
    ),
    http.post(`${BASE}/imports/incidents`, async ({ request }) => {
      // The form of this environment does not survive the mocked network, so its parts are read as text.
      const text = await request.text();
      const [, json = '{}'] =
        /name="options"\r?\n\r?\n([^\r\n]*)/.exec(text) ?? [];
      const { search } = new URL(request.url);
      const options: ImportOptions = JSON.parse(json);
      sent.push({ search, options });
      return HttpResponse.json(answer(options, search.includes('dryRun')));
    }),
  );
});

const chooseFile = async (user = userEvent.setup()) => {
  await user.upload(
    await screen.findByLabelText('Choose a file'),
    // The form here is the platform's, which takes no files of the simulated browser.
    new File(['Titel;Erkannt\nSpam;31.04.2024 09:10\n'], 'register.csv', {
      type: 'text/csv',
    }) as globalThis.File,
  );
  return user;
};

describe('ImportExportPage', () => {
  it('shows what is wrong with a file, and imports nothing before it is settled', async () => {
    renderPage(<ImportExportPage framed />, { at: AT });
    expect(
      await screen.findByText(/Drop a file here.*20.* MB/),
    ).toBeInTheDocument();
    const user = await chooseFile();
    expect(await screen.findByText('1 error left.')).toBeInTheDocument();
    expect(screen.getByText('April 2024 has 30 days')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Import 3' })).toBeDisabled();
    expect(
      screen.getByText('SEC-2024-0001 to SEC-2024-0002'),
    ).toBeInTheDocument();

    const value = screen.getByLabelText('Corrected value, row 2, Erkannt');
    expect(value).toHaveValue('31.04.2024 09:10');
    await user.clear(value);
    await user.type(value, '30.04.2024 09:10');
    await user.click(
      screen.getByRole('button', { name: 'Use for row 2, Erkannt' }),
    );
    expect(await screen.findByText('No errors left.')).toBeInTheDocument();
    expect(
      screen.getByText('Nothing was found. All rows are fine.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Import 3' })).toBeEnabled();
  });

  it('settles times without a zone in all rows by one choice', async () => {
    const zoneless = (row: number, column: string) => ({
      row,
      column,
      level: 'error' as const,
      rule: 'time-zone' as const,
      message: 'The time has no zone. Choose the time zone of the file',
      value: '14.02.2023 08:40',
    });
    answer = ({ mapping }) =>
      mapping?.timeZone
        ? SETTLED
        : aReport({
            findings: [zoneless(2, 'Erkannt'), zoneless(3, 'Erkannt')],
            findingCounts: { error: 2, note: 0 },
          });
    renderPage(<ImportExportPage framed />, { at: AT });
    const user = await chooseFile();
    const row = await screen.findByRole('row', {
      name: /The time has no zone/,
    });
    expect(within(row).getByRole('rowheader')).toHaveTextContent('2, 3');
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    await user.click(
      within(row).getByRole('button', { name: `Read all in ${timeZone}` }),
    );
    expect(await screen.findByText('No errors left.')).toBeInTheDocument();
    expect(sent[sent.length - 1].options.mapping).toEqual({ timeZone });
    expect(screen.getByLabelText(/^Time zone of times/)).toHaveValue(timeZone);
  });

  it('imports, shows the progress, and ends with what was made', async () => {
    answer = (_options, isDryRun) =>
      isDryRun
        ? SETTLED
        : { ...SETTLED, dryRun: false, import: anImport({ state: 'waiting' }) };
    let current = anImport({
      progress: { phase: 'writing', done: 1, total: 3 },
    });
    server.use(
      http.get(`${BASE}/imports/import-1`, () => HttpResponse.json(current)),
    );
    renderPage(<ImportExportPage framed />, { at: AT });
    const user = await chooseFile();
    await user.click(await screen.findByRole('button', { name: 'Import 3' }));
    const bar = await screen.findByRole('progressbar', {
      name: 'Progress of the import',
    });
    await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '41'));
    const phases = screen.getByRole('list', { name: 'Phases of the import' });
    const [read, , , writes] = within(phases).getAllByRole('listitem');
    expect(read).toHaveTextContent(/same sha256, done$/);
    expect(writes).toHaveAttribute('aria-current', 'step');
    expect(screen.getByText('1 of 3 rows')).toBeInTheDocument();
    current = anImport({ state: 'done' });
    expect(await screen.findByText('3 incidents imported')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Import' })).toBeInTheDocument();
    const steps = screen.getByRole('list', { name: 'Steps of the import' });
    expect(within(steps).getAllByText(', done')).toHaveLength(4);
  });

  it('says why an import failed, keeps what was decided, and runs again', async () => {
    answer = (_options, isDryRun) =>
      isDryRun
        ? SETTLED
        : { ...SETTLED, dryRun: false, import: anImport({ state: 'waiting' }) };
    server.use(
      http.get(`${BASE}/imports/import-1`, () =>
        HttpResponse.json(
          anImport({ state: 'failed', problem: 'Row 3: The title is missing' }),
        ),
      ),
    );
    renderPage(<ImportExportPage framed />, { at: AT });
    const user = await chooseFile();
    await user.click(await screen.findByRole('button', { name: 'Import 3' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'Nothing was imported. Row 3: The title is missing. Your mapping and corrections are kept.',
    );
    const before = sent.length;
    await user.click(screen.getByRole('button', { name: 'Run again' }));
    await waitFor(() => expect(sent.length).toBe(before + 1));
    expect(sent[sent.length - 1].search).not.toContain('dryRun');
  });

  it('opens an import by its address, and takes its file again with the same mapping', async () => {
    server.use(
      http.get(`${BASE}/imports/import-1`, () =>
        HttpResponse.json(
          anImport({
            state: 'cancelled',
            source: 'Old register',
            mapping: { columns: { Titel: 'title' } },
          }),
        ),
      ),
    );
    renderPage(<ImportExportPage framed />, { at: `${AT}?import=import-1` });
    expect(
      await screen.findByRole('heading', { name: 'Import stopped' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/The file is not kept/)).toBeInTheDocument();
    await userEvent.upload(
      screen.getByLabelText('Choose the file again'),
      new File(['Titel;Erkannt\n'], 'register.csv', {
        type: 'text/csv',
      }) as globalThis.File,
    );
    expect(await screen.findByText('1 error left.')).toBeInTheDocument();
    expect(sent[0]).toMatchObject({
      search: '?dryRun=true',
      options: {
        source: 'Old register',
        mapping: { columns: { Titel: 'title' } },
      },
    });
  });

  it('says that an import is not there', async () => {
    server.use(
      http.get(`${BASE}/imports/gone`, () =>
        refusal(404, { name: 'NotFoundError', message: 'No import gone' }),
      ),
    );
    renderPage(<ImportExportPage framed />, { at: `${AT}?import=gone` });
    expect(
      await screen.findByText('The import did not load'),
    ).toBeInTheDocument();
  });

  it('says why a file cannot be read, and takes another one', async () => {
    server.use(
      http.post(`${BASE}/imports/incidents`, () =>
        refusal(400, {
          name: 'InputError',
          message: 'file: is a PDF, whatever its name says',
        }),
      ),
    );
    renderPage(<ImportExportPage framed />, { at: AT });
    await chooseFile();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('file: is a PDF');
    expect(
      screen.getByRole('button', { name: 'Choose another file' }),
    ).toBeEnabled();
  });

  it('lists earlier imports, and is in the links of the reports', async () => {
    renderPage(<ImportExportPage framed />, { at: AT });
    expect(
      await screen.findByRole('link', { name: 'Import and export' }),
    ).toHaveAttribute('aria-current', 'page');
    const row = await screen.findByRole('row', { name: /register.csv/ });
    expect(within(row).getByText('214 incidents')).toBeInTheDocument();
    expect(within(row).getByText('done')).toBeInTheDocument();
    expect(
      within(row).getByRole('link', { name: 'register.csv' }),
    ).toHaveAttribute('href', `${AT}?import=older`);
  });

  it.each([
    ['failed', 'failed'],
    ['cancelled', 'stopped'],
  ] as const)(
    'counts no incident of an import that %s',
    async (state, said) => {
      server.use(
        http.get(`${BASE}/imports`, () =>
          HttpResponse.json({
            items: [anImport({ id: 'older', state, incidents: 214 })],
            totalItems: 1,
            pageInfo: {},
            formats: [],
            maxBytes: 20 * 1024 ** 2,
          }),
        ),
      );
      renderPage(<ImportExportPage framed />, { at: AT });
      const row = await screen.findByRole('row', { name: /register.csv/ });
      expect(within(row).getByText(said)).toBeInTheDocument();
      expect(within(row).getByText('0 incidents')).toBeInTheDocument();
    },
  );

  it('exports lists', async () => {
    const asked: string[] = [];
    server.use(
      http.get(`${BASE}/reports/detections.json`, ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.text('[]');
      }),
    );
    const downloads = catchDownloads();
    renderPage(<ImportExportPage framed />, { at: AT });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Detections, JSON' }),
    );
    await waitFor(() => expect(downloads.files).toHaveLength(1));
    downloads.restore();
    expect(downloads.files[0].name).toMatch(
      /^detections-\d{4}-\d\d-\d\d\.json$/,
    );
    expect(downloads.files[0].type).toMatch(/^application\/json/);
    expect(asked).toEqual([
      '?view=new&view=unmapped&view=suppressed&view=decided&from=1970-01-01',
    ]);
  });
});
