import {
  LIFECYCLE_STATUSES,
  type LaterWork,
  MAX_LATER,
  type WorkIncident,
} from 'backstage-plugin-security-incidents-common';
import type { ListedRecord } from '../incidents/store/records';
import type { LaterTask } from './WorkSource';

const ORDER: readonly string[] = LIFECYCLE_STATUSES;

/** How many phases are before it starts. */
function toDistance({ incident, status, hasBegun }: LaterTask): number {
  return hasBegun ? 0 : ORDER.indexOf(status) - ORDER.indexOf(incident.status);
}

/** Groups tasks by incident: what starts first comes first. */
export function toLaterWork(
  tasks: readonly LaterTask[],
  toIncident: (incident: ListedRecord) => WorkIncident,
): LaterWork {
  const sorted = [...tasks].sort(
    (a, b) =>
      toDistance(a) - toDistance(b) ||
      a.incident.seq - b.incident.seq ||
      a.position - b.position,
  );
  const byIncident = new Map<number, LaterTask[]>();
  for (const task of sorted) {
    const { seq } = task.incident;
    byIncident.set(seq, [...(byIncident.get(seq) ?? []), task]);
  }
  return {
    total: tasks.length,
    incidents: [...byIncident.values()].slice(0, MAX_LATER).map(found => {
      const [{ incident, status, hasBegun }] = found;
      return {
        incident: toIncident(incident),
        total: found.length,
        titles: found.slice(0, MAX_LATER).map(({ title }) => title),
        ...(!hasBegun && { startsWith: status }),
      };
    }),
  };
}
