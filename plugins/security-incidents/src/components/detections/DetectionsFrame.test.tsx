import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { renderPage, TestBackend } from '../../__testUtils__/backend';
import { DetectionsFrame } from '.';

const server = setupServer();
registerMswTestHooks(server);

describe('the pages of the inbox', () => {
  it('explain themselves to who may not triage, and ask for nothing', async () => {
    new TestBackend(server).listen();
    renderPage(
      <DetectionsFrame>
        <p>Secret detections</p>
      </DetectionsFrame>,
      { at: '/security-incidents/inbox', mayReport: false },
    );
    expect(
      await screen.findByText('The inbox is for people who triage'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Secret detections')).toBeNull();
    expect(screen.queryByRole('link', { name: 'Rules' })).toBeNull();
    expect(
      screen.getAllByRole('link', { name: 'Incidents' }).length,
    ).toBeGreaterThan(0);
  });
});
