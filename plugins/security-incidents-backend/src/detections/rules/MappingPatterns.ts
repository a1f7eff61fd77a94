import type {
  CreateMappingPatternRequest,
  MappingPattern,
  UpdateMappingPatternRequest,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentCalls } from '../../incidents/IncidentCalls';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { DetectionRulesStore } from '../store/DetectionRulesStore';
import type { PatternRecord } from '../store/records';
import { assertVersion, findOwn } from './checks';
import { addPattern, checkMapping } from './patternChanges';
import { toPattern } from './presentRules';
import type { RuleBook } from './RuleBook';
import { moveRule } from './ruleChanges';

/** Creates, changes, moves and removes the patterns that find services. */
export class MappingPatterns {
  constructor(
    private readonly options: {
      store: DetectionRulesStore;
      ruleBook: RuleBook;
      calls: Pick<IncidentCalls, 'getActor'>;
      /** Called after each change. */
      changed(): void;
      clock(): Date;
    },
  ) {}

  /** Adds a pattern behind the others. */
  async create(
    request: CreateMappingPatternRequest,
    context: AuthorizedContext,
  ) {
    const { store, calls, clock } = this.options;
    const actor = calls.getActor(context);
    const added = await addPattern(store, request, actor, clock(), 'pattern');
    this.#publish();
    return { value: await this.#present(added), replayed: false };
  }

  async update(
    id: string,
    { position, ...fields }: UpdateMappingPatternRequest,
    seen: number | undefined,
    context: AuthorizedContext,
  ): Promise<MappingPattern> {
    const { store, ruleBook, calls, clock } = this.options;
    const { configuredPatterns } = await ruleBook.get();
    const by = calls.getActor(context);
    const at = clock().toISOString();
    const pattern = await store.change(async tx => {
      const { patterns } = tx.stored;
      const before = findOwn(patterns, id, 'pattern', configuredPatterns);
      assertVersion(before, seen);
      const changed: PatternRecord = {
        ...before,
        ...fields,
        ...checkMapping({ ...before, ...fields }),
        updatedBy: by,
        updatedAt: at,
        version: before.version + 1,
      };
      const moved = moveRule(
        patterns.filter(other => other.id !== id),
        changed,
        position === undefined
          ? patterns.indexOf(before) + 1
          : position - configuredPatterns.length,
      );
      await tx.savePatterns(moved);
      const { name, label, entityRef } = changed;
      await tx.log({
        at,
        by,
        kind: 'pattern',
        action: Object.keys(fields).length === 0 ? 'moved' : 'changed',
        name,
        data: { label, pattern: changed.pattern, entityRefs: [entityRef] },
      });
      return moved.find(other => other.id === id)!;
    });
    this.#publish();
    return this.#present(pattern);
  }

  async remove(id: string, context: AuthorizedContext) {
    const { store, ruleBook, calls, clock } = this.options;
    const { configuredPatterns } = await ruleBook.get();
    const by = calls.getActor(context);
    await store.change(async tx => {
      const { patterns } = tx.stored;
      const before = findOwn(patterns, id, 'pattern', configuredPatterns);
      await tx.deletePattern(id);
      await tx.log({
        at: clock().toISOString(),
        by,
        kind: 'pattern',
        action: 'removed',
        name: before.name,
        data: { entityRefs: [before.entityRef] },
      });
    });
    this.#publish();
    return { id };
  }

  async #present(pattern: PatternRecord): Promise<MappingPattern> {
    const { configuredPatterns } = await this.options.ruleBook.get();
    return toPattern(pattern, configuredPatterns.length + pattern.position);
  }

  #publish() {
    this.options.ruleBook.forget();
    this.options.changed();
  }
}
