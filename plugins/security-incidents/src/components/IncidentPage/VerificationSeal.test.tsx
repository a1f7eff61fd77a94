import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answer as answerOn, openPage } from './__testUtils__/incidentPage';
import { testIncident } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

const FOUND = {
  chain: 'incident/SEC-2026-0042',
  status: 'ok',
  entries: 3,
  erased: 0,
  headHash: 'c'.repeat(64),
  checkedAt: '2026-11-23T10:20:00.000Z',
};

/** Opens an incident whose verification finds this. */
function openVerified(found: object) {
  const url = answerOn(server, testIncident());
  server.use(
    http.get(`${url}/verification`, () =>
      HttpResponse.json({ ...FOUND, ...found }),
    ),
  );
  openPage();
}

describe('the seal of an incident', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });

  it('says in red where the record does not verify', async () => {
    openVerified({
      status: 'hash-mismatch',
      seq: 2,
      message: 'Entry #2 does not match its hash',
    });
    expect(
      await screen.findByText(
        'Record does not verify: Entry #2 does not match its hash',
      ),
    ).toBeInTheDocument();
  });

  it('is announced at the top of the page where the record does not verify', async () => {
    openVerified({ status: 'record-mismatch', message: '1 value differs' });
    const link = await screen.findByRole('link', { name: 'Show what differs' });
    const header = screen.getByRole('banner');
    expect(header).toContainElement(link);
    expect(header).toHaveTextContent(/This record does not verify/);
    const target = link.getAttribute('href')!.slice(1);
    expect(document.getElementById(target)).toHaveTextContent(
      'Record does not verify: 1 value differs',
    );
  });

  it('is not announced at the top of the page where the record verifies', async () => {
    openVerified({});
    expect(await screen.findByText(/^Record intact/)).toBeInTheDocument();
    expect(screen.queryByText(/does not verify/)).not.toBeInTheDocument();
  });

  it.each([
    [true, /The signed checkpoint 7 of .* covers entries up to #2\./],
    [false, /It is not signed, because no key is configured\./],
  ])(
    'names the checkpoint that covers the record, signed: %p',
    async (isSigned, text) => {
      openVerified({
        checkpoint: {
          n: 7,
          at: '2026-11-23T10:00:00.000Z',
          entries: 2,
          isSigned,
        },
      });
      expect(await screen.findByText(text)).toBeInTheDocument();
    },
  );

  it('names in plain words what differs from the timeline', async () => {
    openVerified({
      status: 'record-mismatch',
      message: '2 values differ from the timeline',
      rows: 12,
      mismatches: [
        {
          table: 'incidents',
          row: 'an-id',
          field: 'reported_by',
          kind: 'changed',
        },
        { table: 'resolution_steps', row: 'step-1', kind: 'missing' },
      ],
    });
    expect(
      await screen.findByText(
        'Record does not verify: 2 values differ from the timeline',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Facts of the incident: reported by differs from the timeline',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Table incidents, row an-id, field reported_by'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Resolution steps: the timeline has a row that is gone'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Table resolution_steps, row step-1'),
    ).toBeInTheDocument();
  });

  it('says that the record of an earlier version was compared in part', async () => {
    openVerified({
      rows: 12,
      coverage: 'partial',
      mismatches: [],
      checkedAt: new Date().toISOString(),
    });
    expect(
      await screen.findByText(
        'Timeline intact, 3 entries, record compared in part, verified just now',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/The record was compared in part: its first entry/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/12 rows of the record/)).not.toBeInTheDocument();
  });

  it('shows the first differences of many', async () => {
    openVerified({
      status: 'record-mismatch',
      message: '22 values differ from the timeline',
      rows: 12,
      mismatches: Array.from({ length: 22 }, (_value, index) => ({
        table: 'search_words',
        row: `word-${index}`,
        kind: 'missing',
      })),
    });
    expect(
      await screen.findByText(/And 2 more differences\./),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Table search_words, row word-19'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/word-20/)).not.toBeInTheDocument();
  });
});
