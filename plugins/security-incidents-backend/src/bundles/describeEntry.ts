import {
  type IncidentRole,
  INCIDENT_ROLE_LABELS,
  type IncidentStatus,
  STATUS_LABELS,
  STEP_KIND_LABELS,
  STEP_OUTCOME_LABELS,
  type StepKind,
  type StepOutcome,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';

const MAX_TEXT = 600;
const MAX_VALUE = 120;

/** `plan.applied` is "Plan applied". */
function toWords(action: string): string {
  const words = action.replace(/[.-]/g, ' ');
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}

const toText = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;

function toStatus(value: unknown): string {
  return STATUS_LABELS[value as IncidentStatus] ?? String(value);
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

/** A value of a fact in a few words. */
function toValue(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  return cut(
    typeof value === 'object' ? JSON.stringify(value) : String(value),
    MAX_VALUE,
  );
}

function describeChanges(changes: unknown): string[] {
  if (typeof changes !== 'object' || changes === null) return [];
  return Object.entries(changes).map(([name, change]) => {
    const { from, to } = (change ?? {}) as { from?: unknown; to?: unknown };
    return `${name}: ${toValue(from)} to ${toValue(to)}.`;
  });
}

/** What an entry says happened: what kind of thing, and the words of it. */
export function describeEntry(
  { action, data, withheld }: TimelineEntry,
  getName: (ref: string) => string,
): { what: string; text: string } {
  const what = toWords(action);
  if (data === undefined) {
    return {
      what,
      text: withheld
        ? 'Content withheld from whoever made this report.'
        : 'Content erased; a later entry says by whom and why.',
    };
  }
  const {
    from,
    to,
    kind,
    outcome,
    entityRef,
    principalRef,
    role,
    changes,
    seq,
    ...rest
  } = data as Record<string, unknown>;
  const texts = [
    action === 'status.changed' && `${toStatus(from)} to ${toStatus(to)}.`,
    action === 'entry.erased' && `The content of entry ${String(seq)}.`,
    toText(role) && `${INCIDENT_ROLE_LABELS[role as IncidentRole] ?? role}:`,
    toText(principalRef) && `${getName(principalRef as string)}.`,
    toText(entityRef) && `${getName(entityRef as string)}.`,
    toText(rest.title) && `${rest.title}.`,
    toText(rest.fileName) && `${rest.fileName}.`,
    toText(rest.text),
    toText(outcome) &&
      `${STEP_OUTCOME_LABELS[outcome as StepOutcome] ?? outcome}.`,
    ...describeChanges(changes),
    toText(rest.reason),
    toText((rest.resolution as { summary?: unknown } | undefined)?.summary),
  ].filter((text): text is string => Boolean(text));
  return {
    what:
      action === 'step.recorded'
        ? STEP_KIND_LABELS[kind as StepKind] ?? what
        : what,
    text: cut(texts.join(' '), MAX_TEXT),
  };
}
