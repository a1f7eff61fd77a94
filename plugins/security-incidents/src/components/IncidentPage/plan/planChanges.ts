import type { PlanContentChange } from 'backstage-plugin-security-incidents-common';
import { listText } from '../../PlanPage/planText';

/** What people call the parts of a plan; anything else reads as its name in words. */
const FIELD_NAMES: Record<string, string> = {
  due: 'due time',
  dependsOn: 'what comes before it',
  when: 'condition',
  evidence: 'evidence',
  maps: 'status',
  assign: 'who gets it',
  goal: 'goal',
  exitCriteria: 'exit criteria',
  sla: 'service levels',
  appliesTo: 'which services it is for',
  triggers: 'which incidents it is for',
  lifecycle: 'lifecycle',
  communications: 'who is told',
  closure: 'closing',
  name: 'name in the catalog',
};

function fieldName(name: string): string {
  return (
    FIELD_NAMES[name] ??
    name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  );
}

/** What the fields of one thing said and say where that fits a line, then the names of the others. */
function fieldsText({ fields = [], values = [] }: PlanContentChange): string {
  const told = values.map(
    ({ field, before, after }) =>
      `${fieldName(field)} was ${before || 'not given'}, is now ${
        after || 'not given'
      }`,
  );
  const others = fields.filter(
    name => !values.some(({ field }) => field === name),
  );
  return [
    ...told,
    ...(others.length > 0
      ? [`${listText(others.map(fieldName))} changed`]
      : []),
  ].join('; ');
}

const PART_NAMES = { task: 'Task', phase: 'Phase', role: 'Role' };

/** One line for each thing that is not as it was, without the version, which the heading says. */
export function planChangeLines(changes: PlanContentChange[]): string[] {
  return changes
    .filter(({ part, id }) => !(part === 'plan' && id === 'version'))
    .map(change => {
      const { kind, part, id, title } = change;
      if (part === 'plan') {
        const word = { added: 'added', removed: 'removed', changed: 'changed' };
        return change.values
          ? `Plan: ${fieldsText(change)}`
          : `Plan: ${fieldName(id)} ${word[kind]}`;
      }
      const what = `${PART_NAMES[part]} "${title}"`;
      if (kind === 'added') return `${what} is new`;
      if (kind === 'removed') return `${what} is gone`;
      return `${what}: ${fieldsText(change)}`;
    });
}
