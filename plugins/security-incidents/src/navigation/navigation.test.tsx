import { renderInTestApp } from '@backstage/frontend-test-utils';
import { renderInTestApp as renderInLegacyApp } from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AppLink,
  EntityLink,
  useAppHref,
  useAppLocation,
  useAppNavigate,
  useAppSearchParams,
  usePathKey,
  useRouteRef,
} from '.';
import { mountedRoutes } from '../__testUtils__/mountedRoutes';
import { incidentRouteRef, rootRouteRef } from '../routes';

function Probe() {
  const { pathname, search, state } = useAppLocation();
  const navigate = useAppNavigate();
  const [params, setParams] = useAppSearchParams();
  const key = usePathKey(useRouteRef(rootRouteRef)());
  const incident = useRouteRef(incidentRouteRef)({ key: 'SEC-2026-0001' });
  return (
    <>
      <output aria-label="place">{`${pathname}${search}`}</output>
      <output aria-label="key">{key}</output>
      <output aria-label="state">{JSON.stringify(state)}</output>
      <output aria-label="query">{params.get('q')}</output>
      <output aria-label="href">{useAppHref(incident)}</output>
      <AppLink to={incident}>the incident</AppLink>
      <EntityLink entityRef="component:default/ledger" />
      <EntityLink entityRef="responseplan:default/leaked-key" />
      <button onClick={() => navigate('/catalog', { state: { from: 1 } })}>
        go
      </button>
      <button onClick={() => navigate(-1)}>back</button>
      <button
        onClick={() =>
          setParams(
            before => {
              const next = new URLSearchParams(before);
              next.set('q', `${before.get('q') ?? ''}x`);
              return next;
            },
            { replace: true },
          )
        }
      >
        search
      </button>
    </>
  );
}

const apps: Array<[string, () => Promise<unknown>]> = [
  [
    'the new frontend system',
    async () =>
      renderInTestApp(<Probe />, { mountedRoutes, initialRouteEntries: ['/'] }),
  ],
  [
    'the legacy frontend system',
    () => renderInLegacyApp(<Probe />, { mountedRoutes }),
  ],
];

const place = () => screen.getByLabelText('place').textContent;
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('navigation', () => {
  describe.each(apps)('in %s', (_, render) => {
    beforeEach(async () => {
      await render();
      await screen.findByLabelText('place');
    });

    it('resolves route refs to hrefs', () => {
      const path = '/security-incidents/SEC-2026-0001';
      expect(screen.getByLabelText('href')).toHaveTextContent(path);
      expect(
        screen.getByRole('link', { name: 'the incident' }),
      ).toHaveAttribute('href', path);
      expect(screen.getByRole('link', { name: 'ledger' })).toHaveAttribute(
        'href',
        '/catalog/default/component/ledger',
      );
      expect(screen.getByRole('link', { name: 'leaked-key' })).toHaveAttribute(
        'href',
        '/catalog/default/responseplan/leaked-key/response-plan',
      );
    });

    it('follows a link without loading the app again', async () => {
      await userEvent.click(screen.getByRole('link', { name: 'the incident' }));
      expect(place()).toBe('/security-incidents/SEC-2026-0001');
      expect(screen.getByLabelText('key')).toHaveTextContent('SEC-2026-0001');
    });

    it('navigates with state, and back', async () => {
      await press('go');
      expect(place()).toBe('/catalog');
      expect(screen.getByLabelText('state')).toHaveTextContent('{"from":1}');
      await press('back');
      await waitFor(() => expect(place()).toBe('/'));
    });

    it('replaces search params', async () => {
      await press('search');
      expect(place()).toBe('/?q=x');
      await press('search');
      expect(place()).toBe('/?q=xx');
      expect(screen.getByLabelText('query')).toHaveTextContent('xx');
    });
  });
});
