import { InputError } from '@backstage/errors';
import {
  type CacaoFinding,
  importCacaoPlaybook,
  type ParsedImportPlaybook,
  type PlaybookImport,
} from 'backstage-plugin-security-incidents-common';
import { stringify } from 'yaml';

/** How many findings the message names; `findings` has all. */
const MAX_NAMED = 5;

class UnreadablePlaybookError extends InputError {
  name = 'InputError' as const;

  constructor(readonly findings: readonly CacaoFinding[]) {
    const named = findings
      .slice(0, MAX_NAMED)
      .map(({ path, message }) => `${path || 'document'}: ${message}`);
    const more = findings.length - named.length;
    super(
      `${named.join('; ')}${more > 0 ? `; and ${more} more problems` : ''}`,
    );
  }
}

/** Converts a playbook to the YAML of a plan, with a finding for each part that was not kept as it is. */
export function importPlaybook({
  document,
}: ParsedImportPlaybook): PlaybookImport {
  const { plan, findings } = importCacaoPlaybook(document);
  if (!plan) {
    throw new UnreadablePlaybookError(
      findings.filter(({ level }) => level === 'error'),
    );
  }
  return { plan: stringify(plan), findings };
}
