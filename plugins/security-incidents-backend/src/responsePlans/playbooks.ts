import { InputError } from '@backstage/errors';
import {
  type CacaoFinding,
  importCacaoPlaybook,
  type ParsedImportPlaybook,
  type PlaybookImport,
} from 'backstage-plugin-security-incidents-common';
import { stringify } from 'yaml';

/** How many findings the message of an error names; the error carries all. */
const NAMED = 5;

/** A playbook that no plan can be made of. */
class UnreadablePlaybookError extends InputError {
  name = 'InputError' as const;

  constructor(readonly findings: readonly CacaoFinding[]) {
    const named = findings
      .slice(0, NAMED)
      .map(({ path, message }) => `${path || 'document'}: ${message}`);
    const more = findings.length - named.length;
    super(
      `${named.join('; ')}${more > 0 ? `; and ${more} more problems` : ''}`,
    );
  }
}

/** The YAML of a plan made of a playbook, with what became of each part. */
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
