import {
  createTranslationRef,
  type TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/**
 * All texts of the plugin, in English. Override or translate them with `createTranslationMessages` and
 * `createTranslationResource`.
 *
 * @public
 */
export const securityIncidentsTranslationRef = createTranslationRef({
  id: 'security-incidents',
  messages,
});

/** Looks up a text; pass it to functions that are not components. */
export type Translate = TranslationFunction<
  typeof securityIncidentsTranslationRef.T
>;

/** The texts of the plugin in the reader's language. */
export function useTranslation(): { t: Translate } {
  const { t } = useTranslationRef(securityIncidentsTranslationRef);
  // Comparing the two equal types would expand the options of all messages, which is too deep for the compiler.
  return { t: t as unknown as Translate };
}
