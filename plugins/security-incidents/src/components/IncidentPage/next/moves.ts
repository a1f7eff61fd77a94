import {
  findForwardTransition,
  type Incident,
  type IncidentStatus,
  type TransitionBlocker,
  type TransitionGuardId,
  type TransitionOption,
} from 'backstage-plugin-security-incidents-common';
import { getLabels, type Translate } from '../../../translation';

/** Statuses that an incident moves on to, which have a verb of their own. */
type ForwardStatus = Exclude<IncidentStatus, 'dismissed' | 'merged'>;

/** What the button of a move says. */
export function toMoveLabel(t: Translate, option: TransitionOption): string {
  const { kind, to } = option;
  if (kind === 'forward') {
    return t(`incidentPage.nextStep.action.${to as ForwardStatus}`);
  }
  return t(`incidentPage.nextStep.action.${kind}`, {
    status: getLabels(t, 'status')[to],
  });
}

/** Whether the reader has the permission for a move; others are not offered. */
export function mayMove(option: TransitionOption): boolean {
  return !option.blockedBy.some(({ guard }) => guard === 'permission');
}

/** What is missing on the record, whoever looks at it. */
export function getMissing(option: TransitionOption): TransitionBlocker[] {
  return option.blockedBy.filter(({ guard }) => guard !== 'permission');
}

/** The sentence at the top of the card. */
export function toHeading(
  t: Translate,
  forward: TransitionOption | undefined,
): string {
  if (!forward) return t('incidentPage.nextStep.complete');
  const move = t(`incidentPage.nextStep.verb.${forward.to}`);
  const count = getMissing(forward).length;
  return count === 0
    ? t('incidentPage.nextStep.ready', { move })
    : t('incidentPage.nextStep.toDo', { count, move });
}

const GUARD_KEYS = {
  'has-lead': 'hasLead',
  'has-class': 'hasClass',
  'has-severity': 'hasSeverity',
  'has-urgency': 'hasUrgency',
  'has-containment-step': 'hasContainmentStep',
  'services-decided': 'servicesDecided',
  'has-plan': 'hasPlan',
  'required-tasks': 'requiredTasks',
  'review-completed': 'reviewCompleted',
  'actions-assigned': 'actionsAssigned',
} as const satisfies Partial<Record<TransitionGuardId, string>>;

/** What the next move asks for and the record has. */
export function toMetTexts(t: Translate, incident: Incident): string[] {
  const { status, transitions, planSummary } = incident;
  const forward = transitions.find(({ kind }) => kind === 'forward');
  const missing = forward?.blockedBy.map(({ guard }) => guard) ?? [];
  // Without a plan these are met because there is nothing to meet.
  if (!planSummary) missing.push('has-plan', 'required-tasks');
  return (findForwardTransition(status)?.guards ?? [])
    .filter(guard => !missing.includes(guard))
    .flatMap(guard =>
      guard in GUARD_KEYS
        ? t(
            `incidentPage.nextStep.guard.${
              GUARD_KEYS[guard as keyof typeof GUARD_KEYS]
            }`,
          )
        : [],
    );
}

/** How many services nobody has decided about, which blocks resolving the incident. */
export function countUndecidedServices({ affected }: Incident): number {
  return affected.filter(
    ({ role, compromise }) => role !== 'cleared' && compromise === 'unknown',
  ).length;
}
