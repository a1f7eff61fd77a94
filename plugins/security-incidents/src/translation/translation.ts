import {
  createTranslationRef,
  type TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { toTranslations } from './languages/types';
import { messages } from './messages';
import { sharedMessages } from './messages/shared';
import { useSharedTranslation } from './shared';
import type { SharedTranslate, Translate } from './types';

/**
 * The texts of the pages, the entity tab and the dialogs, in English and in other languages. Override or translate them with
 * `createTranslationMessages` and `createTranslationResource`. What the entity card says and the words that it shares
 * with the pages are in `securityIncidentsSharedTranslationRef`.
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

const SHARED_KEYS: ReadonlySet<string> = new Set(listKeys(sharedMessages));

/** Looks texts up in the ref that has them. */
export function combineTranslations(
  shared: SharedTranslate,
  ours: TranslationFunction<typeof securityIncidentsTranslationRef.T>,
): Translate {
  const translate = (key: string, ...options: unknown[]) =>
    (SHARED_KEYS.has(key) ? shared : (ours as unknown as SharedTranslate))(
      key as never,
      ...(options as []),
    );
  return translate as Translate;
}

/** All texts of the plugin in the reader's language. */
export function useTranslation(): { t: Translate } {
  const { t: shared } = useSharedTranslation();
  const { t: ours } = useTranslationRef(securityIncidentsTranslationRef);
  return useMemo(
    () => ({ t: combineTranslations(shared, ours) }),
    [shared, ours],
  );
}
