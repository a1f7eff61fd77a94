import type { IncidentRecord } from '../kernel/records';

/** Whether the content of an incident must stay in Backstage: notifications, events and channels leave out all of it. */
export function mustNotLeave({
  visibility,
  tlp,
}: Pick<IncidentRecord, 'visibility' | 'tlp'>): boolean {
  return visibility === 'restricted' || tlp === 'RED';
}
