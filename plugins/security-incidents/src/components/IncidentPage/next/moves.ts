import {
  findForwardTransition,
  type Incident,
  incidentClosePermission,
  incidentMergePermission,
  incidentReopenPermission,
  incidentTransitionPermission,
  STATUS_LABELS,
  type TransitionBlocker,
  type TransitionGuardId,
  type TransitionKind,
  type TransitionOption,
  type TransitionPermission,
} from 'backstage-plugin-security-incidents-common';

/** What a move is called. */
export function moveLabel(option: TransitionOption): string {
  const name = STATUS_LABELS[option.to];
  const labels: Record<TransitionKind, string> = {
    forward: `Move to ${name}`,
    skip: `Skip ahead to ${name}`,
    back: `Back to ${name}`,
    reopen: `Re-open in ${name}`,
    dismiss: 'Dismiss',
    merge: 'Merge into another incident',
    restore: `Bring back to ${name}`,
  };
  return labels[option.kind];
}

const RIGHT_NAMES: Record<TransitionPermission, string> = {
  transition: incidentTransitionPermission.name,
  close: incidentClosePermission.name,
  reopen: incidentReopenPermission.name,
  merge: incidentMergePermission.name,
};

/** Whether the reader has the right to a move; what cannot work for somebody is not offered to them. */
export function mayMove(option: TransitionOption): boolean {
  return !option.blockedBy.some(({ guard }) => guard === 'permission');
}

/** The name of the right that a move needs. */
export function rightOf(option: TransitionOption): string {
  return RIGHT_NAMES[option.right];
}

/** What is missing on the record, whoever looks at it. */
export function missingFor(option: TransitionOption): TransitionBlocker[] {
  return option.blockedBy.filter(({ guard }) => guard !== 'permission');
}

/** The sentence at the top of the card. */
export function headingOf(forward: TransitionOption | undefined): string {
  if (!forward) return 'This record is complete';
  const name = STATUS_LABELS[forward.to].toLocaleLowerCase('en');
  const count = missingFor(forward).length;
  if (!count) return `Ready for ${name}`;
  return `${count} ${count === 1 ? 'thing' : 'things'} left before ${name}`;
}

/** What a guard asks for, once it is there. */
const MET: Partial<Record<TransitionGuardId, string>> = {
  'has-lead': 'lead named',
  'has-class': 'class set',
  'has-severity': 'severity set',
  'has-urgency': 'urgency set',
  'has-containment-step': 'containment step recorded',
  'services-decided': 'services decided',
  'has-plan': 'plan applied',
  'required-tasks': 'required tasks settled',
};

/** What the next move asks for and has. */
export function metFor({
  status,
  transitions,
  planSummary,
}: Incident): string[] {
  const forward = transitions.find(({ kind }) => kind === 'forward');
  const missing = forward?.blockedBy.map(({ guard }) => guard) ?? [];
  // Without a plan these are met because there is nothing to meet.
  if (!planSummary) missing.push('has-plan', 'required-tasks');
  return (findForwardTransition(status)?.guards ?? [])
    .filter(guard => !missing.includes(guard))
    .flatMap(guard => MET[guard] ?? []);
}

/** Services that nobody has decided about, which will be in the way of resolving it. */
export function undecidedServices({ affected }: Incident): number {
  return affected.filter(
    ({ role, compromise }) => role !== 'cleared' && compromise === 'unknown',
  ).length;
}
