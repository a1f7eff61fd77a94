import type { PlanRuns } from 'backstage-plugin-security-incidents-common';
import { toUtcInput } from '../fields';
import type { ComposerRequest } from '../IncidentRecord';
import { fittingKind } from './fittingKind';
import type { StepDraft } from './useStepDraft';

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
      when: toUtcInput(performedAt),
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
      task: { id, title, finishes: true },
      kind: phase && fittingKind(phase.maps),
    };
    return { entry, amends: false };
  }
  return {
    entry: kind && { kind, ...(audience && { audience }) },
    amends: false,
  };
}
