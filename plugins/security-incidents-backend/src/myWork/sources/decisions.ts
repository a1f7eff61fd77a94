import type {
  IncidentStatus,
  WorkDecision,
  WorkHolder,
} from 'backstage-plugin-security-incidents-common';
import type { Hidden } from '../../authorization/redactServices';
import { isDecided } from '../../incidents/guards';
import { toMajorStatus } from '../../serviceLevels/major';
import type { AnsweredIncident } from '../store/MyWorkStore';
import { findOwnHolder, type WorkCaller, type WorkDraft } from '../WorkSource';
import type { Answerers } from './AnswerWorkSource';

/** Which part of the incident's page answers a question. */
const TARGETS: Record<WorkDecision, string> = {
  lead: 'what-blocks',
  class: 'what-blocks',
  severity: 'what-blocks',
  major: 'major',
  service: 'affected-services',
};

interface Question {
  decision: WorkDecision;
  title: string;
  /** Those who decide. */
  holders: readonly WorkHolder[];
  reasons?: string[];
  entityRef?: string;
}

const BEFORE_RESPONSE: readonly IncidentStatus[] = ['new', 'triage'];
/** While it is looked at and dealt with, somebody has to know which services it hit. */
const SERVICES_ASKED: readonly IncidentStatus[] = [
  'triage',
  'containment',
  'eradication',
  'recovery',
];

function getTriageQuestions(
  { incident, roles }: AnsweredIncident,
  { leads, all }: Answerers,
): Question[] {
  const isLed = roles.some(
    ({ role, renouncedAt }) =>
      !renouncedAt && (role === 'incident-commander' || role === 'assignee'),
  );
  const isTriaged = !BEFORE_RESPONSE.includes(incident.status);
  return [
    ...(isLed || incident.status === 'resolved'
      ? []
      : [{ decision: 'lead' as const, title: 'Name a lead', holders: all }]),
    ...(incident.classification || isTriaged
      ? []
      : [
          {
            decision: 'class' as const,
            title: 'Choose the class',
            holders: leads,
          },
        ]),
    ...(incident.severity || isTriaged
      ? []
      : [
          {
            decision: 'severity' as const,
            title: 'Decide the severity',
            holders: leads,
          },
        ]),
  ];
}

function getMajorQuestion(
  { incident }: AnsweredIncident,
  { all }: Answerers,
): Question[] {
  const { state, proposedBecause } = toMajorStatus(incident);
  return state === 'proposed'
    ? [
        {
          decision: 'major',
          title: 'Decide whether it is a major incident',
          holders: all,
          reasons: proposedBecause,
        },
      ]
    : [];
}

/** The owner of a service decides whether it was hit; without an owner, the leads do. */
function getServiceQuestions(
  { incident, affected, hidden }: AnsweredIncident & { hidden: Hidden },
  { leads }: Answerers,
): Question[] {
  if (!SERVICES_ASKED.includes(incident.status)) return [];
  return affected
    .filter(entity => !isDecided(entity) && !hidden.has(entity.entityRef))
    .map(({ entityRef, snapshot }) => ({
      decision: 'service',
      title: `Decide whether ${snapshot.title ?? entityRef} was compromised`,
      entityRef,
      holders:
        snapshot.ownerRef && incident.mode === 'real'
          ? [{ ref: snapshot.ownerRef, because: 'owner' }]
          : leads,
    }));
}

/** Finds the questions about an incident that the caller or a group of theirs decides. */
export function findDecisions(
  answered: AnsweredIncident & { hidden: Hidden },
  answerers: Answerers,
  caller: WorkCaller,
): WorkDraft[] {
  const { incident } = answered;
  const questions = [
    ...getTriageQuestions(answered, answerers),
    ...getMajorQuestion(answered, answerers),
    ...getServiceQuestions(answered, answerers),
  ];
  return questions.flatMap(({ holders, reasons = [], ...question }) => {
    const holder = findOwnHolder(holders, caller);
    if (!holder) return [];
    const { decision, entityRef } = question;
    const id = ['decision', incident.id, decision, entityRef];
    return {
      incident,
      target: TARGETS[decision],
      acts: [{ name: 'decide' as const, needs: 'update' as const }],
      item: {
        kind: 'decision' as const,
        id: id.filter(Boolean).join(':'),
        ...question,
        due: { state: 'none' as const },
        holder,
        reasons,
      },
    };
  });
}
