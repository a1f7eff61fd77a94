import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { checkPattern, checkPatternRef } from '../mapping/patterns';
import type { DetectionRulesStore } from '../store/DetectionRulesStore';
import type { PatternRecord } from '../store/records';

const MAX_PATTERNS = 200;
const MAX_NAME_LENGTH = 300;

/**
 * Checks the expression and the ref of a pattern.
 *
 * @returns the ref as it is stored
 * @throws InputError that says what is not allowed
 */
export function checkMapping(given: { pattern: string; entityRef: string }) {
  checkPattern(given.pattern);
  return { entityRef: checkPatternRef(given.entityRef) };
}

/**
 * Adds a pattern behind the others. One that is there already is not added again.
 *
 * @param field - of the request, for the error
 * @throws InputError when the expression or the ref is not allowed, or there are too many
 */
export async function addPattern(
  store: DetectionRulesStore,
  given: { name: string; label: string; pattern: string; entityRef: string },
  actor: string,
  now: Date,
  field: string,
): Promise<PatternRecord> {
  const { entityRef } = checkMapping(given);
  const at = now.toISOString();
  const name = given.name.slice(0, MAX_NAME_LENGTH);
  const { label, pattern } = given;
  return store.change(async tx => {
    const { patterns } = tx.stored;
    if (patterns.length >= MAX_PATTERNS) {
      throw new InputError(`${field}: there are ${MAX_PATTERNS} already`);
    }
    const known = patterns.find(
      other =>
        other.label === label &&
        other.pattern === pattern &&
        other.entityRef === entityRef,
    );
    if (known) return known;
    const added: PatternRecord = {
      id: randomUUID(),
      position: Math.max(0, ...patterns.map(other => other.position)) + 1,
      name,
      label,
      pattern,
      entityRef,
      updatedBy: actor,
      updatedAt: at,
      version: 1,
    };
    await tx.savePatterns([added]);
    await tx.log({
      at,
      by: actor,
      kind: 'pattern',
      action: 'added',
      name,
      data: { label, pattern, entityRefs: [entityRef] },
    });
    return added;
  });
}
