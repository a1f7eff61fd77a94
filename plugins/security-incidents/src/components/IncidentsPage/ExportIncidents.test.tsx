import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { renderPage, summary, TestBackend } from '../../__testUtils__/backend';
import { IncidentsPage } from './IncidentsPage';

const server = setupServer();
registerMswTestHooks(server);

// In a file of its own, because the platform caches permissions between tests.
it('offers no export to readers without the permission', async () => {
  const backend = new TestBackend(server);
  backend.listen();
  backend.items = [summary({ title: 'Phishing page' })];
  renderPage(<IncidentsPage />, { at: '/list', mayReport: false });
  await screen.findByRole('link', { name: /Phishing page/ });
  expect(screen.queryByRole('button', { name: 'Export' })).toBeNull();
});
