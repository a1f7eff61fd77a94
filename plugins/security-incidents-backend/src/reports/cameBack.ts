import type { CameBack } from 'backstage-plugin-security-incidents-common';
import type { IncidentFacts } from './evaluate/facts';
import { CAME_BACK_MS } from './store/DatabaseServiceReports';

/** Chains of incidents with the same class and type, each at most a year after the one before. */
export function findCameBack(incidents: readonly IncidentFacts[]): CameBack[] {
  const chains: IncidentFacts[][] = [];
  const open = new Map<string, IncidentFacts[]>();
  const ordered = [...incidents].sort(
    ({ incident: a }, { incident: b }) =>
      a.detectedAt.localeCompare(b.detectedAt) || a.seq - b.seq,
  );
  for (const facts of ordered) {
    const { classification, detectedAt } = facts.incident;
    if (!classification) continue;
    const kind = `${classification.class} ${classification.type ?? ''}`;
    const chain = open.get(kind);
    const last = chain?.[chain.length - 1].incident.detectedAt;
    const continues =
      last !== undefined &&
      Date.parse(detectedAt) - Date.parse(last) <= CAME_BACK_MS;
    if (chain && continues) {
      chain.push(facts);
    } else {
      const started = [facts];
      open.set(kind, started);
      chains.push(started);
    }
  }
  return chains
    .filter(chain => chain.length > 1)
    .sort((a, b) => b.length - a.length)
    .map(chain => ({
      class: chain[0].incident.classification!.class,
      ...(chain[0].incident.classification!.type && {
        type: chain[0].incident.classification!.type,
      }),
      incidents: chain.map(({ incident }) => ({
        id: incident.id,
        key: incident.key,
        title: incident.title,
        ...(incident.severity && { severity: incident.severity }),
        status: incident.status,
        detectedAt: incident.detectedAt,
        ...(incident.resolution && { resolution: incident.resolution.summary }),
      })),
    }));
}
