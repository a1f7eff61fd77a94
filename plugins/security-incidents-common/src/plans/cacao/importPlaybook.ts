import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';
import {
  type PlanPhase,
  type PlanRole,
  type ResponsePlan,
  responsePlanSpecSchema,
} from '../document';
import { RESPONSE_PLAN_API_VERSION, RESPONSE_PLAN_KIND } from '../kind';
import { lintResponsePlan } from '../lint';
import { exportCacaoPlaybook } from './exportPlaybook';
import { FindingLog, TooManyErrors } from './findings';
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

/** Facts of a plan that a playbook may not have. @public */
export interface CacaoImportOptions {
  /** Owner of the plan where the playbook names none; full entity ref. */
  owner?: string;
}

/** An imported plan, with findings about each part of its playbook. @public */
export interface CacaoImport {
  /** Absent when there is an `error` among the findings. */
  plan?: ResponsePlan;
  findings: CacaoFinding[];
}

/** What a plan starts from when its playbook has no steps for people. */
const FIRST_PHASE: PlanPhase = {
  id: 'triage',
  maps: 'triage',
  tasks: [{ id: 'write-tasks', title: 'Write the tasks of this plan' }],
};

/** Known fields of a playbook. */
const KNOWN_FIELDS = new Set([
  ...['type', 'spec_version', 'id', 'name', 'description', 'created_by'],
  ...['created', 'modified', 'revoked', 'valid_until', 'priority', 'severity'],
  ...['playbook_types', 'playbook_activities', 'labels', 'markings'],
  ...['external_references', 'playbook_variables', 'workflow_start'],
  ...['workflow_exception', 'workflow', 'playbook_extensions'],
  ...['agent_definitions', 'target_definitions', 'extension_definitions'],
  ...['data_marking_definitions', 'signatures', 'valid_from'],
]);

/** Logs what is left out. */
function nameTheRest(playbook: CacaoPlaybook, findings: FindingLog): void {
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

const planIdentitySchema = planMetadataSchema.pick({
  name: true,
  namespace: true,
});

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
    return planIdentitySchema.parse(
      namespace === 'default' ? { name } : { name, namespace },
    );
  } catch {
    // No such reference, or none that the catalog accepts: the title names the plan.
    return { name: toSlug(playbook.name) || 'imported-playbook' };
  }
}

function readForeign(
  playbook: CacaoPlaybook,
  options: CacaoImportOptions,
  findings: FindingLog,
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
  findings: FindingLog,
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
 * Logs changes of fields that our extension overrides.
 */
function nameIgnoredChanges(
  playbook: CacaoPlaybook,
  plan: ResponsePlan,
  findings: FindingLog,
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

/** Logs the lint errors of the plan. */
function nameRefusals(plan: ResponsePlan, findings: FindingLog): void {
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
  findings: FindingLog,
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

  const walk = new WorkflowWalk(playbook, findings);
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
    phases.push(FIRST_PHASE);
    findings.push({
      level: 'note',
      path: 'workflow',
      message:
        'The workflow has no steps for people; the plan got a first task',
    });
  }
  const spec = responsePlanSpecSchema.safeParse({
    ...frame.spec,
    roles: roles.all(),
    phases,
  });
  addIssues(spec.error, 'plan.spec', findings);
  return spec.data && !findings.hasErrors
    ? {
        apiVersion: RESPONSE_PLAN_API_VERSION,
        kind: RESPONSE_PLAN_KIND,
        metadata: metadata.data,
        spec: spec.data,
      }
    : undefined;
}

/**
 * Makes a response plan of a CACAO v2.0 playbook, for people to review. `manual` commands become tasks. Every other command
 * becomes text to read; nothing executes it. Loops, choices and conditions become instructions. A playbook that was exported
 * from a plan makes that plan again; any other becomes a draft.
 *
 * The import is lenient: it accepts times with any number of fractional digits, words outside the open vocabularies, ids with
 * prefixes of other tools and empty fields. It never throws, and always answers with a plan or with findings of the level
 * `error`. At most 101 findings are returned; the last one says how many were left out. Work grows with the size of the
 * document and no faster: a workflow has at most 500 steps, every other list is cut after 500 entries.
 *
 * @param document - the playbook, as JSON or as its text
 * @see {@link https://docs.oasis-open.org/cacao/security-playbooks/v2.0/security-playbooks-v2.0.html | CACAO v2.0}
 * @public
 */
export function importCacaoPlaybook(
  document: unknown,
  options: CacaoImportOptions = {},
): CacaoImport {
  const log = new FindingLog();
  try {
    const playbook = readCacaoPlaybook(document, log);
    if (!playbook) return { findings: log.toList() };
    nameTheRest(playbook, log);
    const plan = importPlan(playbook, options, log);
    if (!plan) return { findings: log.toList() };
    if (readOwnFrame(playbook)) nameIgnoredChanges(playbook, plan, log);
    nameRefusals(plan, log);
    return { plan, findings: log.toList() };
  } catch (error) {
    if (!(error instanceof TooManyErrors)) throw error;
    return { findings: log.toErrors() };
  }
}
