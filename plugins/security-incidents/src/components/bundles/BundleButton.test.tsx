import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { securityIncidentsApiRef } from '../../api';
import { QueryProvider } from '../../queries';
import { BundleButton } from './BundleButton';

describe('the button of auditor bundles', () => {
  it('is not there for readers who may not export', async () => {
    await renderInTestApp(
      <QueryProvider>
        <BundleButton subject={{ incidentKey: 'SEC-2026-0042' }} />
        <p>The page</p>
      </QueryProvider>,
      {
        apis: [
          [securityIncidentsApiRef, {}],
          [identityApiRef, mockApis.identity()],
          [
            permissionApiRef,
            mockApis.permission({ authorize: AuthorizeResult.DENY }),
          ],
        ] as never,
      },
    );
    await screen.findByText('The page');
    expect(screen.queryByRole('button', { name: 'Auditor bundle' })).toBeNull();
  });
});
