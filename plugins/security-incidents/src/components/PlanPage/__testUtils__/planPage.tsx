import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { JsonObject } from '@backstage/types';
import { screen } from '@testing-library/react';
import {
  type ResponsePlanStatus,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import { mountedRoutes } from '../../../__testUtils__/mountedRoutes';
import { BASE } from '../../../__testUtils__/backend';
import { securityIncidentsApiRef } from '../../../api';
import { PlanPage } from '../PlanPage';
import { leakedCredential, planStatus } from './plan';

export const STATUS = `${BASE}/response-plans/default/leaked-credential`;

/** A fact of the strip, by its name. */
export const fact = async (name: string) =>
  (await screen.findByText(name, { selector: 'dt' })).parentElement!;

/** Has the backend answer this for the plan. */
export function stands(
  server: SetupServer,
  changes: Partial<ResponsePlanStatus> = {},
) {
  server.use(http.get(STATUS, () => HttpResponse.json(planStatus(changes))));
}

export function renderPlan(
  plan: object = leakedCredential(),
  config?: JsonObject,
) {
  renderInTestApp(
    <EntityProvider entity={plan as any}>
      <PlanPage />
    </EntityProvider>,
    {
      mountedRoutes,
      config: {
        app: { baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
        ...config,
      },
      apis: [
        [
          securityIncidentsApiRef,
          new SecurityIncidentsClient({
            discoveryApi: { getBaseUrl: async () => BASE },
          }),
        ],
        [catalogApiRef, catalogApiMock()],
      ],
    },
  );
}

/** The card under a title. */
export async function card(title: string): Promise<HTMLElement> {
  const heading = await screen.findByRole('heading', { name: title, level: 2 });
  return heading.parentElement!.parentElement!;
}
