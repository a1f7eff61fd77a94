import {
  getVisibleEntities,
  type Incident,
  type IncidentSummary,
  type PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import { getPagePath } from '../integrations/pagePath';

/** Longest title, summary or instruction that an action returns, in UTF-16 code units. */
const LONGEST_TEXT = 4_000;

function shorten(text: string): string;
function shorten(text: string | undefined): string | undefined;
function shorten(text: string | undefined): string | undefined {
  return text && text.length > LONGEST_TEXT
    ? `${text.slice(0, LONGEST_TEXT)}…`
    : text;
}

/** Whether the content stays in Backstage: TLP:RED is for named people, and the answer of an action goes to a model. */
function isRed({ tlp }: IncidentSummary): boolean {
  return tlp === 'RED';
}

/** One incident in a list. */
export function toListedIncident(incident: IncidentSummary) {
  const { key, status, open, severity, priority, tlp, visibility } = incident;
  const base = {
    key,
    status,
    open,
    severity,
    priority,
    tlp,
    visibility,
    path: `${getPagePath()}/${key}`,
  };
  if (isRed(incident)) return { ...base, contentWithheld: true };
  return {
    ...base,
    title: shorten(incident.title),
    classification: incident.classification?.class,
    isMajor: incident.isMajor,
    reportedAt: incident.reportedAt,
    affected: getVisibleEntities(incident.affected).map(
      ({ entityRef }) => entityRef,
    ),
    commander: incident.roles.find(({ role }) => role === 'incident-commander')
      ?.principalRef,
    nextDue: incident.nextDue && {
      title: shorten(incident.nextDue.title),
      dueAt: incident.nextDue.dueAt,
    },
  };
}

/** The tasks of the applied plans. */
function toTasks({ runs }: PlanRuns) {
  return runs.flatMap(run =>
    run.phases.flatMap(phase =>
      phase.tasks
        .filter(task => !task.retired)
        .map(task => ({
          id: task.id,
          title: shorten(task.title),
          instructions: shorten(task.instructions),
          plan: run.title,
          phase: phase.title,
          state: task.state,
          required: task.required,
          evidenceRequired: task.evidenceRequired,
          assignee: task.assigneeRef,
          dueAt: task.dueAt,
        })),
    ),
  );
}

/** One incident with what can be done next. */
export function toIncidentDetails(incident: Incident, plans: PlanRuns) {
  const listed = toListedIncident(incident);
  if (isRed(incident)) return { ...listed, version: incident.version };
  return {
    ...listed,
    version: incident.version,
    summary: shorten(incident.summary),
    roles: incident.roles.map(({ role, principalRef }) => ({
      role,
      principal: principalRef,
    })),
    transitions: incident.transitions.map(({ to, allowed, blockedBy }) => ({
      to,
      allowed,
      blockedBy: blockedBy.map(({ message }) => message),
    })),
    tasks: toTasks(plans),
  };
}
