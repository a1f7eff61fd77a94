import { z } from 'zod';
import {
  hasHiddenCharacters,
  HIDDEN_CHARACTERS_RULE,
  isVisibleText,
  VISIBLE_TEXT_RULE,
} from '../text/visibleText';

/*
 * Field schemas of all requests. They refuse what a database cannot store.
 */

/** Greatest lengths, in UTF-16 code units and items. @public */
export const LIMITS = {
  title: 300,
  longText: 20_000,
  shortText: 2_000,
  affected: 100,
  entityRefs: 100,
  escalateTo: 20,
} as const;

/** The rule of {@link isStorableText} for error messages. @public */
export const STORABLE_TEXT_RULE =
  'must not contain NUL characters or halves of characters';

/**
 * Whether every database stores a text unchanged. Some refuse or replace NUL characters and lone surrogates; the text read
 * back would not match its hash.
 * @public
 */
export function isStorableText(value: string): boolean {
  return !value.includes('\0') && !/\p{Surrogate}/u.test(value);
}

export const text = z
  .string()
  .refine(isStorableText, STORABLE_TEXT_RULE)
  .trim();

const name = (max: number) =>
  text
    .min(1)
    .max(max)
    .refine(isVisibleText, VISIBLE_TEXT_RULE)
    .refine(value => !hasHiddenCharacters(value), HIDDEN_CHARACTERS_RULE);
/** What people tell an incident by: it shows something, and hides nothing. */
export const title = name(LIMITS.title);
export const codename = name(LIMITS.shortText);
export const longText = text.max(LIMITS.longText);
export const requiredLongText = longText.min(1);
export const shortText = text.min(1).max(LIMITS.shortText);
export const identifier = text.min(1).max(64);

/** ISO-8601 with a zone, as `2026-11-23T10:20:00Z`; years of four digits sort as text. */
export const timestamp = z.iso
  .datetime({ offset: true })
  .max(64)
  .transform(value => new Date(value).toISOString())
  .refine(
    value => /^\d{4}-/.test(value) && value >= '1970',
    'must be a time from 1970 to 9999',
  );

/** kind:namespace/name; the service lower-cases it. */
export const entityRef = z
  .string()
  .trim()
  .max(256)
  .regex(
    /^[a-zA-Z][a-zA-Z0-9-]*:[a-zA-Z0-9._-]+\/[a-zA-Z0-9._-]+$/,
    'must be a full entity ref such as component:default/payments-api',
  )
  .transform(value => value.toLocaleLowerCase('en-US'));

export const principalRef = entityRef.refine(
  value => value.startsWith('user:') || value.startsWith('group:'),
  'must be the entity ref of a user or a group',
);

export const planRef = entityRef.refine(
  value => value.startsWith('responseplan:'),
  'must be the entity ref of a response plan such as responseplan:default/leaked-credential',
);
