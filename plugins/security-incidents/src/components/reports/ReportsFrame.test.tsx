import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { renderPage, TestBackend } from '../../__testUtils__/backend';
import { ReportsPage } from '../ReportsPage';

const server = setupServer();
registerMswTestHooks(server);

describe('ReportsFrame', () => {
  it('names the permission that is missing, and asks for no report', async () => {
    new TestBackend(server).listen();
    renderPage(<ReportsPage framed />, {
      at: '/security-incidents/reports',
      mayReport: false,
    });
    expect(
      await screen.findByText(/security-incidents\.reports\.read/),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Incidents' })).toHaveAttribute(
      'href',
      '/security-incidents',
    );
  });
});
