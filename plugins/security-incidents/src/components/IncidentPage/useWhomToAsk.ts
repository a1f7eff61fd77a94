import { useTranslation } from '../../translation';
import { useEntityName } from '../common';
import { useIncidentRecord } from './IncidentRecord';

/** Whom a reader asks who may not do something: the commander by name, or whoever runs the portal. */
export function useWhomToAsk(): string {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const commander = incident.roles.find(
    ({ role }) => role === 'incident-commander',
  );
  // The hook needs a ref in any case.
  const name = useEntityName(commander?.principalRef ?? incident.reportedBy);
  return commander
    ? t('incidentPage.ask.commander', { name })
    : t('incidentPage.ask.nobody');
}
