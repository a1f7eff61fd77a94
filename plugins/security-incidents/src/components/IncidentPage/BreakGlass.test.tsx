import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { incidentBreakGlassPermission } from 'backstage-plugin-security-incidents-common';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { BASE, failure, openPage } from './__testUtils__/incidentPage';

const server = setupServer();
registerMswTestHooks(server);

// Decisions are remembered for as long as the page lives, so those who may are in the tests of access.
it('is not offered to somebody without the right', async () => {
  server.use(
    http.get(`${BASE}/incidents/SEC-2026-0099`, () =>
      failure(404, 'NotFoundError', 'No incident that you can see'),
    ),
  );
  const asked: string[] = [];
  const permission = mockApis.permission({
    authorize: ({ permission: { name } }) => {
      asked.push(name);
      return name === incidentBreakGlassPermission.name
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW;
    },
  });
  openPage('SEC-2026-0099', undefined, {
    apis: [[permissionApiRef, permission]],
    config: { permission: { enabled: true } },
  });
  expect(
    await screen.findByRole('button', { name: 'Report a concern' }),
  ).toBeInTheDocument();
  expect(asked).toContain(incidentBreakGlassPermission.name);
  expect(screen.queryByRole('button', { name: 'Break the glass' })).toBeNull();
});
