import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  type EntityCounts,
  type IncidentSummary,
  READINESS_CHECKS,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import {
  followIncidents,
  PAUSE_MS,
  queryKeys,
  usePanelQuery,
} from '../../queries';

/** The most services that one request counts. */
const LIMIT = 200;
/** Kinds that incidents are linked to, and that can be ready for one. */
const SERVICE_KINDS = ['component', 'api', 'resource'];
/** How many months are counted. */
export const HISTORY_MONTHS = 18;
const TIER = 'security-incidents/tier';

/** A service of a team with what is known of it. */
export interface TeamService extends EntityCounts {
  tier?: string;
}

export interface TeamsRisk {
  services: TeamService[];
  /** How many there are in the catalog; at most {@link LIMIT} are counted. */
  total: number;
  /** Incidents that were detected in the last months. */
  lately: { since: string; total: number };
}

/** The first day of the months that the history of a service shows as well. */
function getStartOfHistory(): string {
  const today = new Date();
  return new Date(
    Date.UTC(
      today.getUTCFullYear(),
      today.getUTCMonth() - HISTORY_MONTHS,
      today.getUTCDate(),
    ),
  ).toISOString();
}

/** How many checks fail; late ones count half. */
function countGaps({ checks }: TeamService): number {
  if (!checks) return 0;
  const states = READINESS_CHECKS.map(check => checks[check]);
  return (
    states.filter(state => state === 'fail').length +
    states.filter(state => state === 'late').length / 2
  );
}

/** How serious what is open is: a place for each severity, the worst first. */
function toSeverityOrder({ bySeverity }: TeamService): number[] {
  return [...SEVERITIES].reverse().map(severity => bySeverity[severity]);
}

/** The services that need somebody first: by what is open, what waits, then what is not ready. */
export function compareServices(a: TeamService, b: TeamService): number {
  const severe = toSeverityOrder(b)
    .map((count, index) => count - toSeverityOrder(a)[index])
    .find(difference => difference !== 0);
  return (
    severe ||
    b.open - a.open ||
    (b.waiting?.total ?? 0) - (a.waiting?.total ?? 0) ||
    countGaps(b) - countGaps(a) ||
    a.entityRef.localeCompare(b.entityRef)
  );
}

/** Of several incidents of a service, what is due next. */
export function findNextDue(
  entityRef: string,
  incidents: readonly IncidentSummary[],
): IncidentSummary | undefined {
  return incidents
    .filter(
      ({ affected, nextDue }) =>
        nextDue &&
        affected.some(
          service => !service.withheld && service.entityRef === entityRef,
        ),
    )
    .sort((a, b) => a.nextDue!.dueAt.localeCompare(b.nextDue!.dueAt))[0];
}

/**
 * The services that people or groups own, as the catalog has them now, with counts, readiness and waiting detections, and
 * how many incidents they had lately: one request to the catalog and two to the backend.
 */
export function useTeamsRisk(owners: readonly string[] | undefined) {
  const api = useApi(securityIncidentsApiRef);
  const catalog = useApi(catalogApiRef);
  return usePanelQuery<TeamsRisk>({
    queryKey: queryKeys.list('home', 'risk', owners),
    keepWhile: queryKeys.list('home', 'risk'),
    enabled: owners !== undefined,
    follow: followIncidents(() => [], PAUSE_MS),
    queryFn: async ({ signal }) => {
      const since = getStartOfHistory();
      const none = { services: [], total: 0, lately: { since, total: 0 } };
      // Without an owner the filters would be left out.
      if (owners!.length === 0) return none;
      const { items, totalItems } = await catalog.queryEntities({
        filter: { 'relations.ownedBy': [...owners!], kind: SERVICE_KINDS },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.annotations',
        ],
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        limit: LIMIT,
      });
      if (items.length === 0) return none;
      const tiers = new Map(
        items.map(entity => [
          stringifyEntityRef(entity),
          entity.metadata.annotations?.[TIER],
        ]),
      );
      const [counts, lately] = await Promise.all([
        api.getEntityCounts([...tiers.keys()], {
          signal,
          include: ['readiness', 'detections'],
        }),
        api.listIncidents(
          { owner: [...owners!], from: since, limit: 1 },
          { signal },
        ),
      ]);
      const services = counts.items
        .map(row => ({ ...row, tier: tiers.get(row.entityRef) }))
        .sort(compareServices);
      return {
        services,
        total: totalItems,
        lately: { since, total: lately.totalItems },
      };
    },
  });
}
