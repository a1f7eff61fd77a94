import {
  coreExtensionData,
  createExtensionInput,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiShieldFlashLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';
import { IncidentCardBlueprint } from './IncidentCardBlueprint';

const { area, order } = IncidentCardBlueprint.dataRefs;

/** The pages under `/security-incidents`. Cards of the incident page are attached to it. */
export const page = PageBlueprint.makeWithOverrides({
  inputs: {
    incidentCards: createExtensionInput([
      coreExtensionData.reactElement,
      area,
      order,
    ]),
  },
  factory(originalFactory, { inputs }) {
    const cards = inputs.incidentCards.map(card => ({
      id: card.node.spec.id,
      area: card.get(area),
      order: card.get(order),
      element: card.get(coreExtensionData.reactElement),
    }));
    return originalFactory({
      path: '/security-incidents',
      title: 'Incidents',
      icon: <RiShieldFlashLine />,
      routeRef: rootRouteRef,
      noHeader: true,
      loader: () =>
        import('../components/PageFrame').then(m => (
          <m.PageFrame incidentCards={cards} />
        )),
    });
  },
});
