import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { reportsExportPermission } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { BASE, renderPage, TestBackend } from '../../__testUtils__/backend';
import { actionPage, testAction } from '../../__testUtils__/reviews';
import { ActionsPage } from '../ActionsPage';

const server = setupServer();
registerMswTestHooks(server);

// In a file of its own, because the platform caches permissions between tests.
it('offers no export to readers without the permission', async () => {
  new TestBackend(server).listen();
  server.use(
    http.get(`${BASE}/actions`, () =>
      HttpResponse.json(actionPage([testAction({ title: 'Teach it' })])),
    ),
  );
  renderPage(<ActionsPage />, { denied: [reportsExportPermission.name] });
  expect((await screen.findAllByText('Teach it'))[0]).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Export/ })).toBeNull();
});
