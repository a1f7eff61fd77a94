import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { setupServer } from 'msw/node';
import { answer, openPage } from './__testUtils__/incidentPage';
import { testIncident, testTimeline } from './testIncident';
import { startTheClock } from './__testUtils__/clockwork';
import { PLAN_NOW } from './testPlan';
import { testServiceLevels } from './testServiceLevels';

const server = setupServer();
registerMswTestHooks(server);

const IN_BERLIN = { securityIncidents: { timeZone: 'Europe/Berlin' } };

describe('times of the incident page', () => {
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    startTheClock(PLAN_NOW);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are those of the zone, which each panel names once, with UTC in the tooltip', async () => {
    answer(server, testIncident({ serviceLevels: testServiceLevels() }));
    openPage('SEC-2026-0042', undefined, { config: IN_BERLIN });
    const facts = await screen.findByLabelText('Facts');
    const [detected] = within(facts).getAllByText('23 Nov 2026 08:32');
    expect(detected).toHaveAttribute('title', '2026-11-23 07:32 UTC');
    expect(
      within(facts).getAllByText('Times in Central European Time'),
    ).toHaveLength(1);
    expect(
      screen.getByLabelText('Clocks, times in Central European Time'),
    ).toHaveTextContent('08:41, in time for 08:51');
    expect(screen.getByText('08:41, in time for 08:51')).toHaveAttribute(
      'title',
      '2026-11-23 07:41 UTC',
    );
    expect(
      await screen.findByText(/, Central European Time$/),
    ).toBeInTheDocument();
  });

  it('name another zone for the next reader', async () => {
    answer(server, testIncident());
    openPage();
    const facts = await screen.findByLabelText('Facts');
    expect(within(facts).getByText('Times in UTC')).toBeInTheDocument();
    expect(within(facts).getByText('23 Nov 2026 07:32')).toBeInTheDocument();
  });
});

describe('the incident page on paper', () => {
  /** More entries than are shown at first. */
  const many = Array.from(
    { length: 40 },
    (_, index): TimelineEntry => ({
      ...testTimeline[0],
      seq: index + 1,
    }),
  );

  it('shows the whole timeline while it is printed', async () => {
    answer(server, testIncident(), () => many);
    openPage();
    const timeline = await screen.findByLabelText('Timeline');
    await waitFor(() =>
      expect(within(timeline).getByText('#40')).toBeInTheDocument(),
    );
    expect(within(timeline).queryByText('#1')).toBeNull();
    act(() => {
      window.dispatchEvent(new Event('beforeprint'));
    });
    expect(within(timeline).getByText('#1')).toBeInTheDocument();
    act(() => {
      window.dispatchEvent(new Event('afterprint'));
    });
    expect(within(timeline).queryByText('#1')).toBeNull();
  });
});
