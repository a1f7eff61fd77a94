import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { renderPage, TestBackend } from '../__testUtils__/backend';
import { GoKeys } from './GoKeys';

const server = setupServer();
registerMswTestHooks(server);

describe('GoKeys', () => {
  const place = () => screen.getByLabelText('place').textContent;
  const render = async () => {
    new TestBackend(server).listen();
    renderPage(
      <>
        <GoKeys />
        <input aria-label="field" />
      </>,
      { at: '/security-incidents/SEC-2026-0001' },
    );
    await screen.findByLabelText('field');
  };

  it('goes to a tab with G and its letter', async () => {
    await render();
    await userEvent.keyboard('gr');
    await waitFor(() => expect(place()).toBe('/security-incidents/reports'));
    await userEvent.keyboard('gi');
    await waitFor(() => expect(place()).toBe('/security-incidents'));
  });

  it('needs the G, and rests while somebody types', async () => {
    await render();
    await userEvent.keyboard('r');
    await userEvent.type(screen.getByLabelText('field'), 'gr');
    expect(screen.getByLabelText('field')).toHaveValue('gr');
    expect(place()).toBe('/security-incidents/SEC-2026-0001');
  });
});
