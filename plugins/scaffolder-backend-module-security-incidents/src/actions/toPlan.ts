import {
  RESPONSE_PLAN_API_VERSION,
  RESPONSE_PLAN_KIND,
  type ResponsePlanDocument,
} from 'backstage-plugin-security-incidents-common';

/** A task as templates ask for it. */
export interface TaskInput {
  title: string;
  phase: string;
  dueWithin?: string;
  required?: boolean;
  instructions?: string;
}

/** What the action takes. */
export interface PlanInput {
  name: string;
  namespace?: string;
  title: string;
  description?: string;
  owner: string;
  version?: string;
  classifications?: string[];
  severities?: string[];
  entities?: string[];
  commander?: string;
  tasks?: TaskInput[];
  spec?: Record<string, unknown>;
}

/** Phases in the order of the statuses that they belong to. */
const PHASES = ['triage', 'containment', 'eradication', 'recovery', 'resolved'];

function toId(title: string, taken: Set<string>): string {
  const words = title
    .toLocaleLowerCase('en')
    .normalize('NFKD')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-')
    .slice(0, 50);
  const base = /^[a-z]/.test(words) ? words : `task-${words}`;
  // Words are joined by one dash each.
  const clean = base.endsWith('-') ? base.slice(0, -1) : base;
  let id = clean;
  for (let at = 2; taken.has(id); at += 1) id = `${clean}-${at}`;
  taken.add(id);
  return id;
}

function toPhases(tasks: readonly TaskInput[]) {
  const taken = new Set<string>();
  const known = tasks.map(({ phase }) => phase);
  // An unknown phase stays, so that the schema names it.
  const phases = [...new Set([...PHASES, ...known])];
  return phases
    .filter(phase => known.includes(phase))
    .map(phase => ({
      id: phase,
      maps: phase,
      tasks: tasks
        .filter(task => task.phase === phase)
        .map(({ title, dueWithin, required, instructions }) => ({
          id: toId(title, taken),
          title,
          role: 'incident-commander',
          ...(dueWithin && { due: { after: dueWithin, from: 'phase-start' } }),
          ...(required !== undefined && { required }),
          ...(instructions && { instructions }),
        })),
    }));
}

/** Makes the catalog entity of a plan: a draft, which somebody reviews and approves. */
export function toPlan(input: PlanInput): ResponsePlanDocument {
  const { classifications, severities, entities, commander, owner } = input;
  return {
    apiVersion: RESPONSE_PLAN_API_VERSION,
    kind: RESPONSE_PLAN_KIND,
    metadata: {
      name: input.name,
      ...(input.namespace && { namespace: input.namespace }),
      title: input.title,
      ...(input.description && { description: input.description }),
    },
    spec: {
      owner,
      lifecycle: 'draft',
      version: input.version ?? '0.1.0',
      review: { interval: 'P12M', testInterval: 'P12M' },
      triggers: {
        ...(classifications?.length && { classifications }),
        ...(severities?.length && { severities }),
      },
      ...(entities?.length && { appliesTo: { entities } }),
      roles: [
        {
          id: 'incident-commander',
          title: 'Incident commander',
          required: true,
          assign: [{ ref: commander ?? owner }],
        },
        {
          id: 'service-owner',
          title: 'Owner of the affected service',
          assign: [{ ownerOf: 'affected' }],
        },
      ],
      phases: toPhases(input.tasks ?? []),
      ...input.spec,
    },
  };
}
