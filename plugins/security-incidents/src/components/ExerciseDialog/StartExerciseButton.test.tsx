import { renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, waitFor } from '@testing-library/react';
import { rootRouteRef } from '../../routes';
import { StartExerciseButton } from '.';

// Decisions are remembered for as long as the page lives, so people who may are in the tests of the dialog.
it('is not offered to people who may report but not start exercises', async () => {
  const asked: string[] = [];
  renderInTestApp(
    <>
      <p>About payments-api</p>
      <StartExerciseButton entityRef="component:default/payments-api" />
    </>,
    {
      mountedRoutes: { '/security-incidents': rootRouteRef },
      apis: [
        [
          permissionApiRef,
          {
            authorize: async ({ permission: { name } }) => {
              asked.push(name);
              return {
                result:
                  name === 'security-incidents.exercise.start'
                    ? AuthorizeResult.DENY
                    : AuthorizeResult.ALLOW,
              };
            },
          },
        ],
      ],
    },
  );
  expect(await screen.findByText('About payments-api')).toBeInTheDocument();
  await waitFor(() =>
    expect(asked).toContain('security-incidents.exercise.start'),
  );
  expect(
    screen.queryByRole('button', { name: 'Start an exercise' }),
  ).not.toBeInTheDocument();
});
