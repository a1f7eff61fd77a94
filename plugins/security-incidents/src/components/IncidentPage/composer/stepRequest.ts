import type {
  PlanRuns,
  RecordStepRequest,
  StepKind,
} from 'backstage-plugin-security-incidents-common';
import { fromTimeInput, toTimeInput } from '../../../time';
import type { ComposerRequest } from '../IncidentRecord';
import { fittingKind } from './fittingKind';
import type { StepDraft } from './useStepDraft';

/** The request that records a draft. */
export function toRequest(draft: StepDraft, kind: StepKind): RecordStepRequest {
  const { corrects } = draft;
  // The field knows minutes only; an untouched time of an amended step keeps its seconds.
  const performedAt =
    corrects && toTimeInput(corrects.performedAt) === draft.when
      ? corrects.performedAt
      : fromTimeInput(draft.when);
  return {
    kind,
    text: draft.text.trim(),
    ...(draft.outcome && { outcome: draft.outcome }),
    ...(kind === 'communication' &&
      draft.audience && { audience: draft.audience }),
    ...(performedAt && { performedAt }),
    ...(draft.entityRefs.length > 0 && { entityRefs: draft.entityRefs }),
    ...(draft.task && { taskId: draft.task.id }),
    ...(corrects && { supersedes: corrects.id }),
  };
}

/** The draft that another card asked for; no `entry` when it only wants the field to have the focus. */
export function toEntry(
  { corrects, task, kind, audience }: ComposerRequest,
  plans: PlanRuns | undefined,
): { entry?: Partial<StepDraft>; amends: boolean } {
  if (corrects) {
    const { id, seq, performedAt } = corrects;
    const entry = {
      corrects: { id, seq, performedAt },
      kind: corrects.kind,
      text: corrects.text,
      outcome: corrects.outcome,
      audience: corrects.audience,
      when: toTimeInput(performedAt),
      entityRefs: corrects.entityRefs,
    };
    return { entry, amends: true };
  }
  if (task) {
    const { id, title } = task;
    const phase = plans?.runs
      .flatMap(({ phases }) => phases)
      .find(({ tasks }) => tasks.some(other => other.id === id));
    const entry = {
      task: { id, title, finishes: task.maySettle },
      kind: phase && fittingKind(phase.maps),
    };
    return { entry, amends: false };
  }
  return {
    entry: kind && { kind, ...(audience && { audience }) },
    amends: false,
  };
}
