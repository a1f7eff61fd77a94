import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import { BASE, renderPage } from '../__testUtils__/backend';
import { coverage } from '../__testUtils__/plans';
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
