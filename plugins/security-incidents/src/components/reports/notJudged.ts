import type { IncidentCompleteness } from 'backstage-plugin-security-incidents-common';

/** Whether no requirement says anything about a record, because it came by an import. */
export function isNotJudged({ imported, requirements }: IncidentCompleteness) {
  return (
    imported === true &&
    requirements.every(({ result }) => result === 'not-applicable')
  );
}
