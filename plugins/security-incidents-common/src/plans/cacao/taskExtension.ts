import { z } from 'zod';
import { SEVERITIES } from '../../rules';
import { PLAN_ANCHORS, type PlanTask } from '../document';
import type { CacaoStep } from './types';
import { CACAO_EXTENSION_ID } from './vocabulary';

/*
 * Reads our extension of a step. The plan is validated as a whole afterwards.
 */

const taskExtensionSchema = z.object({
  task_key: z.string(),
  phase: z.string().optional(),
  /** Place of the task in the plan, counted from 1. */
  position: z.number().optional(),
  role: z.string().optional(),
  due_offset: z.string().optional(),
  due_anchor: z.enum(PLAN_ANCHORS).optional(),
  required: z.boolean().optional(),
  evidence_required: z.boolean().optional(),
  evidence_kinds: z.array(z.string()).optional(),
  depends_on: z.array(z.string()).optional(),
  parallel_with: z.array(z.string()).optional(),
  severities: z.array(z.enum(SEVERITIES)).optional(),
  when: z.string().max(500).optional(),
  obligation: z.string().optional(),
  links: z.array(z.object({ title: z.string(), url: z.string() })).optional(),
  /** `none`: the command only repeats the title. */
  instructions: z.literal('none').optional(),
});

/** Our extension of a step. */
export interface TaskExtension
  extends Omit<PlanTask, 'title' | 'instructions'> {
  phase?: string;
  position?: number;
  withoutInstructions: boolean;
}

const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as T;

/** Our extension of a step, or what is wrong with it; empty when there is none. */
export function readTaskExtension(step: CacaoStep | undefined): {
  extension?: TaskExtension;
  problem?: string;
} {
  const raw = new Map(Object.entries(step?.step_extensions ?? {})).get(
    CACAO_EXTENSION_ID,
  );
  // Steps that group others have only the phase.
  if (!raw || raw.task_key === undefined) return {};
  const { data, error } = taskExtensionSchema.safeParse(raw);
  if (!data) {
    const [issue] = error.issues;
    return { problem: `${issue.path.join('.')}: ${issue.message}` };
  }
  if ((data.due_offset === undefined) !== (data.due_anchor === undefined)) {
    return { problem: 'due_offset and due_anchor need each other' };
  }
  return {
    extension: defined({
      id: data.task_key,
      role: data.role,
      due:
        data.due_offset === undefined
          ? undefined
          : { after: data.due_offset, from: data.due_anchor! },
      required: data.required,
      evidence:
        data.evidence_required === undefined
          ? undefined
          : defined({
              required: data.evidence_required,
              kinds: data.evidence_kinds,
            }),
      dependsOn: data.depends_on,
      parallelWith: data.parallel_with,
      severities: data.severities,
      when: data.when,
      obligation: data.obligation,
      links: data.links,
      phase: data.phase,
      position: data.position,
      withoutInstructions: data.instructions === 'none',
    }),
  };
}

export function findTaskExtension(
  step: CacaoStep | undefined,
): TaskExtension | undefined {
  return readTaskExtension(step).extension;
}
