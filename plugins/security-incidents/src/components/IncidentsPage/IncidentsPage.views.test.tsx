import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { renderPage, summary, TestBackend } from '../../__testUtils__/backend';
import { IncidentsPage } from './IncidentsPage';

const server = setupServer();
registerMswTestHooks(server);

let backend: TestBackend;
beforeEach(() => {
  backend = new TestBackend(server);
  backend.items = [summary()];
  backend.listen();
});

const address = () => screen.getByLabelText('address').textContent;
const columns = () =>
  // The page around an open popover is hidden from assistive technology.
  screen
    .getAllByRole('columnheader', { hidden: true })
    .map(({ textContent }) => textContent);

/** Renders the list for a reader whose settings are kept in this storage. */
const render = (storage = mockApis.storage(), at = '/list') =>
  renderPage(<IncidentsPage />, { at, storage });

describe('the columns of the list', () => {
  it('are those that the reader chose, also the next time', async () => {
    const storage = mockApis.storage();
    const { unmount } = render(storage);
    await screen.findByRole('columnheader', { name: /Next due/ });
    expect(columns()).not.toContain('Class');
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    const popover = await screen.findByRole('dialog', { name: 'Columns' });
    expect(
      within(popover).getByRole('button', { name: 'As at first' }),
    ).toBeDisabled();
    await userEvent.click(
      within(popover).getByRole('checkbox', { name: 'Class' }),
    );
    await userEvent.click(
      within(popover).getByRole('checkbox', { name: 'Lead' }),
    );
    await waitFor(() => expect(columns()).toContain('Class'));
    expect(columns()).not.toContain('Lead');
    unmount();

    render(storage);
    await screen.findByRole('columnheader', { name: 'Class' });
    expect(columns()[0]).toContain('Incident');
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'As at first' }),
    );
    await waitFor(() => expect(columns()).toContain('Lead'));
    expect(columns()).not.toContain('Class');
  });
});

describe('the views of the list', () => {
  const keep = async (name: string) => {
    await userEvent.click(
      await screen.findByRole('button', { name: 'Keep as a view' }),
    );
    const popover = await screen.findByRole('dialog', {
      name: 'Keep as a view',
    });
    await userEvent.type(
      within(popover).getByRole('textbox', { name: /Name of the view/ }),
      `${name}{Enter}`,
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  };
  const views = () =>
    within(screen.getByRole('navigation', { name: 'My views' }));

  it('keep the filters and the order under a name, and lead back to them', async () => {
    const storage = mockApis.storage();
    const { unmount } = render(
      storage,
      '/list?severity=high&orderBy=severity:desc&cursor=x&after=20',
    );
    await keep('Worst first');
    expect(views().getByRole('link', { name: 'Worst first' })).toHaveAttribute(
      'aria-current',
      'true',
    );
    expect(screen.queryByRole('button', { name: 'Keep as a view' })).toBeNull();
    unmount();

    render(storage, '/list?q=token');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Worst first' }),
    );
    await waitFor(() =>
      expect(address()).toBe('?orderBy=severity%3Adesc&severity=high'),
    );
  });

  it('have nothing to keep while nothing is narrowed', async () => {
    render();
    await screen.findByRole('columnheader', { name: /Next due/ });
    expect(screen.queryByRole('button', { name: 'Keep as a view' })).toBeNull();
    expect(screen.queryByRole('navigation', { name: 'My views' })).toBeNull();
  });

  it('can be renamed and deleted, and a name is given once', async () => {
    const storage = mockApis.storage();
    const { unmount } = render(storage, '/list?severity=high');
    await keep('High ones');
    unmount();
    render(storage, '/list?severity=low');
    await screen.findByRole('link', { name: 'High ones' });
    await userEvent.click(
      screen.getByRole('button', { name: 'Keep as a view' }),
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Name of the view/ }),
      'high ONES',
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'You have a view with this name',
    );
    expect(screen.getByRole('button', { name: 'Keep' })).toBeDisabled();
    await userEvent.keyboard('{Escape}');

    await userEvent.click(
      screen.getByRole('button', { name: 'Rename or delete views' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'My views' });
    const name = within(dialog).getByRole('textbox');
    await userEvent.clear(name);
    expect(within(dialog).getByRole('button', { name: 'Save' })).toBeDisabled();
    await userEvent.type(name, 'The high ones');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(
      await screen.findByRole('link', { name: 'The high ones' }),
    ).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Rename or delete views' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete The high ones' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'The high ones' })).toBeNull(),
    );
  });
});
