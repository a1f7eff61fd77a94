import { usePrinting } from '../../../hooks';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';

/** Whether the reader may change the facts of the incident now. Paper shows them only. */
export function useMayChange(): boolean {
  const { incident } = useIncidentRecord();
  const printing = usePrinting();
  return incident.rights.update && !isFrozen(incident) && !printing;
}
