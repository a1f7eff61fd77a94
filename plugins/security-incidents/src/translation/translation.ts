import {
  createTranslationRef,
  type TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { toTranslations } from './languages/types';
import { messages } from './messages';
import { readinessMessages } from './messages/readiness';
import { sharedMessages } from './messages/shared';
import { useReadinessTranslation } from './readiness';
import { useSharedTranslation } from './shared';
import type { ReadinessTranslate, SharedTranslate, Translate } from './types';

/**
 * The texts of the pages, the entity tab and the dialogs, in English and in other languages. Override or translate them with
 * `createTranslationMessages` and `createTranslationResource`. What the entity card says and the words that it shares
 * with the pages are in `securityIncidentsSharedTranslationRef`, what it says about readiness in
 * `securityIncidentsReadinessTranslationRef`.
 *
 * @public
 */
export const securityIncidentsTranslationRef = createTranslationRef({
  id: 'security-incidents',
  messages,
  translations: toTranslations({
    de: () => import('./languages/de'),
    es: () => import('./languages/es'),
    fr: () => import('./languages/fr'),
    ja: () => import('./languages/ja'),
  }),
});

function listKeys(node: object, prefix = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? `${prefix}${key.replace(/_(?:one|other)$/, '')}`
      : listKeys(value, `${prefix}${key}.`),
  );
}

const READINESS_KEYS: ReadonlySet<string> = new Set(
  listKeys(readinessMessages),
);
const SHARED_KEYS: ReadonlySet<string> = new Set(listKeys(sharedMessages));

type AnyTranslate = (key: string, ...options: unknown[]) => string;

/** Looks texts up in the ref that has them. */
export function combineTranslations(refs: {
  pages: TranslationFunction<typeof securityIncidentsTranslationRef.T>;
  readiness: ReadinessTranslate;
  shared: SharedTranslate;
}): Translate {
  const { pages, readiness, shared } = refs as Record<string, unknown> as {
    [Name in keyof typeof refs]: AnyTranslate;
  };
  const translate: AnyTranslate = (key, ...options) => {
    if (SHARED_KEYS.has(key)) return shared(key, ...options);
    if (READINESS_KEYS.has(key)) return readiness(key, ...options);
    return pages(key, ...options);
  };
  return translate as Translate;
}

/** All texts of the plugin in the reader's language. */
export function useTranslation(): { t: Translate } {
  const { t: pages } = useTranslationRef(securityIncidentsTranslationRef);
  const { t: readiness } = useReadinessTranslation();
  const { t: shared } = useSharedTranslation();
  return useMemo(
    () => ({ t: combineTranslations({ pages, readiness, shared }) }),
    [pages, readiness, shared],
  );
}
