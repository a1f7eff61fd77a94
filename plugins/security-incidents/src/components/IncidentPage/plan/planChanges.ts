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

const PART_NAMES = { task: 'Task', phase: 'Phase', role: 'Role' };

/** One line for each thing that is not as it was, without the version, which the heading says. */
export function planChangeLines(changes: PlanContentChange[]): string[] {
  return changes
    .filter(({ part, id }) => !(part === 'plan' && id === 'version'))
    .map(({ kind, part, id, title, fields = [] }) => {
      if (part === 'plan') {
        const word = { added: 'added', removed: 'removed', changed: 'changed' };
        const name = fieldName(id);
        return `Plan: ${name} ${word[kind]}`;
      }
      const what = `${PART_NAMES[part]} "${title}"`;
      if (kind === 'added') return `${what} is new`;
      if (kind === 'removed') return `${what} is gone`;
      return `${what}: ${listText(fields.map(fieldName))} changed`;
    });
}
