import { type Moments, useNow } from '../../../hooks';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import type { TaskNow } from './tasks';

/** The time that the tasks of the incident go by. */
export function useTaskNow(moments: Moments = {}): TaskNow {
  const { incident } = useIncidentRecord();
  const now = useNow(moments);
  return isFrozen(incident) ? 'ended' : now;
}
