import {
  getVisibleEntities,
  type IncidentSummary,
} from 'backstage-plugin-security-incidents-common';
import { type Cell, toCsvLines } from './csv';

/** The columns of the file, in order. */
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
];

const HEADER = COLUMNS.map(([name]) => name);

function join(values: readonly string[]): string {
  return [...new Set(values)].join('; ');
}

function findHolders(roles: IncidentSummary['roles'], wanted: string) {
  return roles
    .filter(({ role }) => role === wanted)
    .map(({ principalRef }) => principalRef);
}

function toRow(incident: IncidentSummary): Cell[] {
  return COLUMNS.map(([, getCell]) => getCell(incident));
}

/** The start of the file: the header and the first incidents. */
export function startIncidentsCsv(first: readonly IncidentSummary[]): string {
  return toCsvLines([HEADER, ...first.map(toRow)], { isStart: true });
}

/** More lines of the file. */
export function continueIncidentsCsv(
  incidents: readonly IncidentSummary[],
): string {
  return toCsvLines(incidents.map(toRow), { isStart: false });
}
