import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { SEVERITIES } from '../../rules';
import type { PlanRole, ResponsePlan, ResponsePlanSpec } from '../document';
import { WorkflowWriter } from './exportWorkflow';
import type {
  CacaoAgent,
  CacaoExternalReference,
  CacaoMarking,
  CacaoPlaybook,
} from './types';
import { uuidV5 } from './uuid';
import {
  CACAO_EXTENSION,
  CACAO_EXTENSION_ID,
  CACAO_SPEC_VERSION,
  ENTITY_REFERENCE,
  NOTIFICATION,
  OWNER_REFERENCE,
  PLAYBOOK_TYPES,
  SEVERITY_NUMBERS,
  WORK_BY_STATUS,
} from './vocabulary';

/** Facts of a playbook that a plan does not have. @public */
export interface CacaoExportOptions {
  /** When the plan was last changed, such as the time of its commit. ISO-8601. */
  modified: string;
  /** When it was first written; the same as `modified` if it is not known. ISO-8601. */
  created?: string;
  /** Where people find the plan. */
  url?: string;
}

/** Times in an export are UTC with exactly three fractional digits. */
function timestamp(value: string, field: string): string {
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) {
    throw new InputError(`${field} must be an ISO-8601 time, but is ${value}`);
  }
  return time.toISOString();
}

/** Agent id of a role: an `individual` if its first assignee is a user, else a `group`. */
export function roleAgentId(planRef: string, role: PlanRole): string {
  const first = role.assign?.[0];
  const isUser = first && 'ref' in first && /^user:/i.test(first.ref);
  const type = isUser ? 'individual' : 'group';
  return `${type}--${uuidV5(`${planRef}#role#${role.id}`)}`;
}

/** Agent id for tasks without a role; an action must have an agent. */
export function anyoneAgentId(planRef: string): string {
  return `group--${uuidV5(`${planRef}#anyone`)}`;
}

/** `valid_until` of a review date; undefined for a day that does not exist. */
export function validUntil(day: string | undefined): string | undefined {
  if (day === undefined) return undefined;
  const time = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day)
    ? time.toISOString()
    : undefined;
}

function externalReferences(
  planRef: string,
  spec: ResponsePlanSpec,
  url: string | undefined,
): CacaoExternalReference[] {
  return [
    {
      name: ENTITY_REFERENCE,
      description: 'The response plan that this playbook was made from',
      external_id: planRef,
      ...(url ? { url } : {}),
    },
    {
      name: OWNER_REFERENCE,
      description: 'Owner of the response plan',
      external_id: spec.owner,
    },
    ...(spec.references ?? []).map(({ standard, clause, url: link }) => ({
      name: standard,
      ...(clause === undefined ? {} : { external_id: clause }),
      ...(link === undefined ? {} : { url: link }),
      // A name alone is not enough for CACAO.
      ...(clause === undefined && link === undefined
        ? { description: standard }
        : {}),
    })),
  ];
}

function marking(
  tlp: string,
  createdBy: string,
  created: string,
): CacaoMarking {
  const level = `TLP:${tlp}`;
  return {
    type: 'marking-tlp',
    id: `marking-tlp--${uuidV5(level)}`,
    created_by: createdBy,
    created,
    name: level,
    tlpv2_level: level,
  };
}

/**
 * The extension of the playbook: everything without a field in CACAO. It does not repeat name, description, tasks, TLP and
 * references, so that a change of these in another tool is kept.
 */
function planExtension({
  metadata,
  spec,
}: ResponsePlan): Record<string, unknown> {
  const { tlp, ...confidentiality } = spec.confidentiality ?? {};
  const { title, description, ...named } = metadata;
  return {
    metadata: { ...named, has_title: title !== undefined },
    spec: {
      ...spec,
      ...(spec.confidentiality ? { confidentiality } : {}),
      ...(spec.references ? { references: [] } : {}),
      phases: spec.phases.map(({ tasks, ...phase }) => phase),
    },
  };
}

function getWorks(spec: ResponsePlanSpec) {
  return spec.phases.flatMap(phase =>
    phase.tasks.map(task =>
      task.obligation ? NOTIFICATION : WORK_BY_STATUS[phase.maps],
    ),
  );
}

/** The parts that only some plans have. */
function optionalParts({ metadata, spec }: ResponsePlan) {
  const { severities } = spec.triggers;
  const highest = SEVERITIES.findLast(severity =>
    severities?.includes(severity),
  );
  const priority = spec.appliesTo?.priority;
  const until = validUntil(spec.review?.nextDue);
  return {
    ...(metadata.description === undefined
      ? {}
      : { description: metadata.description }),
    ...(until ? { valid_until: until } : {}),
    // With CACAO the lowest number is first, and 0 means none.
    ...(priority === undefined
      ? {}
      : { priority: Math.max(1, 100 - priority) }),
    ...(highest ? { severity: SEVERITY_NUMBERS[highest] } : {}),
  };
}

/**
 * Converts a plan to a CACAO v2.0 playbook. All commands are `manual`. The ids are the same in every export.
 * {@link importCacaoPlaybook} restores the identical plan.
 *
 * @throws InputError when an option is not a time
 * @public
 */
export function exportCacaoPlaybook(
  plan: ResponsePlan,
  options: CacaoExportOptions,
): CacaoPlaybook {
  const { metadata, spec } = plan;
  const planRef = stringifyEntityRef(plan);
  const createdBy = `identity--${uuidV5(`owner#${spec.owner}`)}`;
  const modified = timestamp(options.modified, 'modified');
  const created = timestamp(options.created ?? options.modified, 'created');

  const agents = new Map<string, CacaoAgent>();
  const agentOfRole = new Map<string, string>();
  for (const role of spec.roles) {
    const agentId = roleAgentId(planRef, role);
    agentOfRole.set(role.id, agentId);
    agents.set(agentId, { type: agentId.split('--')[0], name: role.title });
  }
  const getAgentId = (role: string | undefined) => {
    const known = role === undefined ? undefined : agentOfRole.get(role);
    if (known) return known;
    const anyone = anyoneAgentId(planRef);
    agents.set(anyone, { type: 'group', name: 'Anyone in the response' });
    return anyone;
  };
  const { start, workflow, variables } = new WorkflowWriter(
    planRef,
    getAgentId,
  ).write(plan);

  const works = getWorks(spec);
  const tlp = spec.confidentiality?.tlp;
  const mark = tlp && marking(tlp, createdBy, created);
  const labels = [
    ...(metadata.tags ?? []),
    ...(spec.triggers.classifications ?? []),
    `version:${spec.version}`,
  ];
  return {
    type: 'playbook',
    spec_version: CACAO_SPEC_VERSION,
    id: `playbook--${uuidV5(planRef)}`,
    name: metadata.title ?? metadata.name,
    playbook_types: PLAYBOOK_TYPES.filter(type =>
      works.some(work => work.type === type),
    ),
    playbook_activities: [...new Set(works.map(({ activity }) => activity))],
    created_by: createdBy,
    created,
    modified,
    revoked: spec.lifecycle === 'retired',
    ...optionalParts(plan),
    labels: [...new Set(labels)],
    external_references: externalReferences(planRef, spec, options.url),
    ...(mark ? { markings: [mark.id] } : {}),
    ...(Object.keys(variables).length ? { playbook_variables: variables } : {}),
    workflow_start: start,
    workflow,
    playbook_extensions: { [CACAO_EXTENSION_ID]: planExtension(plan) },
    agent_definitions: Object.fromEntries(agents),
    extension_definitions: {
      [CACAO_EXTENSION_ID]: {
        type: 'extension-definition',
        ...CACAO_EXTENSION,
        created_by: createdBy,
      },
    },
    ...(mark ? { data_marking_definitions: { [mark.id]: mark } } : {}),
  };
}
