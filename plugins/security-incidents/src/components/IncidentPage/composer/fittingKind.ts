import type {
  IncidentStatus,
  StepKind,
} from 'backstage-plugin-security-incidents-common';

const FITTING: Partial<Record<IncidentStatus, StepKind>> = {
  containment: 'containment',
  eradication: 'eradication',
  recovery: 'recovery',
};

/** What a step most likely is while an incident, or a phase of its plan, is in a status. */
export function fittingKind(status: IncidentStatus): StepKind {
  return FITTING[status] ?? 'analysis';
}
