import { InputError } from '@backstage/errors';
import {
  type RsitClass,
  type Severity,
  type TryPayloadRequest,
  type TryPayloadResult,
  type TryStep,
} from 'backstage-plugin-security-incidents-common';
import type { DetectionMapping } from 'backstage-plugin-security-incidents-node/alpha';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { ServiceMapper } from '../mapping/ServiceMapper';
import {
  type DetectionDraft,
  isFinding,
  toDraft,
} from '../intake/DetectionDraft';
import type { ConfiguredSource } from '../settings';
import { redactPayload } from '../sources';
import type { DatabaseServiceKeys } from '../store/DatabaseServiceKeys';
import type {
  DetectionAccess,
  DetectionsReader,
} from '../store/DetectionsStore';
import type { Placement } from '../store/IntakeStore';
import {
  findRuleMismatch,
  getOrderedRules,
  type OrderedRule,
} from './chooseRule';
import { startsEpisode } from '../intake/episodes';
import type { DetectionRecord } from '../store/records';
import { type ConditionSubject, findMismatch } from './conditions';
import type { RuleBook, Rules } from './RuleBook';
import { isVisible } from './presentRules';

const OUTCOMES: Record<OrderedRule['definition']['action'], string> = {
  create: 'It would create an incident, or join the one that the rule created',
  attach: 'It would be attached to a fitting open incident',
  suggest: 'It would wait in the inbox, with a suggestion',
  ignore: 'It would be ignored',
};

/** Where a payload would go. */
interface Outcome {
  conclusion: string;
  steps: TryStep[];
  incident?: TryPayloadResult['incident'];
}

/** Explains what would happen with a payload. It reads, and stores nothing. */
export class PayloadTrial {
  constructor(
    private readonly options: {
      sources: ReadonlyMap<string, ConfiguredSource>;
      mapper: ServiceMapper;
      serviceKeys: Pick<DatabaseServiceKeys, 'find'>;
      ruleBook: RuleBook;
      reader: Pick<DetectionsReader, 'findLatest'>;
      /** The plan that would apply to an incident of a service, as far as the caller may see plans. */
      findPlanTitle(
        incident: { entityRef: string; class?: RsitClass; severity?: Severity },
        context: AuthorizedContext,
      ): Promise<string | undefined>;
      clock(): Date;
    },
  ) {}

  /** @throws InputError for an unknown source, or a payload that is no JSON */
  async run(
    { sourceId, payload: text, headers = {} }: TryPayloadRequest,
    access: DetectionAccess,
    context: AuthorizedContext,
  ): Promise<TryPayloadResult> {
    const source = this.options.sources.get(sourceId);
    if (!source) throw new InputError('sourceId: there is no such source');
    if (source.problem !== undefined) {
      throw new InputError(
        `sourceId: the configuration of the source is wrong: ${source.problem}`,
      );
    }
    const { payload, redactions } = redactPayload(parse(text));
    const now = this.options.clock();
    const mapping = await source.source.map(
      payload,
      {
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [
            name.toLocaleLowerCase('en-US'),
            value,
          ]),
        ),
        body: Buffer.from(text, 'utf8'),
        receivedAtMs: now.getTime(),
      },
      source.options,
    );
    const drafts = toDrafts(mapping, source, now.toISOString());
    const read = toReadStep(mapping, drafts);
    const outcome =
      drafts.length > 0
        ? await this.#explain(drafts[0], source, access, context)
        : { conclusion: read.text, steps: [] };
    return {
      conclusion: outcome.conclusion,
      steps: [read, ...outcome.steps],
      payload: JSON.stringify(payload, undefined, 2),
      redactions,
      ...(outcome.incident && { incident: outcome.incident }),
    };
  }

  async #explain(
    draft: DetectionDraft,
    source: ConfiguredSource,
    access: DetectionAccess,
    context: AuthorizedContext,
  ): Promise<Outcome> {
    const { mapper, serviceKeys, ruleBook, reader, clock } = this.options;
    const rules = await ruleBook.get();
    const [placed] = await mapper.place([draft], keys =>
      serviceKeys.find(keys),
    );
    const found = withoutHidden(placed, access);
    const subject = {
      ...draft,
      sourceId: source.id,
      entityRef: found.entityRef,
    };
    const known = await reader.findLatest(subject, access);
    const isRepeat =
      known !== undefined &&
      !startsEpisode(known, draft, clock().toISOString());
    const steps = [
      toFingerprintStep(draft, known, isRepeat),
      toServiceStep(found),
    ];
    if (isRepeat) {
      return {
        conclusion: `It would count as a repeat of "${known.title}" and change no decision.`,
        steps,
      };
    }
    if (draft.sourceState === 'resolved') {
      return {
        conclusion: 'It would be kept and not wait, since it is over.',
        steps,
      };
    }
    const suppressed = this.#explainSuppressions(subject, rules, access);
    steps.push(suppressed.step);
    if (suppressed.name !== undefined) {
      return {
        conclusion: `It would be suppressed by "${suppressed.name}".`,
        steps,
      };
    }
    const { rule, step } = explainRules(subject, rules, access);
    steps.push(step);
    if (!rule) {
      return {
        conclusion: found.entityRef
          ? 'It would wait in the inbox.'
          : 'It would wait without a service.',
        steps,
      };
    }
    const { action, threshold, incident } = rule.definition;
    const condition = threshold
      ? `, once there are ${threshold.count} within ${threshold.withinMinutes} minutes`
      : '';
    const conclusion = `${OUTCOMES[action]}${condition}.`;
    if (action !== 'create') return { conclusion, steps };
    const severity = incident?.severity ?? (draft.severity as Severity);
    const planTitle = await this.options.findPlanTitle(
      {
        entityRef: found.entityRef!,
        class: incident?.class ?? draft.class,
        severity,
      },
      context,
    );
    return {
      conclusion,
      steps,
      incident: {
        title: draft.title,
        severity,
        ...(planTitle && { planTitle }),
      },
    };
  }

  #explainSuppressions(
    subject: ConditionSubject,
    { suppressions }: Rules,
    access: DetectionAccess,
  ): { step: TryStep; name?: string } {
    const now = this.options.clock().toISOString();
    const active = suppressions.filter(
      ({ endsAt, condition }) => endsAt > now && isVisible(condition, access),
    );
    const tried = active.map(({ name, condition }) => {
      const why = findMismatch(condition, subject);
      return why === undefined
        ? { name, result: 'fits' as const, why: 'all of its conditions hold' }
        : { name, result: 'no' as const, why };
    });
    const name = tried.find(({ result }) => result === 'fits')?.name;
    return {
      name,
      step: {
        step: 'suppression',
        ok: name === undefined,
        text:
          name === undefined
            ? 'No suppression holds it back'
            : `"${name}" holds it back`,
        tried,
      },
    };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError('payload: must be JSON');
  }
}

function toDrafts(
  mapping: DetectionMapping,
  source: ConfiguredSource,
  at: string,
): DetectionDraft[] {
  return mapping.kind === 'detections'
    ? mapping.detections
        .filter(isFinding)
        .map(mapped => toDraft(mapped, source, at))
    : [];
}

function toReadStep(
  mapping: DetectionMapping,
  drafts: readonly DetectionDraft[],
): TryStep {
  const texts = {
    ignored: 'It is no finding and would only be counted.',
    unmapped: 'Its shape is unknown; it would be kept for a person to look at.',
    detections: 'It has no finding.',
  };
  const [first] = drafts;
  const others =
    drafts.length > 1 ? `, the first of ${drafts.length} findings` : '';
  return {
    step: 'read',
    ok: first !== undefined,
    text: first ? `${first.title}${others}` : texts[mapping.kind],
    tried:
      'reason' in mapping
        ? [{ name: mapping.kind, result: 'no', why: mapping.reason }]
        : [],
  };
}

function toFingerprintStep(
  { fingerprint, fingerprintBasis }: DetectionDraft,
  known: DetectionRecord | undefined,
  isRepeat: boolean,
): TryStep {
  const times = known && (known.count === 1 ? 'once' : `${known.count} times`);
  const before = isRepeat
    ? `A repeat, seen ${times} before`
    : `A new episode, the last one is resolved`;
  return {
    step: 'fingerprint',
    ok: true,
    text: `${
      known ? before : 'New'
    }. Fingerprint of ${fingerprintBasis} (${fingerprint.slice(0, 12)})`,
    tried: [],
  };
}

/** A service that the catalog hides from the caller is not named. */
function withoutHidden(
  found: Placement,
  { services }: DetectionAccess,
): Placement {
  const { entityRef } = found;
  return entityRef === undefined || !services || services.includes(entityRef)
    ? found
    : { tried: found.tried };
}

function toServiceStep({ entityRef, mapping, tried }: Placement): TryStep {
  return {
    step: 'service',
    ok: entityRef !== undefined,
    text: entityRef ?? 'No service was found',
    tried: [
      ...tried.map(way => ({
        name: way,
        result: 'no' as const,
        why: 'nothing in the catalog matches, or more than one service does',
      })),
      ...(mapping
        ? [
            {
              name: mapping.way,
              result: 'fits' as const,
              why: mapping.value ?? '',
            },
          ]
        : []),
    ],
  };
}

function explainRules(
  subject: ConditionSubject,
  rules: Rules,
  access: DetectionAccess,
): { rule?: OrderedRule; step: TryStep } {
  let chosen: OrderedRule | undefined;
  const tried: TryStep['tried'] = [];
  for (const rule of getOrderedRules(rules)) {
    if (!isVisible(rule.definition.condition, access)) continue;
    const { name } = rule;
    if (chosen) {
      tried.push({
        name,
        result: 'skipped',
        why: `"${chosen.name}" comes first`,
      });
      continue;
    }
    const why = findRuleMismatch(rule, subject);
    tried.push(
      why === undefined
        ? { name, result: 'fits', why: 'all of its conditions hold' }
        : { name, result: 'no', why },
    );
    if (why === undefined) chosen = rule;
  }
  return {
    rule: chosen,
    step: {
      step: 'rule',
      ok: chosen !== undefined,
      text: chosen ? `"${chosen.name}" applies` : 'No rule applies',
      tried,
    },
  };
}
