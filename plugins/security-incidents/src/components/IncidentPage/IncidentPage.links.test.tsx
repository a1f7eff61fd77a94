import { storageApiRef } from '@backstage/core-plugin-api';
import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
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

describe('the way back to the list', () => {
  beforeEach(() => {
    answer(server, testIncident());
  });

  it('is above the page in apps without a header for pages', async () => {
    openPage('SEC-2026-0042', undefined, { isFramed: false });
    const trail = await screen.findByRole('navigation', {
      name: 'Where you are',
    });
    expect(
      within(trail).getByRole('link', { name: 'Security incidents' }),
    ).toHaveAttribute('href', '/security-incidents');
    expect(within(trail).getByText('SEC-2026-0042')).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  it('is left to the header where there is one', async () => {
    openPage();
    await screen.findByRole('heading', { name: /Affected services/ });
    expect(
      screen.queryByRole('navigation', { name: 'Where you are' }),
    ).toBeNull();
  });
});

it('remembers what the reader saw last, the newest first, and each incident once', async () => {
  const other = { id: 'other', version: 2, at: '2026-11-23T10:20:00.000Z' };
  const incident = testIncident();
  const storage = mockApis.storage();
  const bucket = storage.forBucket('security-incidents');
  await bucket.set('seen-incidents', [other, { ...other, id: incident.id }]);
  answer(server, incident);
  openPage(incident.key, undefined, { apis: [[storageApiRef, storage]] });
  await waitFor(() =>
    expect(bucket.snapshot('seen-incidents').value).toEqual([
      { id: incident.id, version: incident.version, at: expect.any(String) },
      other,
    ]),
  );
});
