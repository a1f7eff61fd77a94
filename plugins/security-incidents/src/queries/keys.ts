const ROOT = 'security-incidents';

/**
 * Keys of everything the plugin reads. A key starts with what it is about, so that a prefix selects all of its parts:
 * `queryKeys.incident('SEC-2026-0001')` matches the incident and its timeline, steps, plan runs and escalations.
 */
export const queryKeys = {
  all: [ROOT] as const,
  /** Every list of incidents. */
  lists: [ROOT, 'incidents'] as const,
  /** A list of incidents, with what it is asked for. */
  list: (...query: unknown[]) => [ROOT, 'incidents', ...query] as const,
  /** One incident, by its key. */
  incident: (key: string) => [ROOT, 'incident', key] as const,
  /** Something that belongs to one incident, such as its timeline. */
  incidentPart: (key: string, part: string, ...query: unknown[]) =>
    [ROOT, 'incident', key, part, ...query] as const,
  /** Everything about one entity, by its full ref. */
  entity: (entityRef: string) => [ROOT, 'entity', entityRef] as const,
  /** Something about one entity, such as its overview. */
  entityPart: (entityRef: string, part: string, ...query: unknown[]) =>
    [ROOT, 'entity', entityRef, part, ...query] as const,
  /** Everything about one response plan, by its full ref. */
  plan: (planRef: string) => [ROOT, 'plan', planRef] as const,
  /** Something about one response plan, such as its standing. */
  planPart: (planRef: string, part: string, ...query: unknown[]) =>
    [ROOT, 'plan', planRef, part, ...query] as const,
  /** What the reader must do, with what it is asked for. */
  work: (...query: unknown[]) => [ROOT, 'work', ...query] as const,
  /** The reports of the reader. */
  myReports: [ROOT, 'my-reports'] as const,
  /** One report of the reader, by the key of its incident. */
  myReport: (key: string) => [ROOT, 'my-reports', key] as const,
  /** Everything about detections, their sources and their rules. */
  detections: [ROOT, 'detections'] as const,
  /** A list of detections, with what it is asked for. */
  detectionList: (...query: unknown[]) =>
    [ROOT, 'detections', 'list', ...query] as const,
  /** One detection, by its id. */
  detection: (id: string) => [ROOT, 'detections', 'one', id] as const,
  /** All sources, with the hours that are counted. */
  detectionSources: (...query: unknown[]) =>
    [ROOT, 'detections', 'sources', ...query] as const,
  /** One source, by its id. */
  detectionSource: (id: string) => [ROOT, 'detections', 'source', id] as const,
  /** Rules, patterns and suppressions. */
  detectionRules: [ROOT, 'detections', 'rules'] as const,
  /** Reviews and improvement actions across incidents, with what they are asked for. */
  followUp: (...query: unknown[]) => [ROOT, 'follow-up', ...query] as const,
  /** Everything about obligations across incidents. */
  obligations: [ROOT, 'obligations'] as const,
  /** A page of the register, with what it is asked for. */
  obligationList: (...query: unknown[]) =>
    [ROOT, 'obligations', 'list', ...query] as const,
  /** Every rule of obligations. */
  obligationRules: [ROOT, 'obligations', 'rules'] as const,
  /** Imports of incidents, or one of them by its id. */
  imports: (...query: unknown[]) => [ROOT, 'imports', ...query] as const,
  /** Every report. */
  reports: [ROOT, 'report'] as const,
  /** A report over many incidents or services, such as coverage or volume. */
  report: (name: string, ...query: unknown[]) =>
    [ROOT, 'report', name, ...query] as const,
};

/** The key of the incident that a query reads as a whole; undefined for its parts and for everything else. */
export function toIncidentKey(
  queryKey: readonly unknown[],
): string | undefined {
  const [root, subject, key] = queryKey;
  return root === ROOT && subject === 'incident' && queryKey.length === 3
    ? String(key)
    : undefined;
}
