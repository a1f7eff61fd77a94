import {
  type HistoryMark,
  isOpenStatus,
  MAX_REPORT_KEYS,
  type PlanClockReading,
  type ServiceIncident,
  type ServiceYear,
} from 'backstage-plugin-security-incidents-common';
import { findCameBack } from './cameBack';
import { Counter } from './evaluate/counted';
import type { IncidentFacts, TaskFact } from './evaluate/facts';
import { isImported } from './evaluate/imported';
import type { EvaluatedRecord } from './evaluate/ReportEvaluator';

const MAX_MARKS = 500;
const MAX_PEOPLE = 50;

const isDue = ({ required, state, dueAt }: TaskFact, now: string) =>
  required &&
  (state === 'done' ||
    state === 'skipped' ||
    (dueAt !== undefined && dueAt < now));

const isOnTime = ({ state, dueAt, endedAt }: TaskFact) =>
  state === 'done' &&
  (dueAt === undefined || (endedAt !== undefined && endedAt <= dueAt));

/** Required tasks that fell due, and those done by their due time. */
export function countTasks(tasks: readonly TaskFact[], now: string) {
  const due = tasks.filter(task => isDue(task, now));
  return { due: due.length, onTime: due.filter(isOnTime).length };
}

function getContainment(
  clocks: readonly PlanClockReading[],
): Pick<ServiceIncident, 'containment' | 'containDueAt'> {
  const clock = clocks.find(each => each.clock === 'contain');
  if (!clock) return { containment: 'no-target' };
  if (clock.state === 'met') return { containment: 'within' };
  if (clock.stoppedAt !== undefined) return { containment: 'late' };
  return {
    containment: clock.state === 'breached' ? 'over' : 'running',
    containDueAt: clock.dueAt,
  };
}

function countActions({ actions }: IncidentFacts, now: string) {
  return {
    total: actions.filter(({ state }) => state !== 'dropped').length,
    proven: actions.filter(({ state }) => state === 'proven').length,
    overdue: actions.filter(
      ({ state, dueAt }) =>
        state === 'open' && dueAt !== undefined && dueAt < now,
    ).length,
  };
}

function countObligations({ obligations }: IncidentFacts) {
  const count = (...states: string[]) =>
    obligations.filter(({ state }) => states.includes(state)).length;
  return {
    toAssess: count('to-assess'),
    toSend: count('pending', 'missed'),
    sent: count('submitted'),
    late: count('submitted-late'),
    notApplicable: count('not-applicable'),
  };
}

function getReview({ review }: IncidentFacts): Pick<ServiceIncident, 'review'> {
  if (!review) return {};
  if (review.state === 'waived') return { review: 'waived' };
  if (review.state === 'approved' || review.state === 'completed') {
    return { review: 'done' };
  }
  return review.required ? { review: 'required' } : {};
}

/** One row of the list of incidents of a service. */
export function toServiceIncident(
  { facts, clocks }: EvaluatedRecord,
  lastStep: string | undefined,
  now: string,
): ServiceIncident {
  const { incident, steps, runs, tasks, noPlan } = facts;
  const [run] = runs;
  const whatWasDone = incident.resolution?.summary ?? lastStep;
  const { notApplicable: _notApplicable, ...obligations } =
    countObligations(facts);
  return {
    id: incident.id,
    key: incident.key,
    title: incident.title,
    ...(incident.severity && { severity: incident.severity }),
    status: incident.status,
    open: isOpenStatus(incident.status),
    restricted: incident.visibility === 'restricted',
    ...(isImported(facts) && { imported: true }),
    ...(incident.classification && { class: incident.classification.class }),
    ...(incident.classification?.type && {
      type: incident.classification.type,
    }),
    detectedAt: incident.detectedAt,
    ...(incident.containedAt && {
      containedMs: Math.max(
        0,
        Date.parse(incident.containedAt) - Date.parse(incident.detectedAt),
      ),
    }),
    ...getContainment(clocks),
    ...(whatWasDone !== undefined && { whatWasDone }),
    ...(facts.leadRef && { leadRef: facts.leadRef }),
    steps: steps.length,
    people: new Set(steps.map(({ performedBy }) => performedBy)).size,
    ...(run && {
      plan: {
        planRef: run.planRef,
        title: run.title,
        version: run.version,
        ...countTasks(tasks, now),
      },
    }),
    ...(noPlan && { noPlanReason: noPlan.reason }),
    obligations,
    ...getReview(facts),
    actions: countActions(facts, now),
  };
}

function toMark({ facts: { incident } }: EvaluatedRecord): HistoryMark {
  return {
    id: incident.id,
    key: incident.key,
    title: incident.title,
    ...(incident.severity && { severity: incident.severity }),
    status: incident.status,
    open: isOpenStatus(incident.status),
    mode: incident.mode,
    ...(incident.classification && { class: incident.classification.class }),
    detectedAt: incident.detectedAt,
  };
}

function toPeople(records: readonly EvaluatedRecord[]): ServiceYear['people'] {
  const people = new Map<
    string,
    { led: number; steps: number; incidents: Set<number> }
  >();
  const of = (ref: string) => {
    const known = people.get(ref) ?? {
      led: 0,
      steps: 0,
      incidents: new Set<number>(),
    };
    people.set(ref, known);
    return known;
  };
  for (const { facts } of records) {
    const { seq } = facts.incident;
    for (const { performedBy } of facts.steps) {
      const person = of(performedBy);
      person.steps += 1;
      person.incidents.add(seq);
    }
    const { leadRef } = facts;
    if (leadRef) {
      of(leadRef).led += 1;
      of(leadRef).incidents.add(seq);
    }
  }
  return [...people]
    .map(([principalRef, { led, steps, incidents }]) => ({
      principalRef,
      led,
      steps,
      incidents: incidents.size,
    }))
    .sort(
      (a, b) =>
        b.steps - a.steps ||
        b.led - a.led ||
        a.principalRef.localeCompare(b.principalRef),
    )
    .slice(0, MAX_PEOPLE);
}

function toActions(
  records: readonly EvaluatedRecord[],
  now: string,
): ServiceYear['actions'] {
  return records
    .flatMap(({ facts }) =>
      facts.actions
        .filter(({ state }) => state !== 'dropped')
        .map(({ id, title, ownerRef, dueAt, firstDueAt, state }) => ({
          id,
          incidentKey: facts.incident.key,
          title,
          ...(ownerRef && { ownerRef }),
          // A date that moved does not make it less late.
          ...(dueAt && { dueAt: dueAt < now ? firstDueAt ?? dueAt : dueAt }),
          state:
            state === 'open' && dueAt !== undefined && dueAt < now
              ? ('overdue' as const)
              : (state as 'open' | 'done' | 'proven'),
        })),
    )
    .slice(0, MAX_REPORT_KEYS);
}

function sumObligations(records: readonly EvaluatedRecord[]) {
  const sum = { sent: 0, late: 0, toAssess: 0, toSend: 0, notApplicable: 0 };
  for (const { facts } of records) {
    const counts = countObligations(facts);
    sum.sent += counts.sent;
    sum.late += counts.late;
    sum.toAssess += counts.toAssess;
    sum.toSend += counts.toSend;
    sum.notApplicable += counts.notApplicable;
  }
  return sum;
}

function toContainment(records: readonly EvaluatedRecord[]) {
  const missed = new Counter();
  let met = 0;
  let withoutTarget = 0;
  let running = 0;
  for (const { facts, clocks } of records) {
    const { containment } = getContainment(clocks);
    if (containment === 'within') met += 1;
    else if (containment === 'no-target') withoutTarget += 1;
    else if (containment === 'running') running += 1;
    else missed.add(facts.incident.key);
  }
  return {
    met,
    of: met + missed.total,
    missed: missed.counted,
    withoutTarget,
    running,
  };
}

/** The parts of a service's year that come from its records one by one. */
export function buildServiceYear(
  all: readonly EvaluatedRecord[],
  lastSteps: ReadonlyMap<number, string>,
  now: string,
): Pick<
  ServiceYear,
  | 'incidents'
  | 'containment'
  | 'marks'
  | 'cameBack'
  | 'items'
  | 'truncated'
  | 'people'
  | 'steps'
  | 'actions'
  | 'reviews'
  | 'obligations'
> {
  const newestFirst = [...all].reverse();
  const counted = newestFirst.filter(({ outcomes }) => outcomes !== undefined);
  const countWhere = (matches: (facts: IncidentFacts) => boolean) =>
    counted.filter(({ facts }) => matches(facts)).length;
  return {
    incidents: {
      total: counted.length,
      open: countWhere(({ incident }) => isOpenStatus(incident.status)),
      closed: countWhere(({ incident }) => incident.status === 'closed'),
      dismissed: countWhere(({ incident }) => incident.status === 'dismissed'),
      exercises: all.filter(({ facts }) => facts.incident.mode === 'exercise')
        .length,
      restricted: countWhere(
        ({ incident }) => incident.visibility === 'restricted',
      ),
    },
    containment: toContainment(counted),
    marks: newestFirst
      .filter(({ facts }) => facts.incident.status !== 'merged')
      .slice(0, MAX_MARKS)
      .map(toMark),
    cameBack: findCameBack(counted.map(({ facts }) => facts)),
    items: counted
      .slice(0, MAX_REPORT_KEYS)
      .map(record =>
        toServiceIncident(
          record,
          lastSteps.get(record.facts.incident.seq),
          now,
        ),
      ),
    truncated: counted.length > MAX_REPORT_KEYS,
    people: toPeople(counted),
    steps: counted.reduce((sum, { facts }) => sum + facts.steps.length, 0),
    actions: toActions(counted, now),
    reviews: {
      held: countWhere(facts => getReview(facts).review === 'done'),
      required: countWhere(({ review }) => review?.required === true),
    },
    obligations: sumObligations(counted),
  };
}
