import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  type CreateMappingPatternRequest,
  type DetectionRule,
  type DetectionSuppression,
  MAX_SUPPRESSION_DAYS,
  type ParsedCreateDetectionRule,
  type ParsedCreateSuppression,
  type ParsedUpdateDetectionRule,
  type ParsedUpdateSuppression,
  type TryPayloadRequest,
  type UpdateMappingPatternRequest,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentCalls } from '../../incidents/IncidentCalls';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { DetectionVisibility } from '../DetectionVisibility';
import type { DatabaseRuleEffects } from '../store/DatabaseRuleEffects';
import type {
  DetectionRulesStore,
  RulesTransaction,
} from '../store/DetectionRulesStore';
import type { ChangeRecord, RuleRecord } from '../store/records';
import { assertRoom, assertVersion, findOwn } from './checks';
import { fits } from './conditions';
import type { DetectionRulesService } from './DetectionRulesService';
import type { MappingPatterns } from './MappingPatterns';
import type { PayloadTrial } from './PayloadTrial';
import { isVisible, toPattern, toRule, toSuppression } from './presentRules';
import type { RuleBook } from './RuleBook';
import { changeDefinition, moveRule, toDefinition } from './ruleChanges';

const DAY_MS = 24 * 60 * 60 * 1000;
const EFFECT_DAYS = 30;
const MAX_CHANGES = 50;
/** Detections in the inbox that a new suppression is compared with, the oldest first. */
const MAX_WAITING = 5_000;

export class DefaultDetectionRulesService
  implements DetectionRulesService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: DetectionRulesStore;
      effects: DatabaseRuleEffects;
      ruleBook: RuleBook;
      visibility: DetectionVisibility;
      trial: PayloadTrial;
      patterns: MappingPatterns;
      calls: Pick<IncidentCalls, 'getActor'>;
      /** Called after each change. */
      changed(): void;
      clock(): Date;
    },
  ) {}

  async get(context: AuthorizedContext) {
    const { store, effects, ruleBook, visibility, clock } = this.options;
    const access = await visibility.of(context);
    const now = clock().toISOString();
    const since = this.#daysAgo(EFFECT_DAYS);
    const { configuredRules, configuredPatterns } = await ruleBook.get();
    const { rules, suppressions, patterns } = await store.read();
    const effectOf = await effects.getRuleEffects(since, access);
    const heldBack = await effects.getHeldBack(access);
    const shown = suppressions.filter(({ condition }) =>
      isVisible(condition, access),
    );
    const ended = shown.filter(({ endsAt }) => endsAt <= now);
    const firstEnd = ended.map(({ endsAt }) => endsAt).sort()[0];
    const recent =
      firstEnd === undefined ? [] : await effects.listSince(firstEnd, access);
    return {
      flow: await effects.getFlow(since, access),
      ways: await effects.getWays(since, access),
      patterns: [...configuredPatterns, ...patterns]
        .filter(({ entityRef }) =>
          isVisible({ entityRefs: [entityRef] }, access),
        )
        .map((pattern, index) => toPattern(pattern, index + 1)),
      suppressions: shown.map(suppression =>
        toSuppression(suppression, now, {
          heldBack: heldBack.get(suppression.id) ?? 0,
          sinceEnd:
            suppression.endsAt > now
              ? 0
              : recent.filter(
                  detection =>
                    detection.firstSeenAt >= suppression.endsAt &&
                    fits(suppression.condition, detection),
                ).length,
        }),
      ),
      rules: [...configuredRules, ...rules]
        .map((rule, index) => toRule(rule, index + 1, effectOf.get(rule.id)))
        .filter(({ condition }) => isVisible(condition, access)),
      changes: (await store.listChanges(MAX_CHANGES))
        .filter(({ data }) =>
          isVisible(
            { entityRefs: data.entityRefs as string[] | undefined },
            access,
          ),
        )
        .map(({ data: _data, ...change }) => change),
      mayChange: context.permissions.configureDetections,
    };
  }

  async createRule(
    request: ParsedCreateDetectionRule,
    context: AuthorizedContext,
  ) {
    const rule = await this.#change(context, async (tx, { at, actor }) => {
      const { rules } = tx.stored;
      assertRoom('name', rules.length);
      const { name, isEnabled = true } = request;
      const added: RuleRecord = {
        id: randomUUID(),
        position: rules.length + 1,
        name,
        isEnabled,
        definition: toDefinition(request),
        updatedBy: actor,
        updatedAt: at,
        version: 1,
      };
      await tx.saveRules([added]);
      await this.#log(tx, { at, by: actor }, 'rule', 'added', added.name, {
        ...request,
        entityRefs: request.condition.entityRefs,
      });
      return added;
    });
    return { value: await this.#toRule(rule), replayed: false };
  }

  async updateRule(
    id: string,
    request: ParsedUpdateDetectionRule,
    seen: number | undefined,
    context: AuthorizedContext,
  ): Promise<DetectionRule> {
    const { configuredRules } = await this.options.ruleBook.get();
    const rule = await this.#change(context, async (tx, { at, actor }) => {
      const before = findOwn(tx.stored.rules, id, 'rule', configuredRules);
      assertVersion(before, seen);
      const { position, ...fields } = request;
      const changed: RuleRecord = {
        ...before,
        name: fields.name ?? before.name,
        isEnabled: fields.isEnabled ?? before.isEnabled,
        definition: changeDefinition(before.definition, fields),
        updatedBy: actor,
        updatedAt: at,
        version: before.version + 1,
      };
      const others = tx.stored.rules.filter(other => other.id !== id);
      const isMove = Object.keys(fields).length === 0;
      const moved = moveRule(
        others,
        changed,
        position === undefined
          ? before.position
          : position - configuredRules.length,
      );
      await tx.saveRules(moved);
      await this.#log(
        tx,
        { at, by: actor },
        'rule',
        isMove ? 'moved' : 'changed',
        changed.name,
        { ...request, entityRefs: changed.definition.condition.entityRefs },
      );
      return moved.find(other => other.id === id)!;
    });
    return this.#toRule(rule);
  }

  async deleteRule(id: string, context: AuthorizedContext) {
    const { configuredRules } = await this.options.ruleBook.get();
    await this.#change(context, async (tx, { at, actor }) => {
      const before = findOwn(tx.stored.rules, id, 'rule', configuredRules);
      const rest = tx.stored.rules.filter(other => other.id !== id);
      await tx.deleteRule(id);
      await tx.saveRules(
        rest.map((rule, index) => ({ ...rule, position: index + 1 })),
      );
      await this.#log(tx, { at, by: actor }, 'rule', 'removed', before.name, {
        entityRefs: before.definition.condition.entityRefs,
      });
    });
    return { id };
  }

  async createSuppression(
    request: ParsedCreateSuppression,
    context: AuthorizedContext,
  ) {
    this.#assertEnd(request.endsAt);
    const suppression = await this.#change(
      context,
      async (tx, { at, actor }) => {
        const active = tx.stored.suppressions.filter(
          ({ endsAt }) => endsAt > at,
        );
        assertRoom('name', active.length);
        const added = {
          id: randomUUID(),
          ...request,
          createdBy: actor,
          createdAt: at,
          version: 1,
        };
        await tx.saveSuppression(added);
        const waiting = await tx.listWaiting(MAX_WAITING);
        await tx.suppress(
          waiting
            .filter(detection => fits(added.condition, detection))
            .map(({ seq }) => seq),
          added.id,
        );
        await this.#log(
          tx,
          { at, by: actor },
          'suppression',
          'added',
          added.name,
          { ...request, entityRefs: request.condition.entityRefs },
        );
        return added;
      },
    );
    return {
      value: toSuppression(suppression, suppression.createdAt),
      replayed: false,
    };
  }

  async updateSuppression(
    id: string,
    request: ParsedUpdateSuppression,
    seen: number | undefined,
    context: AuthorizedContext,
  ): Promise<DetectionSuppression> {
    this.#assertEnd(request.endsAt);
    return this.#changeSuppression(id, request, seen, context);
  }

  async endSuppression(id: string, context: AuthorizedContext) {
    const endsAt = this.options.clock().toISOString();
    return this.#changeSuppression(id, { endsAt }, undefined, context);
  }

  createPattern(
    request: CreateMappingPatternRequest,
    context: AuthorizedContext,
  ) {
    return this.options.patterns.create(request, context);
  }

  updatePattern(
    id: string,
    request: UpdateMappingPatternRequest,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    return this.options.patterns.update(id, request, seen, context);
  }

  deletePattern(id: string, context: AuthorizedContext) {
    return this.options.patterns.remove(id, context);
  }

  async tryPayload(request: TryPayloadRequest, context: AuthorizedContext) {
    const { trial, visibility } = this.options;
    return trial.run(request, await visibility.of(context), context);
  }

  async #changeSuppression(
    id: string,
    changes: { reason?: string; endsAt: string },
    seen: number | undefined,
    context: AuthorizedContext,
  ): Promise<DetectionSuppression> {
    const suppression = await this.#change(
      context,
      async (tx, { at, actor }) => {
        const before = findOwn(tx.stored.suppressions, id, 'suppression', []);
        assertVersion(before, seen);
        if (before.endsAt <= at) {
          throw new InputError(
            'endsAt: the suppression has ended; make a new one',
          );
        }
        const changed = {
          ...before,
          ...changes,
          version: before.version + 1,
        };
        await tx.saveSuppression(changed);
        const isEnd = changes.endsAt <= at;
        await this.#log(
          tx,
          { at, by: actor },
          'suppression',
          isEnd ? 'removed' : 'changed',
          before.name,
          { ...changes, entityRefs: before.condition.entityRefs },
        );
        return changed;
      },
    );
    return toSuppression(suppression, this.options.clock().toISOString());
  }

  #assertEnd(endsAt: string) {
    const now = this.options.clock().getTime();
    const end = Date.parse(endsAt);
    if (end <= now || end > now + MAX_SUPPRESSION_DAYS * DAY_MS) {
      throw new InputError(
        `endsAt: must be after now and at most ${MAX_SUPPRESSION_DAYS} days from now`,
      );
    }
  }

  #daysAgo(days: number): string {
    return new Date(
      this.options.clock().getTime() - days * DAY_MS,
    ).toISOString();
  }

  async #toRule(rule: RuleRecord): Promise<DetectionRule> {
    const { configuredRules } = await this.options.ruleBook.get();
    return toRule(rule, configuredRules.length + rule.position);
  }

  async #log(
    tx: RulesTransaction,
    { at, by }: { at: string; by: string },
    kind: ChangeRecord['kind'],
    action: ChangeRecord['action'],
    name: string,
    data: Record<string, unknown>,
  ) {
    await tx.log({ at, by, kind, action, name, data });
  }

  async #change<T>(
    context: AuthorizedContext,
    work: (
      tx: RulesTransaction,
      by: { at: string; actor: string },
    ) => Promise<T>,
  ): Promise<T> {
    const { store, ruleBook, calls, clock, changed } = this.options;
    const by = {
      at: clock().toISOString(),
      actor: calls.getActor(context),
    };
    const result = await store.change(tx => work(tx, by));
    ruleBook.forget();
    changed();
    return result;
  }
}
