import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { checkPattern, checkPatternRef } from '../mapping/patterns';
import type { DetectionRulesStore } from '../store/DetectionRulesStore';

const MAX_PATTERNS = 200;
const MAX_NAME_LENGTH = 300;

/**
 * Adds a pattern behind the others.
 *
 * @throws InputError when the expression or the ref is not allowed, or there are too many
 */
export async function addPattern(
  store: DetectionRulesStore,
  given: { name: string; label: string; pattern: string; entityRef: string },
  actor: string,
  now: Date,
): Promise<void> {
  checkPattern(given.pattern);
  const entityRef = checkPatternRef(given.entityRef);
  const at = now.toISOString();
  const name = given.name.slice(0, MAX_NAME_LENGTH);
  const { label, pattern } = given;
  await store.change(async tx => {
    const { patterns } = tx.stored;
    if (patterns.length >= MAX_PATTERNS) {
      throw new InputError(`asPattern: there are ${MAX_PATTERNS} already`);
    }
    const isKnown = patterns.some(
      other =>
        other.label === label &&
        other.pattern === pattern &&
        other.entityRef === entityRef,
    );
    if (isKnown) return;
    await tx.savePatterns([
      {
        id: randomUUID(),
        position: Math.max(0, ...patterns.map(other => other.position)) + 1,
        name,
        label,
        pattern,
        entityRef,
        updatedBy: actor,
        updatedAt: at,
        version: 1,
      },
    ]);
    await tx.log({
      at,
      by: actor,
      kind: 'pattern',
      action: 'added',
      name,
      data: { label, pattern, entityRef },
    });
  });
}
