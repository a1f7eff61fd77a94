import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { renderPage, TestBackend } from '../../__testUtils__/backend';
import { EntityTab } from '../EntityTab';
import { IncidentsPage } from '../IncidentsPage';

const server = setupServer();
registerMswTestHooks(server);
beforeEach(() => new TestBackend(server).listen());

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api', namespace: 'default' },
};

// Decisions are remembered for as long as the page lives, so a person who may is in the tests of list and tab.
describe('who may not report', () => {
  it('is not offered it on the list', async () => {
    renderPage(<IncidentsPage />, { mayReport: false });
    await screen.findByText('Nothing is open');
    expect(
      screen.queryByRole('button', { name: 'Report a concern' }),
    ).not.toBeInTheDocument();
  });

  it('is not offered it on the tab of a service', async () => {
    renderPage(
      <EntityProvider entity={entity}>
        <EntityTab />
      </EntityProvider>,
      { mayReport: false },
    );
    await screen.findByText('payments-api has no incidents');
    expect(
      screen.queryByRole('button', { name: 'Report a concern' }),
    ).not.toBeInTheDocument();
  });
});
