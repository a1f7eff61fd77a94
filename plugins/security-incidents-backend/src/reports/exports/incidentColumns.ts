import {
  getVisibleEntities,
  type IncidentSummary,
} from 'backstage-plugin-security-incidents-common';
import type { Cell } from '../csv';
import type { ExportItem } from './ListFile';

const COLUMNS: ReadonlyArray<[string, (incident: IncidentSummary) => Cell]> = [
  ['key', ({ key }) => key],
  ['title', ({ title }) => title],
  ['mode', ({ mode }) => mode],
  ['status', ({ status }) => status],
  ['open', ({ open }) => String(open)],
  ['determination', ({ determination }) => determination],
  ['class', ({ classification }) => classification?.class],
  ['type', ({ classification }) => classification?.type],
  ['severity', ({ severity }) => severity],
  ['priority', ({ priority }) => priority],
  ['major', ({ isMajor }) => String(isMajor)],
  ['visibility', ({ visibility }) => visibility],
  ['tlp', ({ tlp }) => tlp],
  [
    'services',
    ({ affected }) =>
      join(getVisibleEntities(affected).map(({ entityRef }) => entityRef)),
  ],
  [
    'hidden services',
    ({ affected }) => affected.filter(({ withheld }) => withheld).length,
  ],
  [
    'owners',
    ({ affected }) =>
      join(
        getVisibleEntities(affected).flatMap(
          ({ snapshot }) => snapshot.ownerRef ?? [],
        ),
      ),
  ],
  ['lead', ({ roles }) => join(findHolders(roles, 'incident-commander'))],
  ['assignee', ({ roles }) => join(findHolders(roles, 'assignee'))],
  ['reported by', ({ reportedBy }) => reportedBy],
  ['occurred at', ({ occurredAt }) => occurredAt],
  ['detected at', ({ detectedAt }) => detectedAt],
  ['reported at', ({ reportedAt }) => reportedAt],
  ['recorded at', ({ recordedAt }) => recordedAt],
  ['acknowledged at', ({ acknowledgedAt }) => acknowledgedAt],
  ['declared at', ({ declaredAt }) => declaredAt],
  ['contained at', ({ containedAt }) => containedAt],
  ['eradicated at', ({ eradicatedAt }) => eradicatedAt],
  ['recovered at', ({ recoveredAt }) => recoveredAt],
  ['resolved at', ({ resolvedAt }) => resolvedAt],
  ['closed at', ({ closedAt }) => closedAt],
  ['next due at', ({ nextDue }) => nextDue?.dueAt],
  ['next due', ({ nextDue }) => nextDue?.title],
  ['next due by', ({ nextDue }) => nextDue?.assigneeRef],
  ['import', ({ importId }) => importId],
];

function join(values: readonly string[]): string {
  return [...new Set(values)].join('; ');
}

function findHolders(roles: IncidentSummary['roles'], wanted: string) {
  return roles
    .filter(({ role }) => role === wanted)
    .map(({ principalRef }) => principalRef);
}

/** The columns of exported incidents, in order. */
export const INCIDENT_COLUMNS = COLUMNS.map(
  ([name, getCell]): [string, (row: ExportItem<IncidentSummary>) => Cell] => [
    name,
    ({ item }) => getCell(item),
  ],
);

export function toIncidentItem(
  incident: IncidentSummary,
): ExportItem<IncidentSummary> {
  const { key, tlp } = incident;
  return { item: incident, incident: { key, tlp } };
}
