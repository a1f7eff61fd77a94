import {
  createExtensionTester,
  registerMswTestHooks,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  EntityContextMenuItemBlueprint,
  EntityIconLinkBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { MockEntityListContextProvider } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  BASE,
  counts,
  refusal,
  renderPage,
  summary,
  TestBackend,
} from '../../__testUtils__/backend';
import { openIncidentsLink, reportConcern } from '../../extensions/catalog';
import { createOpenIncidentsColumn } from '../../extensions/openIncidentsColumn';
import {
  HasOpenIncidentsFilter,
  OpenIncidentsFilter,
} from './HasOpenIncidentsFilter';

const server = setupServer();
registerMswTestHooks(server);

const component = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
});

let backend: TestBackend;
beforeEach(() => {
  backend = new TestBackend(server);
  backend.listen();
});

function answerCounts(open: Record<string, number>) {
  const asked: string[][] = [];
  server.use(
    http.post(`${BASE}/entities/overviews`, async ({ request }) => {
      const { entityRefs } = (await request.json()) as any;
      asked.push(entityRefs);
      return HttpResponse.json({
        items: entityRefs.map((entityRef: string) => ({
          entityRef,
          open: open[entityRef] ?? 0,
          bySeverity: counts({ high: open[entityRef] ?? 0 }),
          total: 3,
        })),
      });
    }),
  );
  return asked;
}

describe('the column of a catalog table', () => {
  const column = createOpenIncidentsColumn();
  const rows = ['payments-api', 'ledger'].map(name => (
    <div key={name} data-testid={name}>
      {column.render!({ entity: component(name) }, 'row')}
    </div>
  ));

  it('counts all rows with one request, and leads to what is open', async () => {
    const asked = answerCounts({ 'component:default/payments-api': 2 });
    renderPage(<>{rows}</>);
    expect(await screen.findByRole('link', { name: /2 high/ })).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/security-incidents?open=true&severity=high',
    );
    expect(screen.getByTestId('ledger')).toHaveTextContent('0');
    expect(asked).toEqual([
      ['component:default/payments-api', 'component:default/ledger'],
    ]);
  });

  it('says that it does not know', async () => {
    server.use(
      http.post(`${BASE}/entities/overviews`, () =>
        refusal(503, { name: 'ServiceUnavailableError', message: 'Not now' }),
      ),
    );
    renderPage(<>{rows}</>);
    expect(await screen.findAllByText('unknown')).toHaveLength(2);
  });
});

describe('the filter of the catalog', () => {
  function open() {
    const updateFilters = jest.fn();
    renderPage(
      <MockEntityListContextProvider value={{ updateFilters }}>
        <HasOpenIncidentsFilter />
      </MockEntityListContextProvider>,
    );
    return updateFilters;
  }

  it('asks for nothing until it is on, and then leaves what open incidents affect', async () => {
    backend.items = [summary()];
    const updateFilters = open();
    const toggle = await screen.findByRole('switch', {
      name: 'Has open incidents',
    });
    expect(backend.asked).toEqual([]);
    expect(updateFilters).not.toHaveBeenCalled();
    await userEvent.click(toggle);
    await waitFor(() => expect(updateFilters).toHaveBeenCalledTimes(1));
    const { openIncidents } = updateFilters.mock.calls[0][0];
    expect(backend.lastAsked).toContain('open=true');
    expect(openIncidents.filterEntity(component('payments-api'))).toBe(true);
    expect(openIncidents.filterEntity(component('other'))).toBe(false);
    await userEvent.click(toggle);
    expect(updateFilters).toHaveBeenLastCalledWith({
      openIncidents: undefined,
    });
  });

  it('does not pretend that nothing is open when it does not know', async () => {
    server.use(
      http.get(`${BASE}/incidents`, () =>
        refusal(503, { name: 'ServiceUnavailableError', message: 'Not now' }),
      ),
    );
    const updateFilters = open();
    await userEvent.click(await screen.findByRole('switch'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The list is not narrowed',
    );
    expect(screen.getByRole('switch')).not.toBeChecked();
    for (const [filters] of updateFilters.mock.calls) {
      expect(filters).toEqual({ openIncidents: undefined });
    }
  });

  it('shows nothing, not everything, when no incident is open', () => {
    const filter = new OpenIncidentsFilter(new Set());
    expect(filter.getCatalogFilters()['metadata.name']).toHaveLength(1);
    expect(filter.filterEntity(component('payments-api'))).toBe(false);
  });
});

describe('on the page of an entity', () => {
  const entity = component('payments-api');

  it('a menu item opens the report dialog about the entity', async () => {
    server.use(
      http.get(`${BASE}/my/report-recipients`, () =>
        HttpResponse.json({ notified: ['group:default/security-operations'] }),
      ),
    );
    const { useProps } = createExtensionTester(reportConcern).get(
      EntityContextMenuItemBlueprint.dataRefs.data,
    );
    function Item() {
      const { title, disabled, ...rest } = useProps();
      return (
        <button
          disabled={disabled}
          onClick={'onClick' in rest ? () => rest.onClick?.() : undefined}
        >
          {title as string}
        </button>
      );
    }
    renderPage(
      <EntityProvider entity={entity}>
        <Item />
      </EntityProvider>,
    );
    const item = await screen.findByRole('button', {
      name: 'Report a concern',
    });
    await waitFor(() => expect(item).toBeEnabled());
    await userEvent.click(item);
    expect(await screen.findByRole('dialog')).toHaveTextContent('payments-api');
  });

  it('a link says how many incidents are open', async () => {
    answerCounts({ 'component:default/payments-api': 2 });
    const useProps = createExtensionTester(openIncidentsLink).get(
      EntityIconLinkBlueprint.dataRefs.useProps,
    );
    function IconLink() {
      const { label, href } = useProps();
      return <a href={href}>{label}</a>;
    }
    renderPage(
      <EntityProvider entity={entity}>
        <IconLink />
      </EntityProvider>,
    );
    expect(
      await screen.findByRole('link', { name: '2 open incidents' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/security-incidents?open=true',
    );
  });
});
