import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';
import {
  type PlanRole,
  RESPONSE_PLAN_API_VERSION,
  RESPONSE_PLAN_KIND,
  type ResponsePlan,
  responsePlanSpecSchema,
} from '../document';
import { lintResponsePlan } from '../lint';
import { exportCacaoPlaybook } from './exportPlaybook';
import { toSlug } from './ids';
import { type PhaseFrame, TaskImport } from './importTasks';
import { RoleReader } from './importRoles';
import {
  type PlanFrame,
  planMetadataSchema,
  readOwnFrame,
  toDraftSpec,
  withNativeFields,
} from './importFields';
import { readCacaoPlaybook } from './structure';
import type { CacaoFinding, CacaoPlaybook } from './types';
import { CACAO_EXTENSION_ID, ENTITY_REFERENCE } from './vocabulary';
import { WorkflowWalk } from './walk';

/** What a plan needs that a playbook of somebody else does not know. @public */
export interface CacaoImportOptions {
  /** Owner of the plan where the playbook names none; full entity ref. */
  owner?: string;
}

/** The plan that was made of a playbook, and what became of each part. @public */
export interface CacaoImport {
  /** Absent when there is an `error` among the findings. */
  plan?: ResponsePlan;
  findings: CacaoFinding[];
}

/** Fields of a playbook that are read, or that a plan has no use for. */
const KNOWN_FIELDS = new Set([
  ...['type', 'spec_version', 'id', 'name', 'description', 'created_by'],
  ...['created', 'modified', 'revoked', 'valid_until', 'priority', 'severity'],
  ...['playbook_types', 'playbook_activities', 'labels', 'markings'],
  ...['external_references', 'playbook_variables', 'workflow_start'],
  ...['workflow_exception', 'workflow', 'playbook_extensions'],
  ...['agent_definitions', 'target_definitions', 'extension_definitions'],
  ...['data_marking_definitions', 'signatures', 'valid_from'],
]);

/** What is left out, and what is only said. */
function nameTheRest(playbook: CacaoPlaybook, findings: CacaoFinding[]): void {
  for (const key of Object.keys(playbook)) {
    if (!KNOWN_FIELDS.has(key)) {
      findings.push({
        level: 'dropped',
        path: key,
        message: `A response plan has no place for ${key}`,
      });
    }
  }
  const signatures = playbook.signatures;
  if (signatures !== undefined) {
    const count = Array.isArray(signatures) ? signatures.length : 1;
    findings.push({
      level: 'note',
      path: 'signatures',
      message: `The playbook carries ${count} signature(s); they were not verified`,
    });
  }
  for (const id of Object.keys(playbook.playbook_extensions ?? {})) {
    if (id !== CACAO_EXTENSION_ID) {
      findings.push({
        level: 'dropped',
        path: `playbook_extensions.${id}`,
        message: 'An extension that is not known here was left out',
      });
    }
  }
}

/** Name and namespace of a plan from somebody else's playbook. */
function getIdentity(playbook: CacaoPlaybook): {
  name: string;
  namespace?: string;
} {
  const reference = playbook.external_references?.find(
    ({ name, external_id: ref }) =>
      name === ENTITY_REFERENCE && ref !== undefined,
  );
  try {
    const { name, namespace } = parseEntityRef(reference?.external_id ?? '');
    return namespace === 'default' ? { name } : { name, namespace };
  } catch {
    // No such reference, or none that the catalog can read: the title names the plan.
    return { name: toSlug(playbook.name) || 'imported-playbook' };
  }
}

function readForeign(
  playbook: CacaoPlaybook,
  options: CacaoImportOptions,
  findings: CacaoFinding[],
): PlanFrame {
  const { spec, tags } = toDraftSpec(playbook, options.owner, findings);
  return {
    metadata: {
      ...getIdentity(playbook),
      title: playbook.name,
      ...(playbook.description === undefined
        ? {}
        : { description: playbook.description }),
      ...(tags.length ? { tags } : {}),
    },
    spec,
  };
}

function addIssues(
  error: z.ZodError | undefined,
  path: string,
  findings: CacaoFinding[],
): void {
  for (const issue of error?.issues ?? []) {
    findings.push({
      level: 'error',
      path: [path, ...issue.path.map(String)].join('.'),
      message: issue.message,
    });
  }
}

/**
 * A plan of ours says more than these fields can, so it keeps its own; whoever changed them is told.
 */
function nameIgnoredChanges(
  playbook: CacaoPlaybook,
  plan: ResponsePlan,
  findings: CacaoFinding[],
): void {
  const expected = exportCacaoPlaybook(plan, { modified: playbook.modified });
  for (const key of ['labels', 'severity', 'priority'] as const) {
    if (JSON.stringify(playbook[key]) !== JSON.stringify(expected[key])) {
      findings.push({
        level: 'note',
        path: key,
        message: `A change of ${key} was left out; change triggers, appliesTo or tags of the plan instead`,
      });
    }
  }
}

/** What the catalog will not accept; the plan is there to be put right. */
function nameRefusals(plan: ResponsePlan, findings: CacaoFinding[]): void {
  for (const { level, path, message } of lintResponsePlan(plan)) {
    if (level === 'error') {
      findings.push({
        level: 'note',
        path: `plan.${path}`,
        message: `The catalog refuses the plan until this is put right: ${message}`,
      });
    }
  }
}

function toPlanRef({ name, namespace }: { name: string; namespace?: string }) {
  return stringifyEntityRef({ kind: RESPONSE_PLAN_KIND, name, namespace });
}

function importPlan(
  playbook: CacaoPlaybook,
  options: CacaoImportOptions,
  findings: CacaoFinding[],
): ResponsePlan | undefined {
  const own = readOwnFrame(playbook);
  if (own?.problem) {
    const path = `playbook_extensions.${CACAO_EXTENSION_ID}`;
    findings.push({ level: 'error', path, message: own.problem });
    return undefined;
  }
  const frame = own?.frame
    ? withNativeFields(own.frame, playbook, findings)
    : readForeign(playbook, options, findings);
  const metadata = planMetadataSchema.safeParse(frame.metadata);
  addIssues(metadata.error, 'plan.metadata', findings);
  if (!metadata.data) return undefined;

  const walk = new WorkflowWalk(playbook);
  findings.push(...walk.findings);
  const roles = new RoleReader(
    playbook,
    findings,
    own?.frame && {
      roles: frame.spec.roles as PlanRole[],
      planRef: toPlanRef(metadata.data),
    },
  );
  const phases = new TaskImport({
    playbook,
    frames: own?.frame && (frame.spec.phases as PhaseFrame[]),
    roles,
    findings,
  }).run(walk.steps);
  if (!phases.length) {
    const message = 'No step of the workflow becomes a task';
    findings.push({ level: 'error', path: 'workflow', message });
    return undefined;
  }
  const spec = responsePlanSpecSchema.safeParse({
    ...frame.spec,
    roles: roles.all(),
    phases,
  });
  addIssues(spec.error, 'plan.spec', findings);
  return spec.data && !findings.some(({ level }) => level === 'error')
    ? {
        apiVersion: RESPONSE_PLAN_API_VERSION,
        kind: RESPONSE_PLAN_KIND,
        metadata: metadata.data,
        spec: spec.data,
      }
    : undefined;
}

/**
 * Makes a response plan of a CACAO v2.0 playbook, for people to review. `manual` commands become tasks; every other
 * command becomes text for reading, and nothing is executed by anyone. Loops, choices and conditions become
 * instructions. A playbook that was exported from a plan makes that plan again; any other becomes a draft.
 *
 * Whatever the document is, this answers: with a plan, or with findings of the level `error` and no part of a plan.
 *
 * @param document - the playbook, as JSON or as its text
 * @public
 */
export function importCacaoPlaybook(
  document: unknown,
  options: CacaoImportOptions = {},
): CacaoImport {
  const { playbook, findings } = readCacaoPlaybook(document);
  if (!playbook) return { findings };
  nameTheRest(playbook, findings);
  const plan = importPlan(playbook, options, findings);
  if (plan && readOwnFrame(playbook)) {
    nameIgnoredChanges(playbook, plan, findings);
  }
  if (!plan) return { findings };
  nameRefusals(plan, findings);
  return { plan, findings };
}
