import {
  createFrontendPlugin,
  createRouteRef,
  createSubRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  renderInTestApp as renderInLegacyApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { configApiRef } from '@backstage/core-plugin-api';
import { ConfigReader } from '@backstage/config';
import { screen } from '@testing-library/react';
import { securityIncidentsPlugin as legacyPlugin } from '../legacy';
import { securityIncidentsPlugin } from '../plugin';
import { planTemplateRouteRef } from '../routes';
import { usePlanTemplate } from './usePlanProposal';

function Probe() {
  return <output>{usePlanTemplate() ?? 'no template'}</output>;
}

const page = (name: string, path: string, routeRef = createRouteRef()) =>
  PageBlueprint.make({
    name,
    params: { path, routeRef, loader: async () => <Probe /> },
  });

const probe = createFrontendPlugin({
  pluginId: 'test',
  extensions: [page('probe', '/probe')],
});

const create = createRouteRef();
const scaffolder = createFrontendPlugin({
  pluginId: 'scaffolder',
  routes: {
    selectedTemplate: createSubRouteRef({
      parent: create,
      path: '/templates/:namespace/:templateName',
    }),
  },
  extensions: [page('create', '/new', create)],
});

function renderProbe(planTemplate: string, features: Array<typeof probe> = []) {
  renderTestApp({
    features: [securityIncidentsPlugin, probe, ...features],
    config: { securityIncidents: { planTemplate } },
    initialRouteEntries: ['/probe'],
  });
  return screen.findByRole('status');
}

describe('usePlanTemplate', () => {
  it('leads to the template in the scaffolder, wherever the app has it', async () => {
    expect(
      await renderProbe('template:default/response-plan', [
        scaffolder as unknown as typeof probe,
      ]),
    ).toHaveTextContent('/new/templates/default/response-plan');
  });

  it('leads nowhere in an app without the scaffolder', async () => {
    expect(
      await renderProbe('template:default/response-plan'),
    ).toHaveTextContent('no template');
  });

  it.each([
    '/create/templates/default/response-plan',
    'https://portal.test/plans/new',
  ])('takes %s as it is', async address => {
    expect(await renderProbe(address)).toHaveTextContent(address);
  });

  it('leads nowhere in a legacy app that does not bind it', async () => {
    expect(legacyPlugin.externalRoutes.planTemplate).toBe(planTemplateRouteRef);
    const config = new ConfigReader({
      securityIncidents: { planTemplate: 'template:default/response-plan' },
    });
    await renderInLegacyApp(
      <TestApiProvider apis={[[configApiRef, config]]}>
        <Probe />
      </TestApiProvider>,
    );
    expect(screen.getByRole('status')).toHaveTextContent('no template');
  });
});
