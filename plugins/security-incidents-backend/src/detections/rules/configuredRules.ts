import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError, ForwardedError } from '@backstage/errors';
import { createDetectionRuleSchema } from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { parseFields } from '../../http/validate';
import { checkPattern, checkPatternRef } from '../mapping/patterns';
import type { PatternRecord, RuleRecord } from '../store/records';
import type { Configured } from './RuleBook';
import { toDefinition } from './ruleChanges';

const RULES = 'securityIncidents.detectionRules';
const PATTERNS = 'securityIncidents.detectionPatterns';
const MAX_CONFIGURED = 100;

const patternSchema = z.strictObject({
  name: z.string().min(1).max(300),
  label: z.string().min(1).max(128),
  pattern: z.string().min(1).max(200),
  entityRef: z.string().min(1).max(256),
});

function readList<T>(
  config: RootConfigService,
  key: string,
  read: (item: unknown, index: number) => T,
): T[] {
  const items = config.getOptional(key) ?? [];
  if (!Array.isArray(items) || items.length > MAX_CONFIGURED) {
    throw new InputError(`${key}: must be a list of at most ${MAX_CONFIGURED}`);
  }
  return items.map((item, index) => {
    try {
      return read(item, index);
    } catch (error) {
      throw new ForwardedError(`${key}[${index}]`, error);
    }
  });
}

/**
 * Reads rules of the configuration. They come before those of the page.
 *
 * @throws InputError that names the setting and the rule
 */
export function readConfiguredRules(
  config: RootConfigService,
): Array<Configured<RuleRecord>> {
  return readList(config, RULES, (item, index) => {
    const request = parseFields(createDetectionRuleSchema, item);
    return {
      id: `config:${index + 1}`,
      position: index + 1,
      name: request.name,
      isEnabled: request.isEnabled ?? true,
      definition: toDefinition(request),
    };
  });
}

/**
 * Reads patterns of the configuration. They come before those of the page.
 *
 * @throws InputError that names the setting and the rule
 */
export function readConfiguredPatterns(
  config: RootConfigService,
): Array<Configured<PatternRecord>> {
  return readList(config, PATTERNS, (item, index) => {
    const pattern = parseFields(patternSchema, item);
    checkPattern(pattern.pattern);
    return {
      id: `config:${index + 1}`,
      position: index + 1,
      ...pattern,
      entityRef: checkPatternRef(pattern.entityRef),
    };
  });
}
