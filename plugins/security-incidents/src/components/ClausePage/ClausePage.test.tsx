import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { catchDownloads } from '../../__testUtils__/downloads';
import {
  clauseReport,
  clauseSummary,
  completeness,
  reportHeader,
  reportSample,
} from '../../__testUtils__/reports';
import { ClausePage } from './ClausePage';

const server = setupServer();
registerMswTestHooks(server);

const PATH = '/security-incidents/reports/clause-8.7.3.3';
const items = [
  completeness(
    'SEC-2026-0050',
    {
      escalated: 'missing',
      resolved: 'not-due',
      closed: 'not-applicable',
    },
    { title: 'Stolen passwords', severity: 'critical', restricted: true },
  ),
  completeness('SEC-2026-0010', { 'element-response': 'missing' }),
];

let asked: URLSearchParams[];
let sampled: URLSearchParams[];
beforeEach(() => {
  jest
    .spyOn(Date, 'now')
    .mockReturnValue(Date.parse('2026-11-30T10:30:00.000Z'));
  new TestBackend(server).listen();
  asked = [];
  sampled = [];
  server.use(
    http.get(`${BASE}/reports/clause-8.7.3.3`, () =>
      HttpResponse.json(clauseReport()),
    ),
    http.get(`${BASE}/reports/completeness`, ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({
        ...reportHeader,
        items,
        totalItems: 22,
        pageInfo: {},
      });
    }),
    http.get(`${BASE}/reports/sample`, ({ request }) => {
      sampled.push(new URL(request.url).searchParams);
      return HttpResponse.json(reportSample());
    }),
    http.get(`${BASE}/reports/frozen`, () =>
      HttpResponse.json({ items: [], totalItems: 0, pageInfo: {} }),
    ),
  );
});
afterEach(() => jest.restoreAllMocks());

const render = (search = '') =>
  renderPage(<ClausePage framed />, { at: `${PATH}${search}` });
const address = () => screen.getByLabelText('address').textContent ?? '';
const last = <T,>(list: T[]) => list[list.length - 1];
const rowOf = (name: RegExp) => screen.findByRole('row', { name });

describe('ClausePage', () => {
  it('gives the verdict with its population and the state of the record', async () => {
    render();
    const verdict = await screen.findByRole('region', { name: 'Verdict' });
    expect(verdict).toHaveTextContent('4 of 8 requirements met in full');
    expect(verdict).toHaveTextContent(
      '9 gaps in 8 incidents break the other 4.',
    );
    expect(
      screen.getByRole('link', { name: '55 records' }).getAttribute('href'),
    ).toContain('mode=exercise');
    expect(screen.getByText('55 of 55 chains verified')).toBeVisible();
  });

  it('shows what proves each requirement and what breaks it', async () => {
    render();
    const escalated = await rowOf(/^c Escalated if needed/);
    expect(escalated).toHaveTextContent('14 of 15');
    expect(escalated).toHaveTextContent('1 missing');
    expect(escalated).toHaveTextContent('14 escalations');
    expect(escalated).toHaveTextContent(
      'SEC-2026-0050 People told of an escalation, 2 of 5',
    );
    expect(
      within(escalated).getByRole('link', { name: 'SEC-2026-0050' }),
    ).toHaveAttribute('href', '/security-incidents/SEC-2026-0050');
    expect(
      within(within(escalated).getAllByRole('list').pop()!)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual([
      'A.5.26 Incidents are responded to by a documented procedure',
      'RS.MA-04 Incidents are escalated as needed',
      'CC7.4 Incidents are responded to by a defined programme',
    ]);
    expect(await rowOf(/^a Recorded and classified/)).toHaveTextContent(
      /50 of 50.*met.*2 not due yet.*nothing/,
    );
    expect(await rowOf(/^4 Reporting/)).toHaveTextContent('55 of 58 files');
  });

  it('prints an explanation once for all gaps that it explains', async () => {
    render();
    const response = await rowOf(/^2 Response/);
    expect(response).toHaveTextContent(
      '14 explained: “The first plan was approved on 4 May. Until then the runbook in the wiki was followed.” judith.amselin, 2 Nov 2026',
    );
    expect(
      within(response).queryByRole('button', { name: /^Explain/ }),
    ).not.toBeInTheDocument();
  });

  it('shows the controls of the chosen frameworks', async () => {
    render();
    await userEvent.click(
      await screen.findByRole('button', { name: 'SOC 2 CC7' }),
    );
    await waitFor(() => expect(address()).toBe('?show=iso27001&show=csf2'));
    expect(await rowOf(/^c Escalated if needed/)).not.toHaveTextContent(
      'CC7.4',
    );
  });

  it('lists the incidents behind a number, and leads back to all', async () => {
    render('?zone=UTC');
    const escalated = await rowOf(/^c Escalated if needed/);
    await userEvent.click(
      within(escalated).getByRole('link', { name: '1 missing' }),
    );
    await waitFor(() =>
      expect(last(asked).get('requirement')).toBe('escalated'),
    );
    expect(last(asked).get('result')).toBe('missing');
    expect(last(asked).has('complete')).toBe(false);
    expect(
      await screen.findByText('Escalated if needed: missing'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all with gaps' }),
    );
    await waitFor(() => expect(last(asked).get('complete')).toBe('false'));
    expect(address()).toBe('?zone=UTC');
  });

  it('has a matrix whose marks are words for screen readers', async () => {
    render();
    const row = await rowOf(/SEC-2026-0050.*Stolen passwords/);
    expect(
      within(row).getByText('Escalated if needed: missing, Management update'),
    ).toBeInTheDocument();
    expect(within(row).getByText('Resolved: not due yet')).toBeInTheDocument();
    expect(within(row).getByText('Closed: does not apply')).toBeInTheDocument();
    expect(row).toHaveTextContent('9 of 10');
    expect(within(row).getByLabelText('Restricted')).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: 'Complete, 30' }));
    await waitFor(() => expect(last(asked).get('complete')).toBe('true'));
  });

  it('draws the same sample for the same seed, and gives the recipe', async () => {
    const downloads = catchDownloads();
    const write = jest.fn(async () => {});
    render('?seed=larchfield-2026-11&n=25');
    const sample = await screen.findByRole('list', { name: 'Sample' });
    expect(
      within(sample)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['SEC-2026-0002', 'SEC-2026-0050']);
    expect(last(sampled).get('seed')).toBe('larchfield-2026-11');
    expect(screen.getByText('1 complete,')).toBeVisible();
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: write },
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy the recipe' }),
    );
    expect(write).toHaveBeenCalledWith(reportSample().recipe);
    expect(await screen.findByText('Copied')).toBeVisible();
    const seed = screen.getByRole('textbox', { name: 'Seed' });
    await userEvent.clear(seed);
    await userEvent.type(seed, 'another');
    await waitFor(() => expect(last(sampled).get('seed')).toBe('another'));
    await userEvent.click(screen.getByRole('button', { name: 'Another seed' }));
    await waitFor(() =>
      expect(last(sampled).get('seed')).toMatch(/^[0-9a-f]{12}$/),
    );
    downloads.restore();
  });

  it('explains gaps once', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post(`${BASE}/reports/explanations`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({
          explained: ['SEC-2026-0010', 'SEC-2026-0034'],
        });
      }),
    );
    render();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Explain the gaps of: Analysed by type, volume and impact',
      }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Explain gaps' });
    expect(
      within(dialog).getByRole('button', { name: 'Explain 0 gaps' }),
    ).toBeDisabled();
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: /^SEC-2026-0010/ }),
    );
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: /^SEC-2026-0034/ }),
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Explanation/ }),
      'The figures were never measured.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Explain 2 gaps' }),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(sent).toEqual([
      {
        requirement: 'analysed',
        incidents: ['SEC-2026-0010', 'SEC-2026-0034'],
        text: 'The figures were never measured.',
      },
    ]);
  });

  it('keeps an explanation that was refused', async () => {
    server.use(
      http.post(`${BASE}/reports/explanations`, () =>
        refusal(409, { message: 'SEC-2026-0050 is explained already' }),
      ),
    );
    render();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Explain the gaps of: Escalated if needed',
      }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Explain gaps' });
    const text = within(dialog).getByRole('textbox', { name: /Explanation/ });
    await userEvent.type(text, 'They could not read it.');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Explain 1 gap' }),
    );
    expect(
      await within(dialog).findByText('SEC-2026-0050 is explained already'),
    ).toBeVisible();
    expect(text).toHaveValue('They could not read it.');
  });

  it('goes from gap to gap with a key', async () => {
    render();
    await screen.findByRole('region', { name: 'Verdict' });
    await userEvent.keyboard('n');
    const focused = () => document.activeElement?.textContent;
    expect(focused()).toBe('SEC-2026-0050');
    await userEvent.keyboard('n');
    expect(focused()).toBe('SEC-2026-0010');
  });

  it('prints every incident with gaps, not only those of the page', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    render();
    await rowOf(/SEC-2026-0050.*Stolen passwords/);
    server.use(
      http.get(`${BASE}/reports/completeness`, ({ request }) => {
        const { searchParams } = new URL(request.url);
        asked.push(searchParams);
        const isSecond = searchParams.get('cursor') === 'next';
        return HttpResponse.json({
          ...reportHeader,
          items: isSecond ? [completeness('SEC-2026-0099')] : items,
          totalItems: 3,
          pageInfo: isSecond ? {} : { nextCursor: 'next' },
        });
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(await rowOf(/SEC-2026-0099/)).toBeInTheDocument();
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
  });

  it('says that nothing is missing', async () => {
    server.use(
      http.get(`${BASE}/reports/clause-8.7.3.3`, () =>
        HttpResponse.json(
          clauseReport({
            clause: clauseSummary({ metInFull: 8, gaps: 0, incomplete: 0 }),
          }),
        ),
      ),
      http.get(`${BASE}/reports/completeness`, () =>
        HttpResponse.json({
          ...reportHeader,
          items: [],
          totalItems: 0,
          pageInfo: {},
        }),
      ),
    );
    render();
    expect(await screen.findByText('No requirement has a gap.')).toBeVisible();
    expect(await screen.findByText('No record has a gap')).toBeVisible();
  });

  it('lets one part fail alone', async () => {
    server.use(
      http.get(`${BASE}/reports/sample`, () =>
        refusal(500, { message: 'No connection' }),
      ),
    );
    render();
    expect(await screen.findByText('The sample did not load')).toBeVisible();
    expect(await rowOf(/SEC-2026-0050.*Stolen passwords/)).toBeVisible();
  });
});
