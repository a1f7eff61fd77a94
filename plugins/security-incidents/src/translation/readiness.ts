import {
  createTranslationRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { toTranslations } from './languages/types';
import { readinessMessages } from './messages/readiness';
import type { ReadinessTranslate } from './types';

/**
 * The texts of how ready services are, on the entity card and on the pages. The card loads them where nothing is open on an
 * entity and where it shows parts; its other texts are in `securityIncidentsSharedTranslationRef`.
 *
 * @public
 */
export const securityIncidentsReadinessTranslationRef = createTranslationRef({
  id: 'security-incidents-readiness',
  messages: readinessMessages,
  translations: toTranslations({
    de: () => import('./languages/de/readiness'),
    es: () => import('./languages/es/readiness'),
    fr: () => import('./languages/fr/readiness'),
    ja: () => import('./languages/ja/readiness'),
  }),
});

/** The texts of how ready services are, in the reader's language. */
export function useReadinessTranslation(): { t: ReadinessTranslate } {
  const { t } = useTranslationRef(securityIncidentsReadinessTranslationRef);
  return { t: t as unknown as ReadinessTranslate };
}
