/*
 * A large company after ten years: its sizes and how its parts belong together. The seed writes it to the record; the
 * benchmark's catalog has a part of it.
 */
import { PERSONAS } from '../../packages/backend/src/demo/personas';

export const COMPANY = {
  services: 3_000,
  systems: 300,
  domains: 20,
  teams: 200,
  departments: 20,
  people: 2_000,
} as const;

/** The default of `--incidents`. */
export const DEFAULT_INCIDENTS = 100_000;

export const HISTORY = {
  entriesPerIncident: 10,
  stepsPerIncident: 3,
  wordsPerIncident: 12,
  /** The number of distinct words in titles and summaries. */
  vocabulary: 5_000,
  from: '2016-11-01T00:00:00Z',
  years: 10,
  /** Shares of all incidents. */
  restricted: 0.05,
  exercises: 0.02,
} as const;

/** Signs in through the demo's provider. All people of the demo are members of {@link VIEWER_TEAM} here. */
export const VIEWER_PERSONA = 'engineer';
export const VIEWER = PERSONAS[VIEWER_PERSONA];
const VIEWER_TEAM = 7;

export const teamRef = (team: number) => `group:default/team-${team}`;
export const departmentRef = (department: number) =>
  `group:default/department-${department}`;
export const systemRef = (system: number) => `system:default/system-${system}`;
export const domainRef = (domain: number) => `domain:default/domain-${domain}`;
export const serviceRef = (service: number) =>
  `component:default/service-${service}`;

/** The viewer's ownership refs. */
export const VIEWER_PRINCIPALS = [VIEWER, teamRef(VIEWER_TEAM)];

interface CatalogEntity {
  apiVersion: string;
  kind: string;
  metadata: { name: string; annotations?: Record<string, string> };
  spec: Record<string, string | string[]>;
}

/** The number of services in the benchmark's catalog. */
const CATALOGUED_SERVICES = 400;

/** A few hundred entities, as the catalog reads them from files. */
export function catalogEntities(): CatalogEntity[] {
  const entity = (
    kind: string,
    name: string,
    spec: CatalogEntity['spec'],
  ): CatalogEntity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
    spec,
  });
  const times = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  return [
    ...Object.values(PERSONAS).map(ref =>
      entity('User', ref.split('/')[1], {
        memberOf: [`team-${VIEWER_TEAM}`],
      }),
    ),
    ...times(COMPANY.departments, index =>
      entity('Group', `department-${index}`, {
        type: 'department',
        children: [],
      }),
    ),
    ...times(COMPANY.teams, index =>
      entity('Group', `team-${index}`, {
        type: 'team',
        parent: `department-${index % COMPANY.departments}`,
        children: [],
      }),
    ),
    ...times(COMPANY.domains, index =>
      entity('Domain', `domain-${index}`, { owner: `department-${index}` }),
    ),
    ...times(100, index =>
      entity('System', `system-${index}`, {
        owner: `team-${index}`,
        domain: `domain-${index % COMPANY.domains}`,
      }),
    ),
    ...times(CATALOGUED_SERVICES, index =>
      entity('Component', `service-${index}`, {
        type: 'service',
        lifecycle: 'production',
        owner: `team-${index % COMPANY.teams}`,
        system: `system-${index % 100}`,
      }),
    ),
  ];
}
