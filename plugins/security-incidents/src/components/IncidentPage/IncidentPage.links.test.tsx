import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answer, openPage } from './__testUtils__/incidentPage';
import { testIncident, testTimeline } from './testIncident';
import { testPlanRuns } from './testPlan';

const server = setupServer();
registerMswTestHooks(server);

describe('a link to a part of the incident page', () => {
  beforeEach(() => {
    answer(server, testIncident(), () => testTimeline, testPlanRuns);
  });

  it('leads to the task that it names, whatever phase it is in', async () => {
    openPage('SEC-2026-0042#task-run-1.purge');
    const row = await screen.findByRole('listitem', {
      name: 'Purge the logs',
    });
    await waitFor(() => expect(row).toHaveFocus());
  });

  it('leads to the affected services', async () => {
    openPage('SEC-2026-0042#affected-services');
    const heading = await screen.findByRole('heading', {
      name: /Affected services/,
    });
    await waitFor(() => expect(heading).toHaveFocus());
  });

  it('shows the page as it is when there is no such part', async () => {
    openPage('SEC-2026-0042#nothing');
    expect(
      await screen.findByRole('heading', { name: /Affected services/ }),
    ).toBeInTheDocument();
    expect(document.body).toHaveFocus();
  });
});
