import {
  INCIDENT_CARDS,
  type IncidentCardName,
} from '../components/IncidentPage/incidentCards';
import { IncidentCardBlueprint } from './IncidentCardBlueprint';

/** The cards of the plugin on the page of an incident. */
export const incidentCards = (
  Object.keys(INCIDENT_CARDS) as IncidentCardName[]
).map(name =>
  IncidentCardBlueprint.make({
    name,
    params: {
      ...INCIDENT_CARDS[name],
      loader: () =>
        import('../components/IncidentPage/defaultCards').then(
          ({ CARD_ELEMENTS }) => CARD_ELEMENTS[name],
        ),
    },
  }),
);
