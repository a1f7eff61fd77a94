import {
  createTranslationRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { toTranslations } from './languages/types';
import { sharedMessages } from './messages/shared';
import type { SharedTranslate } from './types';

/**
 * The texts of the entity card, and the words that it shares with the pages, such as statuses and severities. They are
 * loaded with each entity page; all other texts are in `securityIncidentsTranslationRef`.
 *
 * @public
 */
export const securityIncidentsSharedTranslationRef = createTranslationRef({
  id: 'security-incidents-shared',
  messages: sharedMessages,
  translations: toTranslations({
    de: () => import('./languages/de/shared'),
    es: () => import('./languages/es/shared'),
    fr: () => import('./languages/fr/shared'),
    ja: () => import('./languages/ja/shared'),
  }),
});

/**
 * The texts for what stands on pages of other plugins, in the reader's language. It keeps the texts of our pages from
 * being loaded there.
 */
export function useSharedTranslation(): { t: SharedTranslate } {
  const { t } = useTranslationRef(securityIncidentsSharedTranslationRef);
  return { t: t as unknown as SharedTranslate };
}
