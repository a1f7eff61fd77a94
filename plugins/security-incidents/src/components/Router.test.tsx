import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import { BASE, renderPage } from '../__testUtils__/backend';
import { coverage } from '../__testUtils__/plans';
import { nothingOwed } from '../__testUtils__/reviews';
import { Router } from './Router';

const server = setupServer();
registerMswTestHooks(server);

it('leads the former address of the coverage to the present one, with its filters', async () => {
  let asked = '';
  server.use(
    http.get(`${BASE}/response-plans/coverage`, ({ request }) => {
      asked = new URL(request.url).search;
      return HttpResponse.json(coverage());
    }),
    // What the tabs of the header count.
    ...['incidents', 'my/work', 'detections'].map(path =>
      http.get(`${BASE}/${path}`, () =>
        HttpResponse.json({
          totalItems: 0,
          counts: { new: 0, all: 0, byDue: { none: 0 } },
        }),
      ),
    ),
  );
  server.use(
    http.get(`${BASE}/reviews/counts`, () => HttpResponse.json(nothingOwed)),
  );
  renderPage(
    <Routes>
      <Route path="/security-incidents/*" element={<Router />} />
    </Routes>,
    { at: '/security-incidents/coverage?tier=1&show=all' },
  );
  await waitFor(() =>
    expect(screen.getByLabelText('place')).toHaveTextContent(
      /^\/security-incidents\/plans\/coverage$/,
    ),
  );
  expect(screen.getByLabelText('address')).toHaveTextContent(
    '?tier=1&show=all',
  );
  await waitFor(() => expect(asked).toBe('?tier=1'));
});

it('says that there is no page at an address below all known ones', async () => {
  renderPage(
    <Routes>
      <Route path="/security-incidents/*" element={<Router />} />
    </Routes>,
    { at: '/security-incidents/reports/frozen/1/2' },
  );
  expect(await screen.findByText(/There is no such page/)).toBeVisible();
});
