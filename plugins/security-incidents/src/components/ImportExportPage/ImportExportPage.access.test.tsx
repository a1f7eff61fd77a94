import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import {
  importCreatePermission,
  reportsExportPermission,
} from 'backstage-plugin-security-incidents-common';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  refusal,
  renderPage,
  TestBackend,
} from '../../__testUtils__/backend';
import { ImportExportPage } from '.';

const server = setupServer();
registerMswTestHooks(server);

// In a file of its own: what a reader may do is remembered for the next test of a file.
describe('ImportExportPage for readers who may neither import nor export', () => {
  it('says so, has no link to itself, and asks for nothing', async () => {
    new TestBackend(server).listen();
    const asked: string[] = [];
    server.use(
      http.get(`${BASE}/imports`, () => {
        asked.push('imports');
        return refusal(403, { name: 'NotAllowedError', message: 'No' });
      }),
    );
    renderPage(<ImportExportPage framed />, {
      at: '/security-incidents/reports/import-export',
      denied: [importCreatePermission.name, reportsExportPermission.name],
    });
    expect(
      await screen.findByText('You can’t import incidents'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(
        /need the permission security-incidents.reports.export/,
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /CSV/ })).toBeNull();
    expect(screen.getByRole('link', { name: 'Overview' })).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Import and export' }),
    ).toBeNull();
    expect(asked).toEqual([]);
  });
});
