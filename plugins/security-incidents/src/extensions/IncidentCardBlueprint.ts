import {
  coreExtensionData,
  createExtensionBlueprint,
  createExtensionDataRef,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import type { JSX } from 'react';
import {
  DEFAULT_CARD_ORDER,
  INCIDENT_CARD_AREAS,
  type IncidentCardArea,
} from '../components/IncidentPage/incidentCards';
import { optionalNumber, optionalWord } from './configFields';

const areaDataRef = createExtensionDataRef<IncidentCardArea>().with({
  id: 'security-incidents.incident-card.area',
});
const orderDataRef = createExtensionDataRef<number>().with({
  id: 'security-incidents.incident-card.order',
});

/**
 * Adds a card to the page of an incident. The card reads its incident with `useIncident`.
 *
 * `app-config.yaml` can move a card with `area` and `order`, and leave it out as any other extension.
 *
 * @public
 */
export const IncidentCardBlueprint = createExtensionBlueprint({
  kind: 'incident-card',
  attachTo: { id: 'page:security-incidents', input: 'incidentCards' },
  output: [coreExtensionData.reactElement, areaDataRef, orderDataRef],
  dataRefs: { area: areaDataRef, order: orderDataRef },
  configSchema: {
    area: optionalWord(INCIDENT_CARD_AREAS),
    order: optionalNumber(),
  },
  *factory(
    params: {
      /** Where the card stands. */
      area: IncidentCardArea;
      /** The lower, the higher in its area. Not given, the card stands below those of the plugin. */
      order?: number;
      loader(): Promise<JSX.Element>;
    },
    { node, config },
  ) {
    yield coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, params.loader),
    );
    yield areaDataRef(config.area ?? params.area);
    yield orderDataRef(config.order ?? params.order ?? DEFAULT_CARD_ORDER);
  },
});
